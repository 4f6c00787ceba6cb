package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import keilog.protocol.track.Quality;

/** Finds every over-rev of a drive and what drove it. One thread. */
final class OverRevLog {
  /** An engine over its line for fewer cycles than this is noise of the sensor. */
  private static final double LEAST_CYCLES = 2;

  /** The peak is a mean over about this. */
  private static final double PEAK_SECONDS = 0.03;

  /** Dips below the line shorter than this belong to one event: a limiter cuts for less. Ours. */
  private static final long MERGED_NANOS = 400_000_000L;

  /** How long before the line the throttle is looked at. Ours. */
  private static final long RISE_NANOS = 120_000_000L;

  /** How long after it the next gear counts as chosen then. Ours. */
  private static final long AFTER_NANOS = 1_000_000_000L;

  /** A throttle below this gives no power at such a speed, percent. Ours. */
  private static final double SHUT = 15;

  /** Limiters cut some 5 to 15 times a second; the edges are ours. */
  private static final double SLOWEST_HZ = 4;

  private static final double FASTEST_HZ = 17;
  private static final int LEAST_BOUNCES = 3;

  /** A bounce is at least this share of the redline. Ours: 27 rpm at 9,000. */
  private static final double LEAST_BOUNCE = 0.003;

  private final EngineDrive drive;
  private final EngineSpeed engine;
  private final List<Shift> shifts;
  private final double redline;
  private final double cycleSeconds;

  OverRevLog(EngineDrive drive, List<Shift> shifts, double redline) {
    this.drive = drive;
    this.engine = drive.engine();
    this.shifts = shifts;
    this.redline = redline;
    int strokes = drive.profile().map(p -> p.strokes().orElse(4)).orElse(4);
    this.cycleSeconds = strokes / 2.0 * 60 / redline;
  }

  static OverRevs of(EngineDrive drive, List<Shift> shifts) {
    if (drive.redline().isEmpty()) {
      return new OverRevs(
          OptionalDouble.empty(),
          0,
          0,
          List.of(),
          List.of(),
          List.of(
              "no over-revs: the car's redline is unknown; set engine.redline_rpm in its profile,"
                  + " read where the red zone of the tachometer begins"));
    }
    double redline = drive.redline().getAsDouble();
    List<OverRev> all = new OverRevLog(drive, shifts, redline).events();
    List<OverRev> worst = new ArrayList<>(all);
    worst.sort(Comparator.comparingDouble(OverRev::peakRpm).reversed());
    List<OverRev> listed =
        worst.stream()
            .limit(OverRevs.MOST_LISTED)
            .sorted(Comparator.comparingLong(e -> e.when().timeNanos()))
            .toList();
    List<String> notes = new ArrayList<>();
    if (drive.throttle().isEmpty() && !all.isEmpty()) {
      notes.add("causes of over-revs are guessed: the drive has no throttle");
    }
    return new OverRevs(
        drive.redline(),
        all.size(),
        all.stream().mapToDouble(OverRev::seconds).sum(),
        listed,
        GuardLog.of(drive, shifts, redline),
        notes);
  }

  private List<OverRev> events() {
    List<OverRev> events = new ArrayList<>();
    float[] rpm = engine.rpm();
    for (int i = 0; i < rpm.length; i++) {
      if (rpm[i] > redline) {
        int last = lastAbove(i);
        OverRev event = event(i, last);
        if (event.seconds() >= LEAST_CYCLES * cycleSeconds && event.peakRpm() > redline) {
          events.add(event);
        }
        i = last;
      }
    }
    return events;
  }

  private int lastAbove(int first) {
    int last = first;
    for (int i = first + 1; i < engine.size(); i++) {
      if (engine.times()[i] - engine.times()[last] > MERGED_NANOS) {
        break;
      }
      last = engine.rpm()[i] > redline ? i : last;
    }
    return last;
  }

  private OverRev event(int first, int last) {
    double seconds = 0;
    double area = 0;
    for (int i = Math.max(0, first - 1); i <= last && i < engine.size() - 1; i++) {
      double span = engine.span(i) * 1e-9;
      double a = engine.rpm()[i] - redline;
      double b = engine.rpm()[i + 1] - redline;
      if (!Double.isNaN(a + b) && (a > 0 || b > 0)) {
        double above = a > 0 && b > 0 ? 1 : Math.max(a, b) / Math.abs(a - b);
        seconds += span * above;
        area += span * above * (Math.max(a, 0) + Math.max(b, 0)) / 2;
      }
    }
    int peak = peak(first, last);
    OptionalDouble bounces = bounces(first, last);
    OptionalInt before = gearBefore(first);
    double interval = 1 / Math.max(1, engine.rateHz());
    return new OverRev(
        drive.moment(engine.times()[first]),
        smooth(peak),
        seconds,
        area,
        before,
        gearAfter(first, last, before),
        cause(first, peak, bounces),
        bounces,
        interval > LEAST_CYCLES * cycleSeconds ? Quality.ESTIMATED : Quality.MEASURED);
  }

  private int peak(int first, int last) {
    int peak = first;
    for (int i = first; i <= last; i++) {
      peak = smooth(i) > smooth(peak) ? i : peak;
    }
    return peak;
  }

  /** Engine speed averaged over some 30 ms around a sample. */
  private double smooth(int row) {
    int half = (int) (PEAK_SECONDS * engine.rateHz() / 2);
    double sum = 0;
    int n = 0;
    for (int i = Math.max(0, row - half); i <= Math.min(engine.size() - 1, row + half); i++) {
      if (!Float.isNaN(engine.rpm()[i])) {
        sum += engine.rpm()[i];
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  private OverRev.Cause cause(int first, int peak, OptionalDouble bounces) {
    if (shifts.stream().anyMatch(s -> s.down() && follows(s, engine.times()[first]))) {
      return OverRev.Cause.MECHANICAL;
    }
    double pedal = pedal(first, peak);
    if (Double.isNaN(pedal)) {
      return bounces.isPresent() ? OverRev.Cause.LIMITER : OverRev.Cause.UNKNOWN;
    }
    if (pedal < SHUT) {
      return OverRev.Cause.MECHANICAL;
    }
    return bounces.isPresent() ? OverRev.Cause.LIMITER : OverRev.Cause.UNDER_POWER;
  }

  private static boolean follows(Shift shift, long time) {
    return time >= shift.when().timeNanos() && time <= shift.endNanos() + AFTER_NANOS / 2;
  }

  /** The median throttle from shortly before the line up to the peak; NaN where unknown. */
  private double pedal(int first, int peak) {
    int from = engine.from(engine.times()[first] - RISE_NANOS);
    float[] some = Arrays.copyOfRange(drive.pedal(), from, peak + 1);
    Arrays.sort(some);
    int n = some.length;
    while (n > 0 && Float.isNaN(some[n - 1])) {
      n--;
    }
    return n == 0 ? Double.NaN : some[n / 2];
  }

  /** How often a second engine speed falls and comes back; empty where no limiter does that. */
  private OptionalDouble bounces(int first, int last) {
    int peaks = 0;
    long firstPeak = 0;
    long lastPeak = 0;
    double high = 0;
    double low = Double.MAX_VALUE;
    long highAt = 0;
    boolean rising = true;
    int until = Math.min(engine.size() - 1, engine.from(engine.times()[last] + RISE_NANOS));
    for (int i = first; i <= until; i++) {
      double rpm = engine.rpm()[i];
      if (rising && rpm > high) {
        high = rpm;
        highAt = engine.times()[i];
      } else if (rising && rpm < high - LEAST_BOUNCE * redline) {
        firstPeak = peaks == 0 ? highAt : firstPeak;
        lastPeak = highAt;
        peaks++;
        rising = false;
        low = rpm;
      } else if (!rising && rpm < low) {
        low = rpm;
      } else if (!rising && rpm > low + LEAST_BOUNCE * redline) {
        rising = true;
        high = rpm;
        highAt = engine.times()[i];
      }
    }
    double hz = peaks < 2 ? 0 : (peaks - 1) / ((lastPeak - firstPeak) * 1e-9);
    return peaks >= LEAST_BOUNCES && hz >= SLOWEST_HZ && hz <= FASTEST_HZ
        ? OptionalDouble.of(hz)
        : OptionalDouble.empty();
  }

  private OptionalInt gearBefore(int first) {
    long start = engine.times()[first];
    for (int i = first; i >= 0 && start - engine.times()[i] <= AFTER_NANOS; i--) {
      if (drive.gears().at(i) > 0) {
        return OptionalInt.of(drive.gears().at(i));
      }
    }
    return OptionalInt.empty();
  }

  /** The first other gear from the line on, until a second after; else the same. */
  private OptionalInt gearAfter(int first, int last, OptionalInt before) {
    long until = engine.times()[last] + AFTER_NANOS;
    OptionalInt after = OptionalInt.empty();
    for (int i = first; i < engine.size() && engine.times()[i] <= until; i++) {
      if (drive.gears().at(i) > 0) {
        after = OptionalInt.of(drive.gears().at(i));
        if (!after.equals(before)) {
          return after;
        }
      }
    }
    return after;
  }
}
