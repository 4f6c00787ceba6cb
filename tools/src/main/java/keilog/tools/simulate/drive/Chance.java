package keilog.tools.simulate.drive;

/** Random numbers by place instead of by turn: the same seed and index always give the same one. */
public final class Chance {
  private Chance() {}

  /** Evenly within [0, 1). SplitMix64's finaliser (Steele, Lea, Flood 2014). */
  public static double share(long seed, long index) {
    return (bits(seed, index) >>> 11) * 0x1p-53;
  }

  public static long bits(long seed, long index) {
    long z = seed * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Normal, mean 0, deviation 1 (Box and Muller). */
  public static double normal(long seed, long index) {
    double radius = Math.sqrt(-2 * Math.log(1 - share(seed, 2 * index)));
    return radius * Math.cos(2 * Math.PI * share(seed, 2 * index + 1));
  }
}
