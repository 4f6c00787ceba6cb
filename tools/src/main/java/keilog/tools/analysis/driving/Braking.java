package keilog.tools.analysis.driving;

import java.util.OptionalDouble;

/**
 * One application of the brakes.
 *
 * @param onMetres where it begins, along the axis; empty where that lies in a gap or on the lap
 *     before
 * @param beforeCornerMetres how far before the corner it begins; negative within the corner
 * @param offMetres where it ends; empty where that lies in a gap or on the next lap
 * @param peakG the hardest, as a positive number; empty where g is unknown
 */
public record Braking(
    OptionalDouble onMetres,
    OptionalDouble beforeCornerMetres,
    OptionalDouble offMetres,
    OptionalDouble peakG) {}
