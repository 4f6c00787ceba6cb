package keilog.tools.analysis.engine;

import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * The turbo coming in, once; see {@link Boost#DEFINITION}.
 *
 * @param when the throttle passed 80 %
 * @param gear that was in
 * @param rpm engine speed then: without it no spool time says anything
 * @param startKpa manifold pressure then, absolute
 * @param plateauKpa where it settled, absolute
 * @param t90Seconds from the throttle to 90 % of the way
 * @param t10To90Seconds of the way: the turbo itself
 * @param overshoot share of the boost by which the peak lay above the plateau
 * @param plateauSettled whether the plateau is of 1 to 2 s after the peak; else of the pull's end
 * @param quality of the times
 */
public record Spool(
    Moment when,
    int gear,
    double rpm,
    double startKpa,
    double plateauKpa,
    double t90Seconds,
    OptionalDouble t10To90Seconds,
    double overshoot,
    boolean plateauSettled,
    Quality quality) {}
