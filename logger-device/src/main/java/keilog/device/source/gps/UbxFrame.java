package keilog.device.source.gps;

/**
 * Builds UBX frames, and the codes of those that are read. Source: u-blox 8 / M8 and M9 interface
 * descriptions.
 */
final class UbxFrame {
  static final int NAV_PVT = 0x0107;
  static final int HNR_PVT = 0x2800;
  static final int ACK_ACK = 0x0501;
  static final int ACK_NAK = 0x0500;
  static final int MON_VER = 0x0A04;
  static final int CFG_PRT = 0x0600;
  static final int CFG_MSG = 0x0601;
  static final int CFG_RATE = 0x0608;
  static final int CFG_NAV5 = 0x0624;
  static final int CFG_VALSET = 0x068A;

  private UbxFrame() {}

  /** A whole frame around a payload. */
  static byte[] of(int classAndId, byte... payload) {
    byte[] frame = new byte[payload.length + 8];
    frame[0] = (byte) 0xB5;
    frame[1] = 0x62;
    frame[2] = (byte) (classAndId >> 8);
    frame[3] = (byte) classAndId;
    frame[4] = (byte) payload.length;
    frame[5] = (byte) (payload.length >> 8);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    int sum = checksum(frame, 2, payload.length + 4);
    frame[payload.length + 6] = (byte) sum;
    frame[payload.length + 7] = (byte) (sum >> 8);
    return frame;
  }

  /** The 8-bit Fletcher sum over class to payload: ck_a low, ck_b high. */
  static int checksum(byte[] b, int from, int length) {
    int a = 0;
    int sum = 0;
    for (int i = from; i < from + length; i++) {
      a = a + b[i] & 0xFF;
      sum = sum + a & 0xFF;
    }
    return sum << 8 | a;
  }
}
