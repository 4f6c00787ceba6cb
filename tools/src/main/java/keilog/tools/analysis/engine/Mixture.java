package keilog.tools.analysis.engine;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The mixture under load.
 *
 * @param rule which limit was used, and whose it is
 * @param secondsLooked how long there was load with a known lambda
 * @param medianLambda then; empty where there was none
 * @param leanSpells how often it was too lean
 * @param listed the first {@value #MOST_LISTED} of them
 */
public record Mixture(
    String rule,
    double secondsLooked,
    OptionalDouble medianLambda,
    int leanSpells,
    List<LeanSpell> listed) {
  /** More than anyone reads. */
  public static final int MOST_LISTED = 50;

  public Mixture {
    listed = List.copyOf(listed);
  }
}
