package keilog.tools.simulate.drive;

/**
 * How human the driver is.
 *
 * @param wanderMetres sideways offset from the road's line, within ±
 * @param courage share of the grip by which corners differ from lap to lap, within ±
 */
public record Variation(double wanderMetres, double courage) {
  public static final Variation HUMAN = new Variation(1.2, 0.05);

  /** Every lap alike. */
  public static final Variation NONE = new Variation(0, 0);
}
