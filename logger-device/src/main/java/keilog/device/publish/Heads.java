package keilog.device.publish;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import keilog.device.record.SessionShelf;
import keilog.device.record.ShelvedSession;
import keilog.protocol.block.SessionId;
import keilog.protocol.topic.SessionHead;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the retained heads true: one per session on the shelf, none for a deleted one. The digest
 * of a closed session is computed on a thread of its own, since it reads the whole file.
 */
final class Heads {
  private static final Logger LOG = LoggerFactory.getLogger(Heads.class);

  /** How often an open session's count is renewed. */
  private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Topics topics;
  private final SessionShelf shelf;
  private final Transport transport;
  private final Map<SessionId, Published> published = new HashMap<>();
  private final Set<SessionId> stale = new HashSet<>();
  private final Map<SessionId, Optional<String>> digests = new ConcurrentHashMap<>();
  private final Executor digester;
  private final Set<SessionId> asked = new HashSet<>();

  private long pausedUntilNanos = Long.MIN_VALUE;

  /** The list that everything was said of, and when: there is nothing new in it for a while. */
  private List<ShelvedSession> lookedAt;

  private long lookedNanos;

  private record Published(SessionHead head, long timeNanos) {}

  /**
   * @param digester reads whole files, away from the publisher's thread
   */
  Heads(Topics topics, SessionShelf shelf, Transport transport, Executor digester) {
    this.digester = digester;
    this.topics = topics;
    this.shelf = shelf;
    this.transport = transport;
  }

  /** A new connection: the broker may know nothing, or sessions that are gone. */
  void connected() {
    published.clear();
    stale.clear();
    lookedAt = null;
    pausedUntilNanos = Long.MIN_VALUE;
  }

  /** The broker refused a message: a head is tried again later. */
  void refused(String topic, long nowNanos) {
    if (published.keySet().removeIf(session -> topics.head(session).equals(topic))) {
      pausedUntilNanos = nowNanos + REFUSED_NANOS;
    }
  }

  /** Somebody cleared a head; where the session is still here, its head is published anew. */
  void cleared(SessionId session) {
    published.remove(session);
    lookedAt = null;
  }

  /** A retained head that the broker holds. */
  void seen(SessionId session) {
    if (!published.containsKey(session)) {
      stale.add(session);
    }
  }

  /** Publishes what has changed, as far as there is room. */
  void step(
      List<ShelvedSession> sessions,
      boolean cardIsThere,
      Predicate<ShelvedSession> wantsDigest,
      long nowNanos) {
    if (nowNanos < pausedUntilNanos
        || sessions == lookedAt && nowNanos - lookedNanos < LOOK_NANOS) {
      return;
    }
    lookedAt = null;
    for (ShelvedSession session : sessions.reversed()) {
      if (!session.open() && wantsDigest.test(session)) {
        digest(session);
      }
      SessionHead head = head(session);
      stale.remove(session.id());
      if (isNews(head, nowNanos) || session == sessions.getLast() && isDueAgain(head, nowNanos)) {
        if (transport.publish(Message.retained(topics.head(session.id()), head.toJson()))
            == Transport.LATER) {
          return;
        }
        published.put(session.id(), new Published(head, nowNanos));
      }
    }
    if (!cardIsThere || clearGone(sessions)) {
      lookedAt = sessions;
      lookedNanos = nowNanos;
    }
  }

  private boolean isNews(SessionHead head, long nowNanos) {
    Published before = published.get(head.session());
    if (before == null
        || before.head().state() != head.state()
        || !before.head().lost().equals(head.lost())
        || !before.head().sha256().equals(head.sha256())) {
      return true;
    }
    return !before.head().equals(head)
        && (head.state() == SessionHead.State.CLOSED
            || nowNanos - before.timeNanos() > RENEW_NANOS);
  }

  /** Brokers were seen to lose what they acknowledged: the newest session's head is said again. */
  private boolean isDueAgain(SessionHead head, long nowNanos) {
    return nowNanos - published.get(head.session()).timeNanos() > AGAIN_NANOS;
  }

  private SessionHead head(ShelvedSession s) {
    return new SessionHead(
        s.id(),
        s.open() ? SessionHead.State.OPEN : SessionHead.State.CLOSED,
        s.blocks(),
        s.bytes(),
        s.lost(),
        s.open() ? Optional.empty() : digests.getOrDefault(s.id(), Optional.empty()),
        s.file(),
        s.device(),
        s.car(),
        s.startedUtcMillis(),
        s.continues());
  }

  private void digest(ShelvedSession session) {
    if (session.lost().isEmpty() && asked.add(session.id())) {
      digester.execute(() -> digest(session.id()));
    }
  }

  private void digest(SessionId session) {
    try {
      digests.put(session, shelf.sha256(session));
    } catch (IOException e) {
      LOG.warn("a session cannot be read: session={}, problem={}", session, e.toString());
    }
  }

  /** An empty retained message takes the head away, the sign that the session was deleted. */
  private boolean clearGone(List<ShelvedSession> sessions) {
    Set<SessionId> gone = new HashSet<>(published.keySet());
    gone.addAll(stale);
    sessions.forEach(s -> gone.remove(s.id()));
    for (SessionId session : gone) {
      if (transport.publish(Message.retained(topics.head(session), new byte[0]))
          == Transport.LATER) {
        return false;
      }
      published.remove(session);
      stale.remove(session);
      digests.remove(session);
      asked.remove(session);
    }
    return true;
  }

  /** Whether the last word on a session is with the broker. */
  boolean isSettled(ShelvedSession session) {
    Published last = published.get(session.id());
    return last != null
        && last.head().state() == SessionHead.State.CLOSED
        && (last.head().sha256().isPresent() || !session.lost().isEmpty());
  }
}
