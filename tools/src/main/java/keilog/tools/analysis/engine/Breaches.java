package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.car.Alarm;
import keilog.protocol.car.CarProfile;
import keilog.tools.analysis.Column;

/**
 * The profile's limits, held against a drive.
 *
 * @param count of all breaches
 * @param listed the first {@value #MOST_LISTED} of each limit, in the order of the profile
 * @param notes limits whose channel the drive does not have
 */
public record Breaches(int count, List<Breach> listed, List<String> notes) {
  /** More than anyone reads. */
  public static final int MOST_LISTED = 50;

  /** Breaches closer than this are one. Ours. */
  private static final long MERGED_NANOS = 1_000_000_000L;

  /** A low oil pressure is none while the engine stands. */
  private static final float RUNNING_RPM = 500;

  /** Engine speed may be this much older than the sample it is asked about. Ours. */
  private static final long MOST_AGE_NANOS = 2_000_000_000L;

  public Breaches {
    listed = List.copyOf(listed);
    notes = List.copyOf(notes);
  }

  static Breaches of(EngineDrive drive) {
    List<Breach> listed = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    int count = 0;
    for (Alarm alarm : drive.profile().map(CarProfile::alarms).orElse(List.of())) {
      Optional<Column> column = drive.recording().column(alarm.channel());
      if (column.isEmpty()) {
        notes.add("limit of " + alarm.channel() + " not watched: the drive has no such channel");
        continue;
      }
      List<Breach> found = new ArrayList<>();
      alarm.above().ifPresent(limit -> watch(drive, alarm, column.get(), limit, true, found));
      alarm.below().ifPresent(limit -> watch(drive, alarm, column.get(), limit, false, found));
      count += found.size();
      listed.addAll(found.subList(0, Math.min(MOST_LISTED, found.size())));
    }
    return new Breaches(count, listed, notes);
  }

  private static void watch(
      EngineDrive drive,
      Alarm alarm,
      Column column,
      double limit,
      boolean above,
      List<Breach> found) {
    int sign = above ? 1 : -1;
    for (int i = 0; i < column.size(); i++) {
      if (!beyond(drive, column, i, limit, sign)) {
        continue;
      }
      int last = i;
      double worst = column.value(i);
      for (int j = i + 1; j < column.size(); j++) {
        if (column.time(j) - column.time(last) > MERGED_NANOS) {
          break;
        }
        if (beyond(drive, column, j, limit, sign)) {
          last = j;
          worst = sign * column.value(j) > sign * worst ? column.value(j) : worst;
        }
      }
      found.add(
          new Breach(
              alarm.channel(),
              above ? Breach.Side.ABOVE : Breach.Side.BELOW,
              limit,
              drive.moment(column.time(i)),
              (column.time(last) - column.time(i)) * 1e-9,
              worst,
              alarm.confidence(),
              alarm.source()));
      i = last;
    }
  }

  private static boolean beyond(EngineDrive drive, Column column, int row, double limit, int sign) {
    return sign * column.value(row) > sign * limit
        && (sign > 0 || running(drive, column.time(row)));
  }

  private static boolean running(EngineDrive drive, long time) {
    EngineSpeed engine = drive.engine();
    int row = engine.from(time + 1) - 1;
    return row < 0
        || time - engine.times()[row] > MOST_AGE_NANOS
        || engine.rpm()[row] >= RUNNING_RPM;
  }

  /** The profile's limit above which a channel is wrong. */
  static OptionalDouble above(EngineDrive drive, String channel) {
    return drive.profile().stream()
        .flatMap(p -> p.alarms().stream())
        .filter(a -> a.channel().equals(channel))
        .map(Alarm::above)
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }
}
