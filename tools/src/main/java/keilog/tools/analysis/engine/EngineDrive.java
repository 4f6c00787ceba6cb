package keilog.tools.analysis.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.car.CarProfile;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.motion.Motion;

/**
 * What every part of the engine's report looks at. Immutable by agreement.
 *
 * @param gears with engine speed and road speed, on one axis
 * @param laps which lap a time falls into
 * @param throttle as recorded, if it was
 * @param pedal the throttle at each sample of engine speed, percent, NaN where unknown
 */
record EngineDrive(
    Recording recording,
    Motion motion,
    Gears gears,
    LapClock laps,
    Optional<Throttle> throttle,
    float[] pedal,
    Optional<CarProfile> profile) {

  static EngineDrive of(
      Recording recording,
      Motion motion,
      Gears gears,
      List<TimedLap> laps,
      Optional<CarProfile> profile) {
    Optional<Throttle> throttle = Throttle.of(recording);
    int n = gears.size();
    float[] pedal = throttle.map(t -> t.at(gears.times(), n)).orElseGet(() -> unknown(n));
    return new EngineDrive(
        recording, motion, gears, LapClock.of(laps, motion), throttle, pedal, profile);
  }

  private static float[] unknown(int n) {
    float[] unknown = new float[n];
    Arrays.fill(unknown, Float.NaN);
    return unknown;
  }

  EngineSpeed engine() {
    return gears.engine();
  }

  Moment moment(long timeNanos) {
    return laps.moment(timeNanos);
  }

  /** The profile's, rpm. */
  OptionalDouble redline() {
    return profile.isPresent() && profile.get().redlineRpm().isPresent()
        ? OptionalDouble.of(profile.get().redlineRpm().getAsInt())
        : OptionalDouble.empty();
  }
}
