package keilog.protocol.channel;

import java.util.Arrays;

/**
 * Computes derived channels from a stream of recorded values in time order. Keeps the newest value
 * of each input. Allocates nothing. One thread.
 */
public final class DerivedValues {
  private static final DerivedChannel[] TABLE = DerivedChannel.values();
  private static final int MOST_ID = highestInput();

  private final long[] timeNanos = new long[MOST_ID + 1];
  private final double[] value = new double[MOST_ID + 1];

  public DerivedValues() {
    Arrays.fill(value, Double.NaN);
  }

  /**
   * Takes a recorded value.
   *
   * @param quantity catalogue id; others are of no concern
   */
  public void put(int quantity, long nanos, double newValue) {
    if (quantity > 0 && quantity <= MOST_ID) {
      timeNanos[quantity] = nanos;
      value[quantity] = newValue;
    }
  }

  /** Whether a new value of a quantity makes a new value of a derived channel. */
  public static boolean triggers(int quantity, DerivedChannel derived) {
    return derived.inputs().getFirst().channel().id() == quantity;
  }

  /** The derived value at a time, or NaN where an input is missing or too old. */
  public double at(DerivedChannel derived, long nanos) {
    DerivedChannel.Input a = derived.inputs().get(0);
    DerivedChannel.Input b = derived.inputs().get(1);
    return derived.compute(fresh(a, nanos), fresh(b, nanos));
  }

  private double fresh(DerivedChannel.Input input, long nanos) {
    int id = input.channel().id();
    boolean old = nanos - timeNanos[id] > input.mostAgeSeconds() * 1e9;
    return old ? Double.NaN : value[id];
  }

  private static int highestInput() {
    return Arrays.stream(TABLE)
        .flatMap(d -> d.inputs().stream())
        .mapToInt(i -> i.channel().id())
        .max()
        .orElseThrow();
  }
}
