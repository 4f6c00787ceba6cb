package keilog.tools.analysis.driving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.motion.Motion;

/** Gathers g by direction. */
final class GripFinder {
  private static final int DIRECTIONS = 24;
  private static final double ENVELOPE_SHARE = 0.95;
  private static final double PEAK_SHARE = 0.995;
  private static final double USED = 0.8;

  /** Fewer samples make no 95 % of anything. */
  private static final int LEAST_SAMPLES = 20;

  /** g: what counts as braking while turning; both well above noise and camber. */
  private static final double BRAKING_G = 0.2;

  private static final double TURNING_G = 0.2;

  /** g; more is a broken fix, not a car on tyres. */
  private static final double MOST_G = 3;

  /** A day has half a million fixes; evenly thinned out they show the same shares. */
  private static final int LOOKED_AT = 50_000;

  private final double[] along;
  private final double[] across;
  private final Quality quality;

  private GripFinder(double[] along, double[] across, Quality quality) {
    this.along = along;
    this.across = across;
    this.quality = quality;
  }

  static Grip of(Motion motion, List<TimedLap> laps, Quality quality) {
    IntStream driven =
        laps.isEmpty()
            ? IntStream.range(0, motion.size())
            : laps.stream()
                .flatMapToInt(
                    l -> IntStream.range(row(motion, l.startNanos()), row(motion, l.endNanos())));
    int[] rows = driven.filter(i -> size(motion.along()[i], motion.across()[i]) < MOST_G).toArray();
    int step = rows.length / LOOKED_AT + 1;
    double[] along = new double[(rows.length + step - 1) / step];
    double[] across = new double[along.length];
    for (int i = 0; i < along.length; i++) {
      along[i] = motion.along()[rows[i * step]];
      across[i] = motion.across()[rows[i * step]];
    }
    return new GripFinder(
            along, across, along.length < LEAST_SAMPLES ? Quality.INSUFFICIENT : quality)
        .find();
  }

  private static double size(double along, double across) {
    return Math.sqrt(along * along + across * across);
  }

  /** The first row at or after a time. */
  private static int row(Motion motion, long gnssNanos) {
    int found = Arrays.binarySearch(motion.epochs(), gnssNanos);
    return found >= 0 ? found : -found - 1;
  }

  private Grip find() {
    int n = along.length;
    int[] directions = new int[n];
    int[] counts = new int[DIRECTIONS];
    for (int i = 0; i < n; i++) {
      directions[i] = direction(along[i], across[i]);
      counts[directions[i]]++;
    }
    double[][] sizes = new double[DIRECTIONS][];
    Arrays.setAll(sizes, d -> new double[counts[d]]);
    int[] filled = new int[DIRECTIONS];
    for (int i = 0; i < n; i++) {
      sizes[directions[i]][filled[directions[i]]++] = size(along[i], across[i]);
    }
    double[] envelope = new double[DIRECTIONS];
    List<Grip.Direction> shown = new ArrayList<>();
    for (int d = 0; d < DIRECTIONS; d++) {
      envelope[d] = counts[d] < LEAST_SAMPLES ? Double.NaN : share(sizes[d], ENVELOPE_SHARE);
      shown.add(new Grip.Direction(d * 360 / DIRECTIONS, Known.of(envelope[d]), counts[d]));
    }
    return new Grip(
        n,
        n < LEAST_SAMPLES ? List.of() : shown,
        use(directions, envelope),
        trailBraking(),
        peak(along, 1),
        peak(along, -1),
        peak(across, -1),
        peak(across, 1),
        quality);
  }

  private static int direction(double along, double across) {
    double turns = Math.atan2(across, along) / (2 * Math.PI);
    return Math.floorMod(Math.round(turns * DIRECTIONS), DIRECTIONS);
  }

  private OptionalDouble use(int[] directions, double[] envelope) {
    int known = 0;
    int used = 0;
    for (int i = 0; i < directions.length; i++) {
      double most = envelope[directions[i]];
      if (!Double.isNaN(most)) {
        known++;
        used += size(along[i], across[i]) > USED * most ? 1 : 0;
      }
    }
    return known == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) used / known);
  }

  private OptionalDouble trailBraking() {
    int braking = 0;
    int turning = 0;
    for (int i = 0; i < along.length; i++) {
      if (along[i] < -BRAKING_G) {
        braking++;
        turning += Math.abs(across[i]) > TURNING_G ? 1 : 0;
      }
    }
    return braking < LEAST_SAMPLES
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) turning / braking);
  }

  private static OptionalDouble peak(double[] g, int sign) {
    if (g.length < LEAST_SAMPLES) {
      return OptionalDouble.empty();
    }
    double[] signed = Arrays.stream(g).map(v -> sign * v).toArray();
    return OptionalDouble.of(Math.max(0, share(signed, PEAK_SHARE)));
  }

  private static double share(double[] values, double share) {
    Arrays.sort(values);
    return values[(int) Math.round(share * (values.length - 1))];
  }
}
