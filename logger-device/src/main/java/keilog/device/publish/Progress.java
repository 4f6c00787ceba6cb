package keilog.device.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How far one session has come with the collectors, within one connection. */
final class Progress {
  static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long MOST_STUCK_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int PROBE_BYTES = 64 * 1024;

  private final Map<String, Integer> nextByCollector = new HashMap<>();
  private boolean started;
  private int position;
  private int lowest;
  private long progressNanos;
  private long stuckNanos = STUCK_NANOS;
  private Optional<Probe> probe = Optional.empty();

  /** Sending again from the lowest receipt, without knowing whether anybody listens. */
  private record Probe(int resume, int bytesLeft) {}

  /** Number of the next block to send; meaningful once started. */
  int position() {
    return position;
  }

  boolean started() {
    return started;
  }

  /** What every present collector that has spoken holds; empty where none has. */
  OptionalInt lowest(Set<String> present) {
    return nextByCollector.entrySet().stream()
        .filter(e -> present.contains(e.getKey()))
        .mapToInt(Map.Entry::getValue)
        .min();
  }

  boolean hasSpoken(Set<String> present) {
    return nextByCollector.keySet().stream().anyMatch(present::contains);
  }

  /** Takes a receipt in, of a collector that may not be known as present yet. */
  void receipt(String collector, int next, Set<String> present, long nowNanos) {
    Integer before = nextByCollector.put(collector, next);
    if (!started || !present.contains(collector)) {
      return;
    }
    if ((before == null || next <= before) && next < position) {
      goBack(next, nowNanos);
    }
    follow(present, nowNanos);
  }

  /** A collector is there now; what it said before counts. */
  void joined(String collector, Set<String> present, long nowNanos) {
    Integer next = nextByCollector.get(collector);
    if (started && next != null && next < position) {
      goBack(next, nowNanos);
    }
    follow(present, nowNanos);
  }

  void left(String collector, Set<String> present, long nowNanos) {
    nextByCollector.remove(collector);
    follow(present, nowNanos);
  }

  private void goBack(int next, long nowNanos) {
    position = next;
    lowest = Math.min(lowest, next);
    progressNanos = nowNanos;
    probe = Optional.empty();
  }

  private void follow(Set<String> present, long nowNanos) {
    if (!started) {
      return;
    }
    int now = lowest(present).orElse(0);
    if (now > lowest) {
      progressNanos = nowNanos;
      stuckNanos = STUCK_NANOS;
      probe = Optional.empty();
    }
    lowest = now;
    position = Math.max(position, lowest);
  }

  /** Begins to send where the collectors are. */
  void start(Set<String> present, long nowNanos) {
    started = true;
    lowest = lowest(present).orElse(0);
    position = lowest;
    progressNanos = nowNanos;
  }

  /** Goes back to the lowest receipt where nothing has moved for too long. */
  void step(long nowNanos) {
    if (started && position > lowest && nowNanos - progressNanos > stuckNanos) {
      int resume = Math.max(position, probe.map(Probe::resume).orElse(0));
      probe =
          stuckNanos > STUCK_NANOS ? Optional.of(new Probe(resume, PROBE_BYTES)) : Optional.empty();
      stuckNanos = Math.min(MOST_STUCK_NANOS, stuckNanos * 2);
      position = lowest;
      progressNanos = nowNanos;
    }
  }

  void sent(int next, int bytes, long nowNanos) {
    if (position == lowest && probe.isEmpty()) {
      progressNanos = nowNanos;
    }
    position = next;
    if (probe.isPresent()) {
      Probe before = probe.get();
      int left = before.bytesLeft() - bytes;
      probe = left > 0 ? Optional.of(new Probe(before.resume(), left)) : Optional.empty();
      if (left <= 0) {
        position = Math.max(position, before.resume());
      }
    }
  }

  /** A message was refused: its blocks are still to be sent. */
  void refused(int first) {
    position = Math.min(position, first);
  }
}
