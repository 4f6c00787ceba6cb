package keilog.tools.analysis.engine;

import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * One change of gear.
 *
 * @param when the old gear let go
 * @param endNanos the new one was in, on the monotonic axis
 * @param from gear
 * @param to gear
 * @param speed road speed at the begin, m/s
 * @param rpmBefore engine speed at the begin
 * @param rpmAfter engine speed at the end
 * @param seconds from begin to end; empty where engine speed comes too rarely
 * @param flareRpm by how much the engine ran above the shorter of both gears; 0 where it did not
 * @param revMatch of a change down: engine speed when the clutch took it, over the one that the new
 *     gear asks for; 1 is ideal, below 0.9 the tyres drag the engine up
 * @param torqueGapSeconds of a change up: how long the car pulled less than 0.3 of what it did
 *     before
 * @param moneyShift a change down that took the engine over its redline
 * @param quality of the times
 */
public record Shift(
    Moment when,
    long endNanos,
    int from,
    int to,
    double speed,
    double rpmBefore,
    double rpmAfter,
    OptionalDouble seconds,
    OptionalDouble flareRpm,
    OptionalDouble revMatch,
    OptionalDouble torqueGapSeconds,
    boolean moneyShift,
    Quality quality) {

  /** Whether the new gear is shorter. */
  public boolean down() {
    return to < from;
  }
}
