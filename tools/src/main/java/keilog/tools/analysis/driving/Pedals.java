package keilog.tools.analysis.driving;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.lap.LapTraces.Trace;

/**
 * What the feet did, of a drive whose sensors need no set-up: a pedal's span is learned from the
 * drive itself, because few throttle sensors of these cars read 0 and 100 %.
 */
final class Pedals {
  /** Of the way: more is full throttle. */
  static final double FULL = 0.95;

  /** Of the way: less is a closed throttle, play and idle control included. */
  static final double CLOSED = 0.08;

  /** A throttle that moves less in a whole drive, in percent, is no throttle position. */
  private static final double LEAST_SPAN = 40;

  /** In percent: a drive in which it never goes beyond does not show where full throttle is. */
  private static final double LEAST_FULL = 70;

  /** Neighbouring samples further apart are a gap, unless the car answers no faster: */
  private static final double GAP_SECONDS = 0.5;

  /** so many periods of the sensor are a gap then, */
  private static final double GAP_PERIODS = 3;

  /** but never more than this. */
  private static final double MOST_GAP_SECONDS = 2;

  /** Samples a second; below, the begin and the end of a movement lie between samples. */
  private static final double GOOD_HZ = 5;

  /** Of the way: a brake that is surely pressed. */
  private static final double PRESSED = 0.5;

  /** g; while it is, a car slows by more than that. */
  private static final double SLOWS_G = -0.2;

  /** So many laps tell whether it does. */
  private static final int CHECKED_LAPS = 10;

  /** At most as many samples are looked at for a pedal's span. */
  private static final int LOOKED_AT = 20_000;

  private final Optional<Pedal> throttle;
  private final Optional<Pedal> brake;

  /** One sensor: its samples, and the values that mean 0 and 1. */
  private record Pedal(Column column, double released, double pressed) {}

  private Pedals(Optional<Pedal> throttle, Optional<Pedal> brake) {
    this.throttle = throttle;
    this.brake = brake;
  }

  static Pedals of(Recording recording) {
    return new Pedals(
        Stream.of(Channel.ACCELERATOR_POSITION, Channel.THROTTLE_POSITION)
            .flatMap(c -> recording.column(c).stream())
            .map(c -> new Pedal(c, share(c, 0.005), share(c, 0.995)))
            .filter(p -> p.pressed - p.released >= LEAST_SPAN && p.pressed >= LEAST_FULL)
            .findFirst(),
        recording.columns().stream()
            .filter(c -> c.size() > 0 && c.name().startsWith("brake") && !c.unit().equals("°C"))
            .map(c -> new Pedal(c, share(c, 0.25), share(c, 0.995)))
            .filter(p -> p.pressed > p.released)
            .findFirst());
  }

  /**
   * These, without a brake that does not slow the car: an input that nothing is wired to, or a
   * sensor of something else, must not pass for a foot.
   */
  Pedals checked(List<Trace> traces) {
    double sum = 0;
    int pressed = 0;
    for (Trace trace : traces.subList(0, Math.min(CHECKED_LAPS, traces.size()))) {
      double[] foot = brake(trace.times());
      for (int i = 0; i < foot.length; i++) {
        if (foot[i] > PRESSED && !Double.isNaN(trace.along()[i])) {
          sum += trace.along()[i];
          pressed++;
        }
      }
    }
    boolean works = pressed > 0 && sum / pressed < SLOWS_G;
    return works ? this : new Pedals(throttle, Optional.empty());
  }

  /** Name of the throttle's channel, if one was recorded that shows full and closed. */
  Optional<String> throttleName() {
    return throttle.map(p -> p.column.name());
  }

  /** Name of a channel for the brake, if one was recorded and used. */
  Optional<String> brakeName() {
    return brake.map(p -> p.column.name());
  }

  /** Of shares of time: measured where both feet are, by sensors that are fast enough. */
  Quality quality() {
    boolean fast =
        throttle.filter(p -> p.column.rateHz() >= GOOD_HZ).isPresent()
            && brake.filter(p -> p.column.rateHz() >= GOOD_HZ).isPresent();
    return fast ? Quality.MEASURED : Quality.ESTIMATED;
  }

  /** The throttle at the points of a lap, 0 to 1; NaN where unknown. */
  double[] throttle(long[] times) {
    return along(throttle, times);
  }

  /** The brake at the points of a lap, 1 the hardest of the drive; NaN where unknown. */
  double[] brake(long[] times) {
    return along(brake, times);
  }

  /** Times rise along a lap, so one walk over the samples is enough. */
  private static double[] along(Optional<Pedal> sensor, long[] times) {
    double[] values = new double[times.length];
    Arrays.fill(values, Double.NaN);
    if (sensor.isEmpty()) {
      return values;
    }
    Pedal pedal = sensor.get();
    Column column = pedal.column;
    double span = pedal.pressed - pedal.released;
    long mostGap = mostGapNanos(column);
    int row = -1;
    for (int i = 0; i < times.length; i++) {
      if (times[i] == 0) {
        continue;
      }
      if (row < 0 || column.time(row) > times[i]) {
        row = column.rowAt(times[i]);
      }
      while (row + 1 < column.size() && column.time(row + 1) <= times[i]) {
        row++;
      }
      if (row >= 0 && row + 1 < column.size()) {
        long gap = column.time(row + 1) - column.time(row);
        if (gap <= mostGap) {
          double u = (double) (times[i] - column.time(row)) / gap;
          double value = column.value(row) + u * (column.value(row + 1) - column.value(row));
          values[i] = Math.clamp((value - pedal.released) / span, 0, 1);
        }
      }
    }
    return values;
  }

  private static long mostGapNanos(Column column) {
    double periods = GAP_PERIODS / Math.max(1e-3, column.rateHz());
    return (long) (1e9 * Math.clamp(periods, GAP_SECONDS, MOST_GAP_SECONDS));
  }

  /** The value that a share of the samples lies below; thinned out, as a day has millions. */
  private static double share(Column column, double share) {
    int step = Math.max(1, column.size() / LOOKED_AT);
    double[] looked = new double[(column.size() + step - 1) / step];
    for (int i = 0; i < looked.length; i++) {
      looked[i] = column.value(i * step);
    }
    Arrays.sort(looked);
    return looked[(int) Math.round(share * (looked.length - 1))];
  }
}
