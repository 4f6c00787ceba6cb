package keilog.tools.analysis.lap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Recording;

/**
 * The laps that the logger wrote into the session while it drove, beside those timed from its
 * fixes. They are the same code over the same numbers: a difference is a fault, or a file that lost
 * a part.
 *
 * @param recorded how many laps with a time the session holds as events
 * @param equal how many of them were found again to the nanosecond
 * @param differences one plain sentence for each that was not
 */
public record LiveLaps(int recorded, int equal, List<String> differences) {
  /** The session holds no laps. */
  static final LiveLaps NONE = new LiveLaps(0, 0, List.of());

  public LiveLaps {
    differences = List.copyOf(differences);
  }

  static LiveLaps of(Recording recording, DriveTiming timing) {
    List<Event> events =
        recording.events().stream()
            .filter(e -> e.kindId() == EventKind.LAP.id())
            .filter(e -> e.whole(EventField.DURATION_NANOS).isPresent())
            .filter(e -> e.whole(EventField.GNSS_NANOS).isPresent())
            .toList();
    return events.isEmpty() ? NONE : of(events, timing.asTheLogger());
  }

  static LiveLaps of(List<Event> events, List<TimedLap> timed) {
    Map<Long, TimedLap> byEnd =
        timed.stream().collect(Collectors.toMap(TimedLap::endNanos, l -> l, (a, b) -> a));
    List<String> differences = new ArrayList<>();
    for (Event event : events) {
      OptionalLong end = event.whole(EventField.GNSS_NANOS);
      long duration = event.whole(EventField.DURATION_NANOS).orElse(0);
      long number = event.whole(EventField.LAP).orElse(-1);
      TimedLap lap = byEnd.get(end.orElse(0));
      if (lap == null) {
        differences.add(
            "lap %d of the logger, %.3f s, ends where none was found in the fixes"
                .formatted(number, duration * 1e-9));
      } else if (lap.durationNanos() != duration || lap.number() != number) {
        differences.add(
            "lap %d of the logger took %.6f s, lap %d in the fixes %.6f s"
                .formatted(number, duration * 1e-9, lap.number(), lap.durationNanos() * 1e-9));
      }
    }
    return new LiveLaps(events.size(), events.size() - differences.size(), differences);
  }
}
