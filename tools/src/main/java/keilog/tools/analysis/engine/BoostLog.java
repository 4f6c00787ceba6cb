package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Quality;
import keilog.tools.analysis.Column;

/** Finds peak, spool and threshold of the boost. One thread. */
final class BoostLog {
  /** Manifold pressure pulsates with the valves: averaged over this. */
  private static final double SMOOTHING_SECONDS = 0.02;

  /** Spool times are measured from this rate of the manifold's pressure. */
  private static final double MEASURED_HZ = 50;

  /** Slower pressures show no spool at all. Ours. */
  private static final double LEAST_HZ = 10;

  private static final double LEAST_THROTTLE_HZ = 20;
  private static final double OPEN = 80;
  private static final double SHUT = 30;
  private static final long OPENING_NANOS = 1_000_000_000L;
  private static final long SAME_GEAR_NANOS = 1_000_000_000L;
  private static final long PLATEAU_FROM_NANOS = 1_000_000_000L;
  private static final long PLATEAU_TO_NANOS = 2_000_000_000L;

  /** The end of a pull that stands for the plateau, and how much it may still rise. Ours. */
  private static final long END_NANOS = 500_000_000L;

  private static final double STILL_RISING = 0.03;

  /** A longer pull is cut here. Ours. */
  private static final long LONGEST_NANOS = 8_000_000_000L;

  /** Boost below this is none, kPa. Ours. */
  private static final double LEAST_KPA = 10;

  /** A slower engine is being started or stopped: the sensor is not to be believed then. Ours. */
  private static final double RUNNING_RPM = 500;

  private static final int LEAST_SAMPLES = 5;

  private final EngineDrive drive;
  private final Column manifold;
  private final Barometer barometer;
  private final double manifoldHz;
  private final float[] kpa;
  private final float[] air;
  private final Throttle throttle;
  private final List<Spool> spools = new ArrayList<>();
  private int unsettled;

  private BoostLog(EngineDrive drive, Column manifold, Barometer barometer, Throttle throttle) {
    this.drive = drive;
    this.manifold = manifold;
    this.barometer = barometer;
    this.throttle = throttle;
    this.manifoldHz = manifold.rateHz();
    this.kpa = smooth(manifold);
    this.air = air(drive, manifold, barometer);
  }

  /** Empty, with a note, where the drive shows no boost. */
  static Optional<Boost> of(EngineDrive drive, List<String> notes) {
    if (drive.profile().flatMap(p -> p.aspiration()).filter("natural"::equals).isPresent()) {
      notes.add("no boost: the engine breathes by itself");
      return Optional.empty();
    }
    Optional<Column> manifold = drive.recording().column(Channel.MANIFOLD_PRESSURE);
    if (manifold.isEmpty()) {
      notes.add("no boost: the drive has no manifold pressure");
      return Optional.empty();
    }
    Throttle none = new Throttle(new long[0], new float[0], 0, false);
    BoostLog log =
        new BoostLog(
            drive,
            manifold.get(),
            Barometer.of(drive, manifold.get()),
            drive.throttle().orElse(none));
    return log.boost(notes);
  }

  private Optional<Boost> boost(List<String> notes) {
    int peak = -1;
    for (int i = 0; i < kpa.length; i++) {
      boolean higher = boost(i) >= LEAST_KPA && (peak < 0 || boost(i) > boost(peak));
      if (higher && !(rpm(manifold.time(i)) < RUNNING_RPM)) {
        peak = i;
      }
    }
    if (peak < 0) {
      notes.add("no boost: the manifold never rose above the barometer");
      return Optional.empty();
    }
    if (throttle.rateHz() == 0) {
      notes.add("no spool times: the drive has no throttle");
    } else if (drive.gears().gears().isEmpty()) {
      notes.add("no spool times: the gears are unknown");
    } else if (manifoldHz < LEAST_HZ) {
      notes.add("no spool times: manifold pressure comes less than 10 times a second");
    } else {
      spools();
    }
    double peakRpm = rpm(manifold.time(peak));
    return Optional.of(
        new Boost(
            barometer,
            boost(peak),
            drive.moment(manifold.time(peak)),
            Double.isNaN(peakRpm) ? OptionalDouble.empty() : OptionalDouble.of(peakRpm),
            spools.size(),
            unsettled,
            spools.subList(0, Math.min(Boost.MOST_LISTED, spools.size())),
            new ThresholdFinder(drive, manifold, kpa, air).find(),
            Boost.DEFINITION));
  }

  private double boost(int row) {
    return kpa[row] - air[row];
  }

  private void spools() {
    long below = Long.MIN_VALUE / 2;
    for (int i = 1; i < throttle.times().length; i++) {
      float before = throttle.percent()[i - 1];
      float now = throttle.percent()[i];
      if (before < SHUT) {
        below = throttle.times()[i - 1];
      }
      if (before < OPEN && now >= OPEN && throttle.times()[i] - below <= OPENING_NANOS) {
        double share = (OPEN - before) / (now - before);
        long step = throttle.times()[i] - throttle.times()[i - 1];
        spool(throttle.times()[i - 1] + Math.round(share * step), i);
      }
    }
  }

  private void spool(long event, int throttleRow) {
    int gear = drive.gears().gearAt(event);
    long end = Math.min(pedalUp(throttleRow), gearLeft(event, gear));
    int from = Math.max(1, rowFrom(event));
    int to = rowFrom(Math.min(end, event + LONGEST_NANOS));
    double rpm = rpm(event);
    boolean same = gear > 0 && end - event >= SAME_GEAR_NANOS;
    if (!same || to - from < LEAST_SAMPLES || Double.isNaN(rpm)) {
      return;
    }
    int peak = from;
    for (int i = from; i < to; i++) {
      peak = kpa[i] > kpa[peak] ? i : peak;
    }
    long peakTime = manifold.time(peak);
    int settledFrom = rowFrom(peakTime + PLATEAU_FROM_NANOS);
    int settledTo = Math.min(to, rowFrom(peakTime + PLATEAU_TO_NANOS));
    boolean settled =
        settledTo - settledFrom >= LEAST_SAMPLES
            && manifold.time(settledTo - 1) - manifold.time(settledFrom) >= END_NANOS / 2;
    int lastFrom = rowFrom(manifold.time(to - 1) - END_NANOS);
    double plateau = settled ? median(settledFrom, settledTo) : median(lastFrom, to);
    double start = at(event, from);
    double boost = plateau - air[peak];
    if (!(boost >= LEAST_KPA) || !(plateau - start >= LEAST_KPA)) {
      return;
    }
    int middle = (lastFrom + to) / 2;
    double rising = median(middle, to) - median(lastFrom, middle);
    if (!settled && rising > STILL_RISING * (plateau - start)) {
      unsettled++;
      return;
    }
    OptionalDouble t10 = reached(event, from, to, start + 0.1 * (plateau - start));
    OptionalDouble t90 = reached(event, from, to, start + 0.9 * (plateau - start));
    if (t90.isPresent()) {
      boolean fine = manifoldHz >= MEASURED_HZ && throttle.rateHz() >= LEAST_THROTTLE_HZ;
      spools.add(
          new Spool(
              drive.moment(event),
              gear,
              rpm,
              start,
              plateau,
              t90.getAsDouble(),
              t10.isPresent()
                  ? OptionalDouble.of(t90.getAsDouble() - t10.getAsDouble())
                  : OptionalDouble.empty(),
              (kpa[peak] - plateau) / boost,
              settled,
              fine && settled ? Quality.MEASURED : Quality.ESTIMATED));
    }
  }

  /** Seconds from the event until a pressure was reached. */
  private OptionalDouble reached(long event, int from, int to, double level) {
    for (int i = from; i < to; i++) {
      if (kpa[i] >= level) {
        double before = i == from ? at(event, from) : kpa[i - 1];
        long begin = i == from ? event : manifold.time(i - 1);
        double share = kpa[i] > before ? Math.clamp((level - before) / (kpa[i] - before), 0, 1) : 1;
        return OptionalDouble.of((begin - event + share * (manifold.time(i) - begin)) * 1e-9);
      }
    }
    return OptionalDouble.empty();
  }

  /** Pressure at a time just before a row. */
  private double at(long time, int row) {
    double share =
        (double) (time - manifold.time(row - 1)) / (manifold.time(row) - manifold.time(row - 1));
    return kpa[row - 1] + share * (kpa[row] - kpa[row - 1]);
  }

  private long pedalUp(int row) {
    int i = row;
    while (i < throttle.times().length - 1 && throttle.percent()[i] >= OPEN) {
      i++;
    }
    return throttle.times()[i];
  }

  private long gearLeft(long event, int gear) {
    EngineSpeed engine = drive.engine();
    int i = engine.from(event);
    while (i < engine.size()
        && drive.gears().at(i) == gear
        && engine.times()[i] <= event + LONGEST_NANOS) {
      i++;
    }
    return i == 0 ? event : engine.times()[Math.min(i, engine.size()) - 1];
  }

  private int rowFrom(long time) {
    return Math.min(kpa.length, manifold.rowAt(time - 1) + 1);
  }

  private double median(int from, int to) {
    float[] some = Arrays.copyOfRange(kpa, from, Math.max(from, to));
    Arrays.sort(some);
    return some.length == 0 ? Double.NaN : some[some.length / 2];
  }

  private double rpm(long time) {
    EngineSpeed engine = drive.engine();
    return new Series(engine.times(), engine.rpm(), EngineSpeed.MOST_GAP_NANOS).at(time);
  }

  private static float[] smooth(Column column) {
    int half = (int) Math.round(SMOOTHING_SECONDS * column.rateHz() / 2);
    if (half == 0) {
      return column.values();
    }
    float[] values = column.values();
    float[] smooth = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - half);
      int to = Math.min(values.length - 1, i + half);
      float sum = 0;
      for (int j = from; j <= to; j++) {
        sum += values[j];
      }
      smooth[i] = sum / (to - from + 1);
    }
    return smooth;
  }

  private static float[] air(EngineDrive drive, Column manifold, Barometer barometer) {
    float[] air = new float[manifold.size()];
    Optional<Column> sensor = drive.recording().column(Channel.BAROMETRIC_PRESSURE);
    if (barometer.source() == Barometer.Source.SENSOR && sensor.isPresent()) {
      air = Series.of(sensor.get(), Long.MAX_VALUE).at(manifold.times(), manifold.size(), 0);
    }
    for (int i = 0; i < air.length; i++) {
      air[i] = air[i] > 0 ? air[i] : (float) barometer.kpa();
    }
    return air;
  }
}
