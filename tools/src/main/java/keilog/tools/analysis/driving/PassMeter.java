package keilog.tools.analysis.driving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/** Measures laps through the corners of a course. */
final class PassMeter {
  private static final double ENTRY_METRES = 50;
  private static final double EXIT_METRES = 50;
  private static final double KMH = 3.6;

  /** Of its way: the driver is on the throttle again. */
  private static final double THROTTLE_ON = 0.2;

  /** A throttle shut for less is a shift. */
  private static final double SHIFT_SECONDS = 0.5;

  private final Axis axis;
  private final Quality pedals;

  PassMeter(Axis axis, Quality pedals) {
    this.axis = axis;
    this.pedals = pedals;
  }

  /** One pass for each stretch, in order. */
  List<Pass> passes(LapSheet sheet, List<Corner> corners) {
    List<Pass> passes = new ArrayList<>();
    double previousApex = 0;
    for (Corner corner : corners) {
      passes.add(pass(sheet, corner, previousApex));
      previousApex = corner.apexMetres();
    }
    return passes;
  }

  private Pass pass(LapSheet sheet, Corner corner, double previousApex) {
    double[] seconds = sheet.trace().seconds();
    double from = axis.at(seconds, corner.fromMetres());
    double start = axis.at(seconds, corner.startMetres());
    double end = axis.at(seconds, corner.endMetres());
    double to = axis.at(seconds, corner.toMetres());
    boolean straight = corner.number() == 0;
    int slowest = straight ? -1 : slowest(sheet, corner);
    return new Pass(
        sheet.lap().number(),
        sheet.counts(),
        Known.of(to - from),
        Known.of(start - from),
        Known.of(end - start),
        Known.of(to - end),
        Known.of(driven(sheet, corner)),
        kmh(sheet, corner.fromMetres()),
        kmh(sheet, Math.max(corner.startMetres() - ENTRY_METRES, corner.fromMetres())),
        slowest < 0 ? OptionalDouble.empty() : OptionalDouble.of(sheet.speed()[slowest] * KMH),
        slowest < 0 ? OptionalDouble.empty() : OptionalDouble.of(axis.metres(slowest)),
        kmh(sheet, exit(corner)),
        straight ? Optional.empty() : braking(sheet, corner, previousApex),
        straight ? OptionalDouble.empty() : throttleOn(sheet, corner),
        sheet.pedals(axis.point(corner.fromMetres()), axis.point(corner.toMetres()), pedals));
  }

  private static double exit(Corner corner) {
    return Math.min(corner.endMetres() + EXIT_METRES, corner.toMetres());
  }

  private OptionalDouble kmh(LapSheet sheet, double metres) {
    return Known.of(axis.at(sheet.speed(), metres) * KMH);
  }

  /**
   * Speed times time: says how long a way was to a decimetre, which places cannot, because a
   * receiver's places drift sideways from lap to lap.
   */
  private double driven(LapSheet sheet, Corner corner) {
    double[] seconds = sheet.trace().seconds();
    double[] speed = sheet.speed();
    double metres = 0;
    for (int i = axis.point(corner.startMetres()); i < axis.point(corner.endMetres()); i++) {
      metres += (speed[i] + speed[i + 1]) / 2 * (seconds[i + 1] - seconds[i]);
    }
    return metres;
  }

  /** -1 where a gap may hide it. */
  private int slowest(LapSheet sheet, Corner corner) {
    int slowest = axis.point(corner.startMetres());
    for (int i = slowest; i <= axis.point(corner.endMetres()); i++) {
      if (Double.isNaN(sheet.speed()[i])) {
        return -1;
      }
      if (sheet.speed()[i] < sheet.speed()[slowest]) {
        slowest = i;
      }
    }
    return slowest;
  }

  /** The braking that takes off the most, begun between the apex before and this corner's. */
  private Optional<Braking> braking(LapSheet sheet, Corner corner, double previousApex) {
    return sheet.brakes().stream()
        .filter(r -> axis.metres(r.first()) >= previousApex)
        .filter(r -> axis.metres(r.first()) < corner.apexMetres())
        .filter(r -> axis.metres(r.last()) >= corner.fromMetres())
        .max(Comparator.comparingDouble(BrakeRun::lost))
        .map(
            r ->
                new Braking(
                    Known.of(r.onMetres()),
                    Known.of(corner.startMetres() - r.onMetres()),
                    Known.of(r.offMetres()),
                    Known.of(r.peakG())));
  }

  private OptionalDouble throttleOn(LapSheet sheet, Corner corner) {
    int from = axis.point(Math.max(corner.startMetres() - ENTRY_METRES, corner.fromMetres()));
    int to = axis.point(exit(corner));
    double[] throttle = sheet.throttle();
    double[] seconds = sheet.trace().seconds();
    double on = Double.NaN;
    for (int i = from; i < to; i++) {
      if (!(throttle[i] < THROTTLE_ON)) {
        continue;
      }
      int shut = i;
      while (i < to && throttle[i + 1] < THROTTLE_ON) {
        i++;
      }
      if (i < to && seconds[i] - seconds[shut] >= SHIFT_SECONDS) {
        on = axis.crossing(throttle, i, THROTTLE_ON);
      }
    }
    return Known.of(on - corner.apexMetres());
  }
}
