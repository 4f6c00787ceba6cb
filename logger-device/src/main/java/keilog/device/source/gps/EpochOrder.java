package keilog.device.source.gps;

/**
 * Lets epochs through that rise with the time that passed, and nothing else: repeats, stragglers
 * and single wild dates are refused. A receiver that restarted or stepped its clock is believed
 * when three epochs in a row rise together.
 */
final class EpochOrder {
  /** How an epoch stands to the ones before. */
  enum Verdict {
    NEXT,
    /** The receiver's clock stepped; this is the first epoch of the new count. */
    STEPPED,
    REFUSED
  }

  /** Bluetooth was seen to hold bytes for seconds; a wild date is off by more. */
  private static final long SLACK = 10 * GnssTime.SECOND;

  private static final int BELIEVED = 3;

  /** Two messages of one instant may differ by a fraction; no receiver gives fixes this close. */
  private static final long CLOSEST = 10_000_000;

  private boolean any;
  private long epoch;
  private long arrival;
  private int candidates;
  private long candidateEpoch;
  private long candidateArrival;

  Verdict judge(long epochNanos, long arrivedNanos) {
    if (!any || epochNanos - epoch > CLOSEST && rises(epoch, arrival, epochNanos, arrivedNanos)) {
      any = true;
      candidates = 0;
      epoch = epochNanos;
      arrival = arrivedNanos;
      return Verdict.NEXT;
    }
    if (Math.abs(epochNanos - epoch) <= CLOSEST) {
      return Verdict.REFUSED;
    }
    boolean follows =
        candidates > 0
            && epochNanos - candidateEpoch > CLOSEST
            && rises(candidateEpoch, candidateArrival, epochNanos, arrivedNanos);
    if (candidates > 0 && Math.abs(epochNanos - candidateEpoch) <= CLOSEST) {
      return Verdict.REFUSED;
    }
    candidates = follows ? candidates + 1 : 1;
    candidateEpoch = epochNanos;
    candidateArrival = arrivedNanos;
    if (candidates < BELIEVED) {
      return Verdict.REFUSED;
    }
    candidates = 0;
    epoch = epochNanos;
    arrival = arrivedNanos;
    return Verdict.STEPPED;
  }

  private static boolean rises(long e0, long a0, long e1, long a1) {
    return Math.abs(e1 - e0 - (a1 - a0)) <= SLACK;
  }
}
