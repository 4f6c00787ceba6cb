package keilog.device.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import keilog.device.record.BlockRun;
import keilog.device.record.SessionShelf;
import keilog.device.record.ShelvedSession;
import keilog.protocol.block.SessionId;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which blocks go out next. The publisher's thread only; waits for nothing. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** A collector that has said nothing about a session for so long will not. */
  private static final long SPEAK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long UNREADABLE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int MOST_COLLECTORS = 16;

  private final Topics topics;
  private final SessionShelf shelf;
  private final Transport transport;
  private final ReceiptBook book;
  private final Flow flow;
  private final Set<String> present = new TreeSet<>();
  private final Map<SessionId, Progress> progress = new HashMap<>();
  private final Map<SessionId, Long> unreadableUntil = new HashMap<>();
  private final Map<Long, Sent> underWay = new HashMap<>();
  private final Set<SessionId> behind = new HashSet<>();
  private ByteBuffer buffer = ByteBuffer.allocate(Flow.LEAST_BYTES);
  private long presentSinceNanos;
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private long pausedUntilNanos = Long.MIN_VALUE;
  private Optional<String> problem = Optional.empty();
  private Optional<String> otherProblem = Optional.empty();

  private record Sent(SessionId session, int first, Flow.Departure departure) {}

  Delivery(Topics topics, SessionShelf shelf, Transport transport, ReceiptBook book, Flow flow) {
    this.topics = topics;
    this.shelf = shelf;
    this.transport = transport;
    this.book = book;
    this.flow = flow;
  }

  /** A new connection: who is there and what they hold will be told anew. */
  void connected() {
    present.clear();
    progress.clear();
    underWay.clear();
    flow.clear();
    pauseNanos = FIRST_PAUSE_NANOS;
    pausedUntilNanos = Long.MIN_VALUE;
    problem = Optional.empty();
    otherProblem = Optional.empty();
  }

  void lost() {
    present.clear();
    underWay.clear();
    flow.clear();
  }

  void presence(String collector, boolean online, long nowNanos) {
    if (online && present.size() < MOST_COLLECTORS && present.add(collector)) {
      LOG.info("collector is there: collector={}", collector);
      presentSinceNanos = nowNanos;
      progress.values().forEach(p -> p.joined(collector, present, nowNanos));
    } else if (!online && present.remove(collector)) {
      LOG.info("collector has gone: collector={}", collector);
      progress.values().forEach(p -> p.left(collector, present, nowNanos));
    }
  }

  void receipt(String collector, SessionId session, int next, long nowNanos) {
    Optional<ShelvedSession> held = shelf.session(session);
    if (held.isEmpty() || next > held.get().blocks()) {
      LOG.debug("receipt for blocks that are not here: session={}, next={}", session, next);
      return;
    }
    book.heard(collector, session, next);
    if (next < held.get().blocks()) {
      behind.add(session);
    }
    progress(session).receipt(collector, next, present, nowNanos);
  }

  private Progress progress(SessionId session) {
    return progress.computeIfAbsent(session, id -> new Progress());
  }

  /** Whether the ticket was one of blocks. */
  boolean acknowledged(long ticket, long nowNanos) {
    Sent sent = underWay.remove(ticket);
    if (sent == null) {
      return false;
    }
    flow.acknowledged(sent.departure(), nowNanos);
    pauseNanos = FIRST_PAUSE_NANOS;
    problem = Optional.empty();
    return true;
  }

  /** Any other acknowledge: it too tells how long the way is. */
  void heard(long tookNanos, long nowNanos) {
    flow.heard(tookNanos, nowNanos);
  }

  /** Whether the ticket was one of blocks. Blocks that were refused are sent again, later. */
  boolean refused(long ticket, int reasonCode, long nowNanos) {
    Sent sent = underWay.remove(ticket);
    if (sent == null) {
      return false;
    }
    flow.refused(sent.departure());
    progress(sent.session()).refused(sent.first());
    if (nowNanos >= pausedUntilNanos) {
      pausedUntilNanos = nowNanos + pauseNanos;
      pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos * 2);
    }
    String text = refusal(topics.blocks(sent.session()), reasonCode);
    if (problem.isEmpty()) {
      LOG.warn("{}", text);
    }
    problem = Optional.of(text);
    return true;
  }

  static String refusal(String topic, int reasonCode) {
    return switch (reasonCode) {
      case 0x87 ->
          "the broker does not let this logger publish to %s; see its access rules"
              .formatted(topic);
      case 0x97 -> "the broker's quota is exceeded for %s; make room there".formatted(topic);
      default ->
          "the broker refuses messages to %s (reason code 0x%02x)".formatted(topic, reasonCode);
    };
  }

  /**
   * Sends one message of blocks, if there is one to send and room for it.
   *
   * @param sessions of the shelf, in the order they were recorded
   * @return whether one was sent, so that another call may send more
   */
  boolean step(List<ShelvedSession> sessions, long nowNanos) {
    if (present.isEmpty() || nowNanos < pausedUntilNanos || !transport.connected()) {
      return false;
    }
    int room = flow.roomBytes();
    if (room == 0 || transport.room() == 0) {
      return false;
    }
    for (ShelvedSession session : sessions.reversed()) {
      Progress p = progress(session.id());
      if (!p.started() && mayStart(p, nowNanos)) {
        p.start(present, nowNanos);
      }
      p.step(nowNanos);
      if (p.started()
          && p.position() < session.blocks()
          && nowNanos >= unreadableUntil.getOrDefault(session.id(), Long.MIN_VALUE)) {
        Outcome outcome = send(session, p, room, nowNanos);
        if (outcome != Outcome.NOTHING) {
          return outcome == Outcome.SENT;
        }
      }
    }
    return false;
  }

  private boolean mayStart(Progress p, long nowNanos) {
    return p.hasSpoken(present) || nowNanos - presentSinceNanos > SPEAK_NANOS;
  }

  private enum Outcome {
    SENT,
    LATER,
    NOTHING
  }

  private Outcome send(ShelvedSession session, Progress p, int room, long nowNanos) {
    try {
      Optional<BlockRun> run = read(session.id(), p.position(), room);
      if (run.isEmpty()) {
        return Outcome.NOTHING;
      }
      if (buffer.position() == 0) {
        // One block larger than the window: alone, when nothing else is under way.
        if (!flow.idle()) {
          return Outcome.LATER;
        }
        run = read(session.id(), p.position(), run.get().bytes());
        if (run.isEmpty() || buffer.position() == 0) {
          return Outcome.NOTHING;
        }
      }
      return publish(session.id(), p, run.get(), nowNanos);
    } catch (IOException e) {
      LOG.warn("blocks cannot be read: session={}, problem={}", session.id(), e.toString());
      unreadableUntil.put(session.id(), nowNanos + UNREADABLE_NANOS);
      return Outcome.NOTHING;
    }
  }

  private Optional<BlockRun> read(SessionId session, int from, int bytes) throws IOException {
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(bytes);
    }
    return shelf.read(session, from, buffer.clear().limit(bytes));
  }

  private Outcome publish(SessionId session, Progress p, BlockRun run, long nowNanos) {
    byte[] payload = Arrays.copyOf(buffer.array(), buffer.position());
    long ticket = transport.publish(Message.once(topics.blocks(session), payload));
    if (ticket == Transport.LATER) {
      return Outcome.LATER;
    }
    behind.add(session);
    underWay.put(ticket, new Sent(session, run.first(), flow.sent(payload.length, nowNanos)));
    p.sent(run.next(), payload.length, nowNanos);
    return Outcome.SENT;
  }

  /** Forgets sessions that are on the shelf no more. */
  void forgetAllBut(List<ShelvedSession> sessions) {
    Set<SessionId> kept = new HashSet<>();
    sessions.forEach(s -> kept.add(s.id()));
    progress.keySet().retainAll(kept);
    unreadableUntil.keySet().retainAll(kept);
    behind.retainAll(kept);
  }

  boolean someoneIsThere() {
    return !present.isEmpty();
  }

  /** Something else the broker refuses, so that nothing or less is delivered. */
  void refused(String text) {
    if (otherProblem.isEmpty()) {
      LOG.warn("{}", text);
    }
    otherProblem = Optional.of(text);
  }

  /** What the broker refuses, if anything. */
  Optional<String> problem() {
    return problem.isPresent() ? problem : otherProblem;
  }

  /**
   * Whether a collector lacked some of a session, so that it will want to compare the whole with
   * the car's digest; others need not cost the card a reading.
   */
  boolean wasBehind(ShelvedSession session) {
    return behind.contains(session.id());
  }

  /** Whether every present collector that speaks of a session holds all of it. */
  boolean isHeld(ShelvedSession session) {
    return confirmed(session) >= session.blocks();
  }

  /**
   * How many of a session's blocks are confirmed: by all present collectors, or, with none there,
   * by the keeper that holds most.
   */
  int confirmed(ShelvedSession session) {
    Progress p = progress.get(session.id());
    OptionalInt lowest = p == null ? OptionalInt.empty() : p.lowest(present);
    return lowest.isPresent() ? lowest.getAsInt() : present.isEmpty() ? book.most(session.id()) : 0;
  }
}
