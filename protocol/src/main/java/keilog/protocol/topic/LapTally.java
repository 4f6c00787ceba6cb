package keilog.protocol.topic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.SessionId;
import keilog.protocol.track.LapEvents;
import keilog.protocol.track.Quality;

/**
 * Makes news of the LAP and SECTOR events of a drive, in their order: adds what was best before. In
 * the car as they happen, on a replay as they are read. One thread.
 */
public final class LapTally {
  private static final int WHOLE_LAP = 0;

  /** Nanoseconds by sector; {@link #WHOLE_LAP} for laps. */
  private final Map<Integer, Long> best = new HashMap<>();

  /** The news of an event; empty where it is no lap and no sector. */
  public Optional<LapNews> hear(SessionId session, Event event) {
    Optional<EventKind> kind = event.kind();
    boolean lap = kind.equals(Optional.of(EventKind.LAP));
    if (!lap && !kind.equals(Optional.of(EventKind.SECTOR))
        || event.whole(EventField.LAP).isEmpty()) {
      return Optional.empty();
    }
    int number = (int) event.whole(EventField.LAP).getAsLong();
    OptionalLong sector = lap ? OptionalLong.empty() : event.whole(EventField.SECTOR);
    if (lap && number == 0) {
      best.clear();
    }
    OptionalLong duration = event.whole(EventField.DURATION_NANOS);
    int which = lap ? WHOLE_LAP : (int) sector.orElse(1);
    Long before = best.get(which);
    Quality quality = LapEvents.quality(event);
    boolean counts = lap ? LapEvents.counts(event) : quality == Quality.MEASURED;
    boolean isBest =
        duration.isPresent() && counts && (before == null || duration.getAsLong() < before);
    if (isBest) {
      best.put(which, duration.getAsLong());
    }
    return Optional.of(
        new LapNews(
            session,
            event.timeNanos(),
            millis(event.whole(EventField.GNSS_NANOS)),
            event.text(EventField.TRACK),
            number,
            sector,
            event.text(EventField.KIND),
            seconds(duration, 0),
            quality,
            seconds(event.whole(EventField.UNCERTAINTY_NANOS), 0),
            before == null ? OptionalDouble.empty() : seconds(duration, before),
            isBest,
            event.text(EventField.REMARKS)));
  }

  private static OptionalLong millis(OptionalLong nanos) {
    return nanos.isPresent()
        ? OptionalLong.of(Math.floorDiv(nanos.getAsLong(), 1_000_000L))
        : nanos;
  }

  private static OptionalDouble seconds(OptionalLong nanos, long less) {
    return nanos.isPresent()
        ? OptionalDouble.of((nanos.getAsLong() - less) / 1e9)
        : OptionalDouble.empty();
  }
}
