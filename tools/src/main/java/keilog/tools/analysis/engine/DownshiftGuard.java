package keilog.tools.analysis.engine;

import java.util.Optional;

/**
 * One change down, held against the redline: at which speed it is allowed, and the moments at which
 * it came, or would have come, closest.
 *
 * @param from gear
 * @param to gear, the next shorter one
 * @param safeBelow road speed at which the shorter gear turns the engine at its redline, m/s
 * @param wouldHaveBeen the fastest moment off the throttle in the longer gear: changing down there
 *     would have turned the engine this fast
 * @param done the change down that took the engine highest
 */
public record DownshiftGuard(
    int from, int to, double safeBelow, Optional<Call> wouldHaveBeen, Optional<Call> done) {

  /**
   * One moment.
   *
   * @param when it was
   * @param speed road speed, m/s
   * @param rpm engine speed in the shorter gear
   */
  public record Call(Moment when, double speed, double rpm) {}
}
