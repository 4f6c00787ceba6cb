package keilog.tools.simulate.gps;

import java.util.Arrays;

/** Finds UBX messages among whatever the host sends. One thread. */
final class UbxInput {
  private static final int LONGEST = 1024;

  /** Takes a whole, checked message. */
  @FunctionalInterface
  interface Message {
    void message(int messageClass, int id, byte[] payload);
  }

  private final byte[] bytes = new byte[LONGEST + 8];
  private final Message sink;
  private int count;

  UbxInput(Message sink) {
    this.sink = sink;
  }

  void take(int value) {
    bytes[count++] = (byte) value;
    if (count == 1 && value != 0xB5 || count == 2 && value != 0x62) {
      count = value == 0xB5 ? 1 : 0;
      bytes[0] = (byte) 0xB5;
      return;
    }
    if (count < 6) {
      return;
    }
    int length = bytes[4] & 0xff | (bytes[5] & 0xff) << 8;
    if (length > LONGEST) {
      count = 0;
    } else if (count == length + 8) {
      count = 0;
      check(length);
    }
  }

  private void check(int length) {
    byte[] payload = Arrays.copyOfRange(bytes, 6, 6 + length);
    byte[] right = UbxFrames.frame(bytes[2], bytes[3], payload);
    if (Arrays.equals(right, 0, right.length, bytes, 0, right.length)) {
      sink.message(bytes[2] & 0xff, bytes[3] & 0xff, payload);
    }
  }
}
