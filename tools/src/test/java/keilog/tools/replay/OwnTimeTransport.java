package keilog.tools.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;

/** A broker that takes everything, on a clock that only goes on while somebody waits. */
final class OwnTimeTransport implements Transport, MonotonicClock {
  /** What was published, and when. */
  record Sent(long nanos, Message message) {}

  final List<Sent> sent = new ArrayList<>();
  final Queue<TransportEvent> events = new ArrayDeque<>();
  boolean connected = true;

  /** So many messages in a row are turned away before each one that is taken. */
  int turnsAway;

  private long nanos = 1_000_000_000_000L;
  private int turnedAway;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void step(long nowNanos) {}

  @Override
  public TransportEvent poll(long waitNanos) {
    TransportEvent event = events.poll();
    if (event == null) {
      nanos += waitNanos;
    }
    return event;
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public int room() {
    return 8;
  }

  @Override
  public long publish(Message message) {
    if (turnedAway < turnsAway) {
      turnedAway++;
      return LATER;
    }
    turnedAway = 0;
    sent.add(new Sent(nanos, message));
    return sent.size();
  }

  @Override
  public boolean allLeft() {
    return true;
  }

  @Override
  public long oldestUnacknowledgedNanos() {
    return NOTHING;
  }

  @Override
  public void drop(String reason) {}

  @Override
  public void close() {}
}
