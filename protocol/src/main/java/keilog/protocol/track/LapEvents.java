package keilog.protocol.track;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;

/** Laps and sectors as EVENT blocks tell them. */
public final class LapEvents {
  private static final String BETWEEN = ", ";

  private LapEvents() {}

  /** Of a lap that ended at the line; the way out has no time. */
  public static Event lap(Track track, TimedLap lap) {
    Gate line = track.finish().or(track::start).orElseThrow();
    Event event =
        Event.at(EventKind.LAP, lap.timeNanos())
            .with(EventField.LAP, lap.number())
            .with(EventField.GNSS_NANOS, lap.endNanos())
            .with(EventField.QUALITY, lap.quality().id())
            .with(EventField.GATE, line.name())
            .with(EventField.TRACK, track.id())
            .with(EventField.KIND, word(lap.kind()));
    if (lap.kind() != TimedLap.Kind.OUT) {
      event =
          event
              .with(EventField.DURATION_NANOS, lap.durationNanos())
              .with(EventField.UNCERTAINTY_NANOS, lap.uncertaintyNanos());
    }
    return lap.remarks().isEmpty()
        ? event
        : event.with(
            EventField.REMARKS,
            lap.remarks().stream().map(LapEvents::word).collect(Collectors.joining(BETWEEN)));
  }

  /** Of a sector of the running lap. */
  public static Event sector(Track track, int lap, TimedSector sector) {
    return Event.at(EventKind.SECTOR, sector.timeNanos())
        .with(EventField.LAP, lap)
        .with(EventField.SECTOR, sector.number())
        .with(EventField.DURATION_NANOS, sector.durationNanos())
        .with(EventField.GNSS_NANOS, sector.endNanos())
        .with(EventField.QUALITY, sector.quality().id())
        .with(EventField.UNCERTAINTY_NANOS, sector.uncertaintyNanos())
        .with(EventField.GATE, sector.gate())
        .with(EventField.TRACK, track.id());
  }

  /** How far an event's time can be trusted; insufficient where it does not say. */
  public static Quality quality(Event event) {
    long id = event.whole(EventField.QUALITY).orElse(0);
    return Arrays.stream(Quality.values())
        .filter(q -> q.id() == id)
        .findFirst()
        .orElse(Quality.INSUFFICIENT);
  }

  /** Whether the lap of a LAP event may be the best one: as {@link TimedLap#counts}. */
  public static boolean counts(Event lap) {
    Optional<TimedLap.Kind> kind =
        lap.text(EventField.KIND).flatMap(w -> find(TimedLap.Kind.values(), w));
    return kind.isPresent() && TimedLap.counts(kind.get(), quality(lap), remarks(lap));
  }

  private static Set<TimedLap.Remark> remarks(Event lap) {
    Set<TimedLap.Remark> remarks = EnumSet.noneOf(TimedLap.Remark.class);
    for (String word : lap.text(EventField.REMARKS).orElse("").split(BETWEEN)) {
      find(TimedLap.Remark.values(), word).ifPresent(remarks::add);
    }
    return remarks;
  }

  private static <E extends Enum<E>> Optional<E> find(E[] values, String word) {
    return Arrays.stream(values).filter(v -> word(v).equals(word)).findFirst();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
