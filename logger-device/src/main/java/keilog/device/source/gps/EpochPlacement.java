package keilog.device.source.gps;

/**
 * Puts GNSS epochs on the monotonic axis. Each fix gives d = arrival − epoch = offset of the two
 * clocks + latency, and latency is never below its least: the lower envelope of d over the last 30
 * s is the offset (plus that least latency, which nothing on the wire can tell). The envelope is
 * the line under all points that touches the edge of their lower convex hull over their middle
 * time, so that the drift of the machine's clock (crystal, or NTP slewing it) is followed; a fix
 * below the line moves the line down at once.
 *
 * <p>A receiver whose clock steps is noticed by three fixes that agree well below the line, or by
 * five seconds in which none comes near it, and the envelope begins anew.
 */
final class EpochPlacement {
  private static final int BUCKETS = 30;
  private static final long BUCKET = GnssTime.SECOND;
  private static final long SETTLING = 3 * GnssTime.SECOND;
  private static final long STEP_DOWN = 250_000_000;
  private static final long STEP_UP = 700_000_000;
  private static final long STEP_UP_SECONDS = 5 * GnssTime.SECOND;
  private static final int STEP_FIXES = 3;
  private static final long SLOPE_SPAN = 8 * GnssTime.SECOND;

  /** NTP slews by 500 ppm at most; crystals are off by less. */
  private static final double MOST_SLOPE = 600e-6;

  private final long[] bucketTime = new long[BUCKETS];
  private final long[] bucketOffset = new long[BUCKETS];
  private final int[] hull = new int[BUCKETS];
  private int buckets;
  private long begun;
  private long bucketEnd;
  private boolean any;

  private long lineTime;
  private long lineOffset;
  private double slope;

  private int lowFixes;
  private long lowOffset;
  private long highSince;
  private long highOffset;
  private int steps;

  /**
   * The monotonic time at which a fix was valid.
   *
   * @param arrivedNanos monotonic; rises from call to call
   * @param epochNanos GNSS
   * @return never after the arrival
   */
  long place(long arrivedNanos, long epochNanos) {
    long offset = arrivedNanos - epochNanos;
    if (!any) {
      begin(arrivedNanos, offset);
    }
    long below = at(arrivedNanos) - offset;
    if (below > STEP_DOWN && arrivedNanos - begun > SETTLING) {
      if (!steppedDown(arrivedNanos, offset)) {
        return Math.min(arrivedNanos, epochNanos + at(arrivedNanos));
      }
    } else {
      lowFixes = 0;
      if (steppedUp(arrivedNanos, offset, -below)) {
        begin(arrivedNanos, highOffset);
      }
    }
    note(arrivedNanos, offset);
    return epochNanos + Math.min(at(arrivedNanos), offset);
  }

  /** Forgets everything: the receiver or its clock is another one. */
  void reset() {
    any = false;
  }

  /** How often the receiver's clock was seen to step. */
  int steps() {
    return steps;
  }

  /** The drift of the monotonic clock against GNSS, as a ratio; 0 until it can be told. */
  double slope() {
    return slope;
  }

  private void begin(long arrived, long offset) {
    any = true;
    begun = arrived;
    buckets = 0;
    bucketEnd = arrived;
    slope = 0;
    lineTime = arrived;
    lineOffset = offset;
    lowFixes = 0;
    highSince = Long.MAX_VALUE;
  }

  private long at(long arrived) {
    return lineOffset + Math.round(slope * (arrived - lineTime));
  }

  private boolean steppedDown(long arrived, long offset) {
    lowFixes = lowFixes > 0 && Math.abs(offset - lowOffset) < STEP_DOWN ? lowFixes + 1 : 1;
    lowOffset = offset;
    if (lowFixes < STEP_FIXES) {
      return false;
    }
    steps++;
    begin(arrived, offset);
    return true;
  }

  private boolean steppedUp(long arrived, long offset, long above) {
    if (above < STEP_UP) {
      highSince = Long.MAX_VALUE;
      return false;
    }
    if (highSince == Long.MAX_VALUE) {
      highSince = arrived;
      highOffset = offset;
    }
    highOffset = Math.min(highOffset, offset);
    if (arrived - highSince < STEP_UP_SECONDS) {
      return false;
    }
    steps++;
    return true;
  }

  private void note(long arrived, long offset) {
    if (offset < at(arrived)) {
      lineOffset += offset - at(arrived);
    }
    if (arrived < bucketEnd && buckets > 0) {
      if (offset < bucketOffset[buckets - 1]) {
        bucketOffset[buckets - 1] = offset;
        bucketTime[buckets - 1] = arrived;
      }
      return;
    }
    while (buckets > 0 && (buckets == BUCKETS || arrived - bucketTime[0] > BUCKETS * BUCKET)) {
      buckets--;
      System.arraycopy(bucketTime, 1, bucketTime, 0, buckets);
      System.arraycopy(bucketOffset, 1, bucketOffset, 0, buckets);
    }
    bucketTime[buckets] = arrived;
    bucketOffset[buckets++] = offset;
    bucketEnd = arrived + BUCKET;
    fit(arrived);
  }

  /** The line through the edge of the lower hull over the middle of the bucket times. */
  private void fit(long arrived) {
    int points = 0;
    for (int i = 0; i < buckets; i++) {
      while (points >= 2 && !turnsUp(hull[points - 2], hull[points - 1], i)) {
        points--;
      }
      hull[points++] = i;
    }
    long middle = bucketTime[0] + (bucketTime[buckets - 1] - bucketTime[0]) / 2;
    int edge = 0;
    while (edge + 2 < points && bucketTime[hull[edge + 1]] <= middle) {
      edge++;
    }
    int left = hull[edge];
    int right = points > 1 ? hull[edge + 1] : left;
    if (bucketTime[buckets - 1] - bucketTime[0] < SLOPE_SPAN) {
      slope = 0;
      lineOffset = lowest();
      lineTime = arrived;
      return;
    }
    double raw =
        (double) (bucketOffset[right] - bucketOffset[left])
            / (bucketTime[right] - bucketTime[left]);
    slope = Math.clamp(raw, -MOST_SLOPE, MOST_SLOPE);
    lineTime = bucketTime[left];
    lineOffset = bucketOffset[left];
    for (int i = 0; i < buckets; i++) {
      lineOffset = Math.min(lineOffset, lineOffset + bucketOffset[i] - at(bucketTime[i]));
    }
  }

  private long lowest() {
    long lowest = bucketOffset[0];
    for (int i = 1; i < buckets; i++) {
      lowest = Math.min(lowest, bucketOffset[i]);
    }
    return lowest;
  }

  /** Whether the way from a over b to c bends upward, so that b is on the lower hull. */
  private boolean turnsUp(int a, int b, int c) {
    double ab = (double) (bucketOffset[b] - bucketOffset[a]) / (bucketTime[b] - bucketTime[a]);
    double ac = (double) (bucketOffset[c] - bucketOffset[a]) / (bucketTime[c] - bucketTime[a]);
    return ab < ac;
  }
}
