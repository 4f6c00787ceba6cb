package keilog.tools.analysis.driving;

import java.util.List;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.lap.LapTraces.Trace;

/**
 * One lap with all that is needed of it, point by point.
 *
 * @param lap its times
 * @param counts whether it enters into medians and advice
 * @param trace of it
 * @param speed m/s, evened out
 * @param throttle 0 to 1, NaN where unknown
 * @param brakes where they were on, in order
 * @param feet what they did from each point to the next
 */
record LapSheet(
    TimedLap lap,
    boolean counts,
    Trace trace,
    double[] speed,
    double[] throttle,
    List<BrakeRun> brakes,
    Feet[] feet) {
  /** g; a car that slows by more without its brakes is off the throttle. Ours. */
  private static final double SLOWING_G = -0.03;

  /** Of the time: a throttle that is unknown for no longer is known. */
  private static final double BLIND = 0.02;

  /** What the feet do. */
  enum Feet {
    UNKNOWN,
    FULL,
    BRAKING,
    COASTING,
    PART,
    /** Perhaps {@link #COASTING}, told by g alone. */
    SLOWING,
    /** Perhaps {@link #PART} or {@link #FULL}, told by g alone. */
    DRIVING
  }

  static LapSheet of(Axis axis, TimedLap lap, boolean counts, Trace trace, Pedals pedals) {
    double[] throttle = pedals.throttle(trace.times());
    BrakeFinder finder = new BrakeFinder(axis);
    List<BrakeRun> brakes =
        pedals.brakeName().isPresent()
            ? finder.byChannel(trace, pedals.brake(trace.times()))
            : finder.byDeceleration(trace);
    return new LapSheet(
        lap,
        counts,
        trace,
        LocalQuadratic.smooth(trace.speed(), axis.stepMetres()),
        throttle,
        brakes,
        feet(axis, trace, throttle, brakes));
  }

  private static Feet[] feet(Axis axis, Trace trace, double[] throttle, List<BrakeRun> brakes) {
    Feet[] feet = new Feet[axis.points()];
    for (int i = 0; i < feet.length; i++) {
      feet[i] = foot(throttle[i], trace.along()[i]);
    }
    for (BrakeRun run : brakes) {
      int from = Double.isNaN(run.onMetres()) ? run.first() : axis.point(run.onMetres());
      int to = Double.isNaN(run.offMetres()) ? run.last() : axis.point(run.offMetres());
      for (int i = from; i < to; i++) {
        feet[i] = feet[i] == Feet.FULL ? Feet.FULL : Feet.BRAKING;
      }
    }
    return feet;
  }

  private static Feet foot(double throttle, double along) {
    if (throttle >= Pedals.FULL) {
      return Feet.FULL;
    }
    if (throttle >= Pedals.CLOSED) {
      return Feet.PART;
    }
    if (throttle < Pedals.CLOSED) {
      return Feet.COASTING;
    }
    if (Double.isNaN(along)) {
      return Feet.UNKNOWN;
    }
    return along < SLOWING_G ? Feet.SLOWING : Feet.DRIVING;
  }

  /** What the feet did between two points. */
  PedalTime pedals(int from, int to, Quality quality) {
    double[] seconds = new double[Feet.values().length];
    double known = 0;
    for (int i = from; i < to; i++) {
      double dt = trace.seconds()[i + 1] - trace.seconds()[i];
      if (!Double.isNaN(dt) && feet[i] != Feet.UNKNOWN) {
        seconds[feet[i].ordinal()] += dt;
        known += dt;
      }
    }
    double blind = seconds[Feet.SLOWING.ordinal()] + seconds[Feet.DRIVING.ordinal()];
    return new PedalTime(
        known,
        known == 0 || blind > BLIND * known
            ? OptionalDouble.empty()
            : OptionalDouble.of(seconds[Feet.FULL.ordinal()]),
        seconds[Feet.BRAKING.ordinal()],
        seconds[Feet.COASTING.ordinal()] + seconds[Feet.SLOWING.ordinal()],
        known == 0 ? Quality.INSUFFICIENT : blind > BLIND * known ? Quality.ESTIMATED : quality);
  }
}
