package keilog.tools.analysis.driving;

/**
 * How one lap was driven.
 *
 * @param lap its number
 * @param counts whether it enters into medians and advice
 * @param pedals what the feet did
 */
public record LapDriving(int lap, boolean counts, PedalTime pedals) {}
