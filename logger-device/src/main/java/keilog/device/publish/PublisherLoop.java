package keilog.device.publish;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import keilog.device.record.RecorderFacts;
import keilog.device.record.RecorderView;
import keilog.device.record.SessionShelf;
import keilog.device.record.ShelvedSession;
import keilog.protocol.block.SessionId;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.PayloadException;
import keilog.protocol.topic.Presence;
import keilog.protocol.topic.Receipt;
import keilog.protocol.topic.Topic;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn of the publisher: hears the broker, then says what there is to say. */
final class PublisherLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PublisherLoop.class);
  private static final long SHELF_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A receipt or a presence is a hundred bytes. */
  private static final int MOST_PAYLOAD_BYTES = 4096;

  private final String name;
  private final RecorderView view;
  private final SessionShelf shelf;
  private final Transport transport;
  private final MonotonicClock clock;
  private final ReceiptBook book;
  private final Delivery delivery;
  private final Heads heads;
  private final Announcer announcer;
  private final LapMessages laps;
  private final AtomicBoolean changed = new AtomicBoolean(true);
  private List<ShelvedSession> sessions = List.of();
  private long shelfNanos;

  PublisherLoop(
      PublisherSettings settings,
      RecorderView view,
      Transport transport,
      ReceiptBook book,
      Flow flow,
      Executor digester,
      MonotonicClock clock) {
    Topics topics = Topics.of(settings.name());
    this.name = settings.name();
    this.view = view;
    this.shelf = view.shelf();
    this.transport = transport;
    this.clock = clock;
    this.book = book;
    this.delivery = new Delivery(topics, shelf, transport, book, flow);
    this.heads = new Heads(topics, shelf, transport, digester);
    this.announcer = new Announcer(settings, topics, view, transport, flow);
    this.laps = new LapMessages(topics, view.laps()::take, transport);
  }

  /** Lets the shelf tell of changes, and lets it ask for permission to delete. */
  void attach() {
    shelf.permit(book);
    shelf.listen(() -> changed.set(true));
  }

  /**
   * @param waitNanos longest time to wait for the broker
   */
  void step(long waitNanos) throws InterruptedException {
    transport.step(clock.nanos());
    TransportEvent event = transport.poll(waitNanos);
    while (event != null) {
      hear(event, clock.nanos());
      event = transport.poll(0);
    }
    long now = clock.nanos();
    look(now);
    if (transport.connected()) {
      boolean card = view.facts().store() == RecorderFacts.Store.CARD;
      announcer.step(sessions, delivery, now);
      laps.step(now);
      heads.step(sessions, card, delivery::wasBehind, now);
      while (delivery.step(sessions, clock.nanos())) {
        // As many as fit.
      }
    }
    book.step(now);
  }

  private void look(long nowNanos) {
    if (changed.getAndSet(false) || nowNanos - shelfNanos > SHELF_NANOS) {
      shelfNanos = nowNanos;
      sessions = shelf.sessions();
      delivery.forgetAllBut(sessions);
      if (view.facts().store() == RecorderFacts.Store.CARD) {
        Set<SessionId> kept = new HashSet<>();
        sessions.forEach(s -> kept.add(s.id()));
        book.forgetAllBut(kept);
      }
    }
  }

  private void hear(TransportEvent event, long nowNanos) {
    switch (event) {
      case TransportEvent.Connected _ -> {
        delivery.connected();
        heads.connected();
        announcer.connected(nowNanos);
        laps.connected();
      }
      case TransportEvent.Lost _ -> delivery.lost();
      case TransportEvent.Acknowledged a -> {
        laps.acknowledged(a.ticket());
        if (!delivery.acknowledged(a.ticket(), nowNanos)) {
          delivery.heard(a.tookNanos(), nowNanos);
        }
      }
      case TransportEvent.Refused r -> {
        if (!delivery.refused(r.ticket(), r.reasonCode(), nowNanos)) {
          delivery.refused(refusal(r));
          heads.refused(r.topic(), nowNanos);
          announcer.refused(r.topic());
          laps.acknowledged(r.ticket());
        }
      }
      case TransportEvent.Arrived a -> arrived(a, nowNanos);
    }
  }

  private static String refusal(TransportEvent.Refused refused) {
    return refused.ticket() == Transport.LATER
        ? "the broker does not let this logger read %s; see its access rules"
            .formatted(refused.topic())
        : Delivery.refusal(refused.topic(), refused.reasonCode());
  }

  private void arrived(TransportEvent.Arrived message, long nowNanos) {
    Optional<Topic> topic = Topics.parse(message.topic());
    if (topic.isEmpty()) {
      return;
    }
    try {
      switch (topic.get()) {
        case Topic.Collector c ->
            delivery.presence(c.collector(), isOnline(c, message.payload()), nowNanos);
        case Topic.Receipt r when r.car().equals(name) -> receipt(r, message.payload(), nowNanos);
        case Topic.Head h when h.car().equals(name) -> {
          if (message.payload().length > 0) {
            heads.seen(h.session());
          } else {
            heads.cleared(h.session());
          }
        }
        default -> {}
      }
    } catch (PayloadException e) {
      LOG.debug("not understood: topic={}, problem={}", message.topic(), e.getMessage());
    }
  }

  private static boolean isOnline(Topic.Collector topic, byte[] payload) throws PayloadException {
    if (payload.length == 0 || payload.length > MOST_PAYLOAD_BYTES) {
      return false;
    }
    Presence presence = Presence.fromJson(payload);
    return presence.online() && presence.collector().equals(topic.collector());
  }

  private void receipt(Topic.Receipt topic, byte[] payload, long nowNanos) throws PayloadException {
    if (payload.length == 0 || payload.length > MOST_PAYLOAD_BYTES) {
      return;
    }
    Receipt receipt = Receipt.fromJson(payload);
    if (receipt.session().equals(topic.session())) {
      delivery.receipt(topic.collector(), receipt.session(), receipt.next(), nowNanos);
    }
  }

  /** Whether present collectors hold everything of the newest session, and know it. */
  boolean isDone() {
    sessions = shelf.sessions();
    return !transport.connected()
        || !delivery.someoneIsThere()
        || sessions.isEmpty()
        || !sessions.getLast().open()
            && delivery.isHeld(sessions.getLast())
            && heads.isSettled(sessions.getLast())
            && transport.oldestUnacknowledgedNanos() == Transport.NOTHING;
  }

  @Override
  public void close() {
    book.save();
  }
}
