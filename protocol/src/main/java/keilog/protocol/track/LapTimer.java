package keilog.protocol.track;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Times laps from fixes in the order of their epochs, in the car while it drives and in the pits
 * from its file: the same fixes give the same laps to the nanosecond. Never looks ahead; a lap is
 * known some fixes after the line. One thread.
 */
public final class LapTimer {
  private final Track track;
  private final LapListener listener;
  private final Plane plane;
  private final Fix before = new Fix();
  private final List<TimedSector> sectors = new ArrayList<>();
  private boolean started;
  private int number;
  private long lapStart;
  private long lapStartUncertainty;

  private LapTimer(Track track, LapListener listener) {
    this.track = track;
    this.listener = listener;
    this.plane = Plane.at(track.start().orElseThrow().centre());
  }

  /**
   * Times a course that is known beforehand.
   *
   * @throws java.util.NoSuchElementException where the track has no start line
   */
  public static LapTimer on(Track track, LapListener listener) {
    LapTimer timer = new LapTimer(track, listener);
    listener.layout(track);
    return timer;
  }

  /** Takes the next epoch. */
  public void fix(Fix fix) {
    if (fix.quality == 0) {
      return;
    }
    if (!started) {
      started = true;
      lapStart = fix.gnssNanos;
    } else if (fix.gnssNanos > before.gnssNanos) {
      pass(track.start().orElseThrow(), fix);
    }
    before.set(fix);
  }

  /** No more fixes follow: the open lap is the way in. */
  public void end() {
    if (started) {
      lap(TimedLap.Kind.IN, before.gnssNanos, before.timeNanos, Quality.INSUFFICIENT, 0);
    }
  }

  private void pass(Gate gate, Fix fix) {
    double ax = plane.east(gate.a().longitude());
    double ay = plane.north(gate.a().latitude());
    double ux = plane.east(gate.b().longitude()) - ax;
    double uy = plane.north(gate.b().latitude()) - ay;
    double width = Math.hypot(ux, uy);
    double d0 = past(before, ax, ay, ux, uy) / width;
    double d1 = past(fix, ax, ay, ux, uy) / width;
    if (!(d0 < 0 && d1 >= 0)) {
      return;
    }
    double share = d0 / (d0 - d1);
    double step = (fix.gnssNanos - before.gnssNanos) * 1e-9;
    double driven = (before.speed + fix.speed) / 2 * step;
    double left = 2 * share * driven;
    double acceleration = (fix.speed - before.speed) / step;
    double tau =
        left / (before.speed + Math.sqrt(before.speed * before.speed + acceleration * left));
    long after = Math.round((Double.isNaN(tau) ? share * step : tau) * 1e9);
    long time =
        before.timeNanos
            + Math.round(
                (double) after
                    / (fix.gnssNanos - before.gnssNanos)
                    * (fix.timeNanos - before.timeNanos));
    Crossing crossing =
        new Crossing(gate, before.gnssNanos + after, time, fix.speed, Quality.MEASURED, 10_000_000);
    listener.crossed(crossing);
    lap(
        number == 0 ? TimedLap.Kind.OUT : TimedLap.Kind.FLYING,
        crossing.gnssNanos(),
        time,
        Quality.MEASURED,
        crossing.uncertaintyNanos());
  }

  private double past(Fix fix, double ax, double ay, double ux, double uy) {
    double x = plane.east(fix.longitude) - ax;
    double y = plane.north(fix.latitude) - ay;
    return ux * y - uy * x;
  }

  private void lap(TimedLap.Kind kind, long end, long time, Quality quality, long uncertainty) {
    listener.lap(
        new TimedLap(
            number,
            kind,
            lapStart,
            end,
            time,
            quality,
            Math.round(Math.hypot(lapStartUncertainty, uncertainty)),
            EnumSet.noneOf(TimedLap.Remark.class),
            sectors));
    number++;
    lapStart = end;
    lapStartUncertainty = uncertainty;
    sectors.clear();
  }
}
