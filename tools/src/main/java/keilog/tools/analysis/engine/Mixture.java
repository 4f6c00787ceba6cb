package keilog.tools.analysis.engine;

import java.util.List;

/**
 * The mixture under load.
 *
 * @param rule which limit was used, and whose it is
 * @param secondsLooked how long there was load with a known lambda
 * @param medianLambda then
 * @param leanSpells how often it was too lean
 * @param listed the first {@value #MOST_LISTED} of them
 */
public record Mixture(
    String rule,
    double secondsLooked,
    double medianLambda,
    int leanSpells,
    List<LeanSpell> listed) {
  /** More than anyone reads. */
  public static final int MOST_LISTED = 50;

  public Mixture {
    listed = List.copyOf(listed);
  }
}
