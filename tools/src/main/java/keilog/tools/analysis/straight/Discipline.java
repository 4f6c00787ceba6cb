package keilog.tools.analysis.straight;

import java.util.OptionalDouble;

/** What is timed on a straight. */
public enum Discipline {
  ZERO_TO_60(true, 60),
  ZERO_TO_100(true, 100),
  FROM_60_TO_100(false, 100),
  /** A quarter of a mile. */
  ZERO_TO_402_METRES(true, Double.NaN);

  /** A quarter of a mile, metres. */
  static final double QUARTER_MILE = 402.336;

  private final boolean standing;
  private final double endKmh;

  Discipline(boolean standing, double endKmh) {
    this.standing = standing;
    this.endKmh = endKmh;
  }

  /** Whether it begins at rest; else at 60 km/h. */
  public boolean standing() {
    return standing;
  }

  /** m/s at which it ends; empty where a distance ends it. */
  OptionalDouble endSpeed() {
    return Double.isNaN(endKmh) ? OptionalDouble.empty() : OptionalDouble.of(endKmh / 3.6);
  }
}
