package keilog.protocol.track;

/** One layout that may be the one, and how well the laps on it have its length. One thread. */
final class Candidate {
  /** The driven line and a published length differ by up to a tenth. */
  private static final double FIT = 0.12;

  /** A choice once made is corrected only when so many laps in a row say so. */
  private static final int CORRECTING_LAPS = 2;

  private final CourseTimer timer;
  private final LapLedger ledger;
  private final double publishedMetres;
  private int seen;
  private int fitting;
  private int failing;
  private double misfit = Double.POSITIVE_INFINITY;

  Candidate(Track track) {
    this.ledger = new LapLedger();
    this.timer = new CourseTimer(track, ledger);
    this.publishedMetres = track.lengthMetres().orElse(0);
    ledger.layout(timer.track().orElseThrow());
  }

  CourseTimer timer() {
    return timer;
  }

  LapLedger ledger() {
    return ledger;
  }

  /** How far the last lap's length was from the layout's, as a share; infinite before. */
  double misfit() {
    return misfit;
  }

  /** Looks at the laps that ended since. */
  void judge() {
    int laps = timer.timedLaps();
    if (laps == seen) {
      return;
    }
    seen = laps;
    misfit = publishedMetres > 0 ? Math.abs(Math.log(timer.lastMetres() / publishedMetres)) : FIT;
    boolean fits = misfit <= FIT;
    fitting = fits ? fitting + 1 : 0;
    failing = fits ? 0 : failing + 1;
  }

  /** Whether it may be the one. */
  boolean fits(boolean only) {
    return only ? ledger.crossings() > 0 : fitting > 0;
  }

  /**
   * Whether it is to be taken instead of another.
   *
   * @param known whether the other one was told already
   */
  boolean betterThan(Candidate other, boolean known) {
    if (!known) {
      return other == null || misfit < other.misfit;
    }
    return other.failing >= CORRECTING_LAPS && fitting >= CORRECTING_LAPS;
  }
}
