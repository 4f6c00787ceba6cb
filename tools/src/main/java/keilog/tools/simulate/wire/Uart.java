package keilog.tools.simulate.wire;

/**
 * What a receiver makes of bytes that were sent at another speed: the sender's waveform, sampled in
 * the middle of what the receiver takes for bits, as a UART does.
 */
final class Uart {
  /** A frame of 8N1 still reads right when the speeds differ by less than this. */
  private static final double TOLERANCE = 0.04;

  private Uart() {}

  static boolean understands(int sender, int receiver) {
    return sender == 0 || receiver == 0 || Math.abs((double) sender / receiver - 1) < TOLERANCE;
  }

  /**
   * @param length how many bytes were sent, one after another without pause
   * @param into at least sixteen bytes per byte sent
   * @return how many bytes were made of it
   */
  static int misread(byte[] sent, int length, int sender, int receiver, byte[] into) {
    double bit = (double) sender / receiver;
    double end = length * 10 + 1;
    double at = 0;
    int count = 0;
    while (count < into.length) {
      while (at < end && level(sent, length, at)) {
        at += 0.05;
      }
      if (at >= end) {
        return count;
      }
      int value = 0;
      for (int i = 0; i < 8; i++) {
        if (level(sent, length, at + bit * (1.5 + i))) {
          value |= 1 << i;
        }
      }
      into[count++] = (byte) value;
      at += bit * 9.5;
      while (at < end && !level(sent, length, at)) {
        at += 0.05;
      }
    }
    return count;
  }

  /** True where the line is high, in units of the sender's bits. */
  private static boolean level(byte[] sent, int length, double bits) {
    int index = (int) bits;
    int frame = index / 10;
    int place = index % 10;
    if (frame >= length || place == 9) {
      return true;
    }
    return place != 0 && (sent[frame] >>> (place - 1) & 1) != 0;
  }
}
