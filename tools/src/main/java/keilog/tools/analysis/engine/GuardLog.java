package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Quality;

/** Holds every change down, made or not, against the redline. One thread. */
final class GuardLog {
  /** A foot off the throttle may be about to change down, percent. Ours. */
  private static final double OFF = 15;

  /** Without a throttle: slowing by more than this, m/s². Ours. */
  private static final double SLOWING = 0.7;

  /** Stretch over which slowing is taken. Ours. */
  private static final long STRETCH_NANOS = 300_000_000L;

  private final EngineDrive drive;
  private final double redline;

  private GuardLog(EngineDrive drive, double redline) {
    this.drive = drive;
    this.redline = redline;
  }

  static List<DownshiftGuard> of(EngineDrive drive, List<Shift> shifts, double redline) {
    GuardLog log = new GuardLog(drive, redline);
    List<Gear> gears = drive.gears().gears();
    int[] fastest = log.fastest(gears.size());
    List<DownshiftGuard> guards = new ArrayList<>();
    for (Gear shorter : gears.subList(0, Math.max(0, gears.size() - 1))) {
      int from = shorter.number() + 1;
      if (log.guessed(shorter) || log.guessed(gears.get(shorter.number()))) {
        continue;
      }
      guards.add(
          new DownshiftGuard(
              from,
              shorter.number(),
              redline / shorter.rpmPerMps(),
              log.call(fastest[from], shorter),
              log.done(shifts, from, shorter)));
    }
    return guards;
  }

  /** Whether a gear is only guessed to be there: nothing can be foretold of it. */
  private boolean guessed(Gear gear) {
    return drive.gears().set().origin() == GearOrigin.LEARNED
        && gear.quality() == Quality.INSUFFICIENT;
  }

  /** Per gear, the sample at which it was driven fastest with the foot off; -1 where never. */
  private int[] fastest(int gears) {
    int[] fastest = new int[gears + 1];
    Arrays.fill(fastest, -1);
    byte[] column = drive.gears().column();
    float[] speed = drive.gears().speed();
    for (int i = 0; i < column.length; i++) {
      int gear = column[i];
      if (gear > 1 && (fastest[gear] < 0 || speed[i] > speed[fastest[gear]]) && off(i)) {
        fastest[gear] = i;
      }
    }
    return fastest;
  }

  private boolean off(int row) {
    float pedal = drive.pedal()[row];
    if (!Float.isNaN(pedal)) {
      return pedal < OFF;
    }
    int before = drive.engine().from(drive.engine().times()[row] - STRETCH_NANOS);
    double seconds = (drive.engine().times()[row] - drive.engine().times()[before]) * 1e-9;
    float[] speed = drive.gears().speed();
    return seconds > 0 && (speed[row] - speed[before]) / seconds < -SLOWING;
  }

  private Optional<DownshiftGuard.Call> call(int row, Gear shorter) {
    if (row < 0) {
      return Optional.empty();
    }
    double speed = drive.gears().speed()[row];
    return Optional.of(
        new DownshiftGuard.Call(
            drive.moment(drive.engine().times()[row]), speed, shorter.rpm(speed)));
  }

  private Optional<DownshiftGuard.Call> done(List<Shift> shifts, int from, Gear shorter) {
    return shifts.stream()
        .filter(s -> s.from() == from && s.to() == shorter.number())
        .max(Comparator.comparingDouble(Shift::rpmAfter))
        .map(s -> new DownshiftGuard.Call(s.when(), s.speed(), s.rpmAfter()));
  }
}
