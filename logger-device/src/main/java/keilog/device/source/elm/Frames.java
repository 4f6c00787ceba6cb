package keilog.device.source.elm;

/**
 * The data lines of one reply, in the order they came. Fixed room: what does not fit is counted and
 * dropped. One thread; reused.
 *
 * <pre>
 *   SINGLE  a whole message          41 0C 1A F8
 *   FIRST   ISO-TP first frame       number = length of the message
 *   NEXT    ISO-TP consecutive one   number = sequence 0…15
 *   LENGTH  {@code 014}              number = length of the message (headers off)
 *   PART    {@code 0: 49 02 …}       number = label 0…15 (headers off)
 * </pre>
 */
final class Frames {
  static final int MOST = 64;
  static final int MOST_BYTES = 2_048;

  enum Kind {
    SINGLE,
    FIRST,
    NEXT,
    LENGTH,
    PART
  }

  private final Kind[] kinds = new Kind[MOST];
  private final int[] ecus = new int[MOST];
  private final int[] numbers = new int[MOST];
  private final int[] starts = new int[MOST];
  private final int[] lengths = new int[MOST];
  private final byte[] bytes = new byte[MOST_BYTES];
  private int size;
  private int used;
  private int dropped;

  void clear() {
    size = 0;
    used = 0;
    dropped = 0;
  }

  /**
   * @param ecu who sent it: the whole CAN identifier or the source address; 0 where headers are off
   */
  void add(Kind kind, int ecu, int number, byte[] from, int offset, int length) {
    if (size == MOST || used + length > MOST_BYTES) {
      dropped++;
      return;
    }
    kinds[size] = kind;
    ecus[size] = ecu;
    numbers[size] = number;
    starts[size] = used;
    lengths[size] = length;
    System.arraycopy(from, offset, bytes, used, length);
    used += length;
    size++;
  }

  int size() {
    return size;
  }

  /** Lines that the adapter's response count counts: all but the length line. */
  int counted() {
    int counted = 0;
    for (int i = 0; i < size; i++) {
      if (kinds[i] != Kind.LENGTH) {
        counted++;
      }
    }
    return counted;
  }

  int dropped() {
    return dropped;
  }

  Kind kind(int i) {
    return kinds[i];
  }

  int ecu(int i) {
    return ecus[i];
  }

  int number(int i) {
    return numbers[i];
  }

  int start(int i) {
    return starts[i];
  }

  int length(int i) {
    return lengths[i];
  }

  byte[] bytes() {
    return bytes;
  }
}
