package keilog.device.source.elm;

import keilog.device.source.elm.Frames.Kind;

/**
 * Whole messages, put together from the lines of a reply: grouped by sender, consecutive frames in
 * the order of their sequence even where they came otherwise. A message with a missing frame is
 * dropped and counted. One thread; reused.
 */
final class Messages {
  static final int MOST = 32;

  private final int[] ecus = new int[MOST];
  private final int[] starts = new int[MOST];
  private final int[] lengths = new int[MOST];
  private final byte[] bytes = new byte[Frames.MOST_BYTES];
  private final boolean[] taken = new boolean[Frames.MOST];
  private int size;
  private int used;
  private int incomplete;
  private boolean mixed;

  void assemble(Frames frames) {
    size = 0;
    used = 0;
    incomplete = 0;
    mixed = false;
    java.util.Arrays.fill(taken, 0, frames.size(), false);
    int lengthLines = count(frames, Kind.LENGTH);
    for (int i = 0; i < frames.size(); i++) {
      switch (frames.kind(i)) {
        case SINGLE -> single(frames, i);
        case FIRST -> segmented(frames, i, Kind.NEXT, 1);
        case LENGTH -> {
          if (lengthLines == 1) {
            segmented(frames, i, Kind.PART, 0);
          } else {
            // Two senders without headers: nobody can say whose part is whose.
            mixed = true;
            incomplete++;
          }
        }
        case NEXT, PART -> {}
      }
    }
    for (int i = 0; i < frames.size(); i++) {
      if (frames.kind(i) == Kind.PART && !taken[i]) {
        mixed |= lengthLines == 1;
        incomplete += lengthLines == 0 ? 1 : 0;
      }
    }
    for (int i = 1; i < size; i++) {
      mixed |= ecus[i] == 0 && ecus[i - 1] == 0;
    }
  }

  private void single(Frames frames, int i) {
    if (begin(frames.ecu(i))) {
      append(frames, i, frames.length(i));
      size++;
    }
  }

  private static int count(Frames frames, Kind kind) {
    int count = 0;
    for (int i = 0; i < frames.size(); i++) {
      count += frames.kind(i) == kind ? 1 : 0;
    }
    return count;
  }

  private void segmented(Frames frames, int first, Kind kind, int firstNumber) {
    int total = frames.number(first);
    if (total <= 0 || !begin(frames.ecu(first))) {
      incomplete++;
      return;
    }
    append(frames, first, Math.min(total, frames.length(first)));
    int expected = firstNumber;
    while (lengths[size] < total) {
      int next = find(frames, kind, frames.ecu(first), expected);
      if (next < 0) {
        incomplete++;
        used = starts[size];
        return;
      }
      taken[next] = true;
      append(frames, next, Math.min(total - lengths[size], frames.length(next)));
      expected = expected + 1 & 0xF;
    }
    size++;
  }

  private int find(Frames frames, Kind kind, int ecu, int number) {
    for (int i = 0; i < frames.size(); i++) {
      if (!taken[i]
          && frames.kind(i) == kind
          && frames.ecu(i) == ecu
          && frames.number(i) == number
          && frames.length(i) > 0) {
        return i;
      }
    }
    return -1;
  }

  private boolean begin(int ecu) {
    if (size == MOST) {
      return false;
    }
    ecus[size] = ecu;
    starts[size] = used;
    lengths[size] = 0;
    return true;
  }

  private void append(Frames frames, int i, int length) {
    int fits = Math.min(length, bytes.length - used);
    System.arraycopy(frames.bytes(), frames.start(i), bytes, used, fits);
    used += fits;
    lengths[size] += fits;
  }

  int size() {
    return size;
  }

  int ecu(int i) {
    return ecus[i];
  }

  int length(int i) {
    return lengths[i];
  }

  /** Byte {@code at} of message {@code i}, 0…255. */
  int at(int i, int at) {
    return bytes[starts[i] + at] & 0xFF;
  }

  /** Messages dropped for want of a frame. */
  int incomplete() {
    return incomplete;
  }

  /** Several senders answered without headers: only headers tell them apart. */
  boolean mixed() {
    return mixed;
  }
}
