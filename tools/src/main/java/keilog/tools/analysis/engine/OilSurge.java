package keilog.tools.analysis.engine;

import java.util.List;

/**
 * Oil pressure in corners against the one on straights at the same engine speed: a pick-up that
 * runs dry shows here first.
 *
 * @param dips how often it fell below {@value #SHARE} of the usual in a corner
 * @param listed the first {@value #MOST_LISTED} of them
 */
public record OilSurge(int dips, List<Dip> listed) {
  /** Of the usual pressure at that engine speed. Ours. */
  public static final double SHARE = 0.7;

  /** More than anyone reads. */
  public static final int MOST_LISTED = 50;

  /**
   * One dip.
   *
   * @param when the pressure was lowest
   * @param kpa lowest pressure
   * @param usualKpa on straights at that engine speed
   * @param rpm engine speed then
   * @param across g then, to the right positive
   */
  public record Dip(Moment when, double kpa, double usualKpa, double rpm, double across) {}

  public OilSurge {
    listed = List.copyOf(listed);
  }
}
