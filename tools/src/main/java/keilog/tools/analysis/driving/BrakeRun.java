package keilog.tools.analysis.driving;

/**
 * A stretch of one lap under brakes.
 *
 * @param first point that is surely under brakes
 * @param last of them
 * @param onMetres where it begins; NaN where unknown
 * @param offMetres where it ends; NaN where unknown
 * @param peakG of the hardest, as a positive number; NaN where unknown
 * @param lost squared speed taken off, m²/s²: tells the braking for a corner from a dab
 */
record BrakeRun(
    int first, int last, double onMetres, double offMetres, double peakG, double lost) {}
