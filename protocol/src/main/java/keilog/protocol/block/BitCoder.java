package keilog.protocol.block;

/**
 * A binary arithmetic coder over 32-bit bounds. One method serves both directions, so that encoder
 * and decoder share every line of the model: writing, {@link #code} takes the bit and returns it;
 * reading, it ignores its argument and returns the bit that was written.
 */
final class BitCoder {
  private static final long MASK = 0xFFFF_FFFFL;

  private long low;
  private long high;
  private long code;
  private boolean reading;
  private ByteSink sink;
  private byte[] bytes;
  private int at;
  private int end;
  private int start;

  void write(ByteSink into) {
    reading = false;
    sink = into;
    low = 0;
    high = MASK;
  }

  /** Reads the bytes from {@code start} to {@code stop}; behind them lie zeros without end. */
  void read(byte[] array, int start, int stop) {
    reading = true;
    bytes = array;
    this.start = start;
    at = start;
    end = stop;
    low = 0;
    high = MASK;
    code = 0;
    for (int i = 0; i < 4; i++) {
      code = code << 8 | nextByte();
    }
  }

  boolean reading() {
    return reading;
  }

  /**
   * Codes one bit.
   *
   * @param probability that the bit is 1, in 1/65536, 1..65535
   */
  int code(int bit, int probability) {
    long range = high - low;
    long middle = low + (range >>> 16) * probability + ((range & 0xFFFF) * probability >>> 16);
    int coded = reading ? (code <= middle ? 1 : 0) : bit;
    if (coded != 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
    while (((low ^ high) & 0xFF00_0000L) == 0) {
      shift();
    }
    return coded;
  }

  private void shift() {
    if (reading) {
      code = (code << 8 | nextByte()) & MASK;
    } else {
      sink.put((int) (high >>> 24));
    }
    low = low << 8 & MASK;
    high = high << 8 & MASK | 0xFF;
  }

  private int nextByte() {
    return at < end ? bytes[at++] & 0xFF : at++ & 0;
  }

  /**
   * Whether what was read is what {@link #finish} writes for these bits: nothing is left over, the
   * last byte is not 0, and behind the last bit stands the number that finish chooses.
   */
  boolean endsWell() {
    return at >= end && (end == start || bytes[end - 1] != 0) && code == shortest();
  }

  /**
   * Writes the fewest bytes that name a number within the bounds, given that zeros follow; trailing
   * zeros are cut off down to {@code start}.
   */
  void finish(int start) {
    long number = shortest();
    for (int shift = 24; shift >= 0; shift -= 8) {
      sink.put((int) (number >>> shift));
    }
    sink.cutZeros(start);
  }

  /** The number within the bounds with the most zero bytes at its end. */
  private long shortest() {
    if (low == 0) {
      return 0;
    }
    for (int free = 24; free > 0; free -= 8) {
      long candidate = (low + (1L << free) - 1) >>> free << free;
      if (candidate <= high) {
        return candidate;
      }
    }
    return low;
  }
}
