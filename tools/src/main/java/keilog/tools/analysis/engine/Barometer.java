package keilog.tools.analysis.engine;

import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;

/**
 * The pressure of the air around, which boost is counted from.
 *
 * @param kpa absolute, median of the drive
 * @param source where it is from
 * @param quality MEASURED from a sensor of the car
 */
public record Barometer(double kpa, Source source, Quality quality) {
  /** Where an air pressure is from, best first. */
  public enum Source {
    /** The car's own barometer. */
    SENSOR,
    /** The manifold, while the engine stood for more than a second. */
    ENGINE_OFF,
    /** Standard air at the receiver's altitude: the weather moves it by 3 kPa either way. */
    ALTITUDE,
    /** Standard air at the sea: high tracks are up to 9 kPa below. */
    ASSUMED
  }

  private static final double SEA_LEVEL_KPA = 101.325;

  /** No road car drives outside of these, kPa. */
  private static final double LOWEST = 50;

  private static final double HIGHEST = 115;
  private static final long STANDING_NANOS = 1_000_000_000L;

  static Barometer of(EngineDrive drive, Column manifold) {
    Optional<Column> sensor = drive.recording().column(Channel.BAROMETRIC_PRESSURE);
    double measured = sensor.map(c -> Quantile.of(c.values(), c.size(), 0.5)).orElse(Double.NaN);
    if (plausible(measured)) {
      return new Barometer(measured, Source.SENSOR, Quality.MEASURED);
    }
    double standing = engineOff(drive, manifold);
    if (plausible(standing)) {
      return new Barometer(standing, Source.ENGINE_OFF, Quality.MEASURED);
    }
    double altitude = altitude(drive.recording().fixes());
    double standard = SEA_LEVEL_KPA * Math.pow(1 - 2.25577e-5 * altitude, 5.25588);
    return plausible(standard)
        ? new Barometer(standard, Source.ALTITUDE, Quality.ESTIMATED)
        : new Barometer(SEA_LEVEL_KPA, Source.ASSUMED, Quality.INSUFFICIENT);
  }

  private static boolean plausible(double kpa) {
    return kpa >= LOWEST && kpa <= HIGHEST;
  }

  private static double engineOff(EngineDrive drive, Column manifold) {
    EngineSpeed engine = drive.engine();
    float[] some = new float[manifold.size()];
    int n = 0;
    int row = 0;
    long since = Long.MAX_VALUE;
    for (int i = 0; i < manifold.size(); i++) {
      for (; row < engine.size() && engine.times()[row] <= manifold.time(i); row++) {
        since = engine.rpm()[row] == 0 ? Math.min(since, engine.times()[row]) : Long.MAX_VALUE;
      }
      if (since != Long.MAX_VALUE && manifold.time(i) - since > STANDING_NANOS) {
        some[n++] = manifold.values()[i];
      }
    }
    return Quantile.of(some, n, 0.5);
  }

  private static double altitude(Fixes fixes) {
    float[] metres = new float[fixes.size()];
    for (int i = 0; i < metres.length; i++) {
      metres[i] = (float) fixes.altitude(i);
    }
    return Quantile.of(metres, metres.length, 0.5);
  }
}
