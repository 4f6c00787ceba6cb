package keilog.tools.collect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import keilog.protocol.session.BlockRun;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.PayloadException;
import keilog.protocol.topic.Presence;
import keilog.protocol.topic.Receipt;
import keilog.protocol.topic.SessionHead;
import keilog.protocol.topic.Topic;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One turn of the collector: takes in what has come, forces it, and says so. */
final class CollectorLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollectorLoop.class);
  private static final int MOST_SESSIONS = 10_000;

  private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Forcing waits this long for more to come along. */
  private static final long FORCE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String collector;
  private final Storage storage;
  private final Transport transport;
  private final MonotonicClock clock;
  private final Consumer<KeptReceipt> completed;
  private final Map<SessionFile, Intake> intakes = new LinkedHashMap<>();
  private boolean presenceDue;
  private long silentUntilNanos = Long.MIN_VALUE;
  private long settledNanos;
  private long refused;

  /**
   * @param completed is told of each session that was compared with the car and is complete
   */
  CollectorLoop(
      String collector,
      Storage storage,
      Transport transport,
      MonotonicClock clock,
      Consumer<KeptReceipt> completed) {
    this.collector = collector;
    this.storage = storage;
    this.transport = transport;
    this.clock = clock;
    this.completed = completed;
    this.settledNanos = clock.nanos();
  }

  void step(long waitNanos) throws InterruptedException {
    transport.step(clock.nanos());
    TransportEvent event = transport.poll(waitNanos);
    long end = clock.nanos() + FORCE_NANOS;
    while (event != null) {
      hear(event, clock.nanos());
      event = clock.nanos() < end ? transport.poll(0) : null;
    }
    long now = clock.nanos();
    if (now - settledNanos >= FORCE_NANOS) {
      settledNanos = now;
      intakes.values().forEach(intake -> settle(intake, now));
    }
    if (transport.connected()) {
      speak(now);
    }
  }

  private void settle(Intake intake, long nowNanos) {
    boolean before = intake.complete().isPresent();
    intake.settle(nowNanos);
    if (!before && intake.complete().isPresent()) {
      LOG.info("complete: file={}", intake.file().name());
      completed.accept(intake.complete().get());
    }
  }

  private void speak(long nowNanos) {
    if (nowNanos < silentUntilNanos) {
      return;
    }
    if (presenceDue) {
      byte[] here = new Presence(true, collector).toJson();
      if (transport.publish(Message.retained(Topics.collector(collector), here))
          == Transport.LATER) {
        return;
      }
      presenceDue = false;
    }
    for (Intake intake : intakes.values()) {
      if (intake.wantsReceipt(nowNanos)) {
        Receipt receipt =
            new Receipt(
                intake.file().session(),
                intake.next(),
                OptionalLong.of(System.currentTimeMillis()));
        if (transport.publish(Message.retained(topic(intake.file()), receipt.toJson()))
            == Transport.LATER) {
          return;
        }
        intake.receiptSaid();
      }
    }
  }

  private String topic(SessionFile file) {
    return Topics.of(file.device()).receipt(file.session(), collector);
  }

  private void hear(TransportEvent event, long nowNanos) {
    switch (event) {
      case TransportEvent.Connected _ -> {
        presenceDue = true;
        silentUntilNanos = Long.MIN_VALUE;
        intakes.values().forEach(Intake::announceAnew);
      }
      case TransportEvent.Refused r -> refusedByBroker(r, nowNanos);
      case TransportEvent.Arrived a -> arrived(a, nowNanos);
      case TransportEvent.Acknowledged _, TransportEvent.Lost _ -> {}
    }
  }

  /** What it refused is said again later; the owner may have mended the broker's rules. */
  private void refusedByBroker(TransportEvent.Refused event, long nowNanos) {
    if (nowNanos >= silentUntilNanos) {
      LOG.error(
          "the broker does not accept {} (reason code 0x{}); see its access rules",
          event.topic(),
          Integer.toHexString(event.reasonCode()));
      silentUntilNanos = nowNanos + REFUSED_NANOS;
    }
    presenceDue |= event.topic().equals(Topics.collector(collector));
    intakes.values().stream()
        .filter(intake -> topic(intake.file()).equals(event.topic()))
        .forEach(Intake::receiptRefused);
  }

  private void arrived(TransportEvent.Arrived message, long nowNanos) {
    Optional<Topic> topic = Topics.parse(message.topic());
    if (topic.isEmpty()) {
      return;
    }
    switch (topic.get()) {
      case Topic.Head head -> head(head, message.payload(), nowNanos);
      case Topic.Blocks blocks -> blocks(blocks, message.payload(), nowNanos);
      default -> {}
    }
  }

  private void head(Topic.Head topic, byte[] payload, long nowNanos) {
    SessionFile file = new SessionFile(topic.car(), topic.session());
    if (payload.length == 0) {
      forget(file);
      return;
    }
    try {
      SessionHead head = SessionHead.fromJson(payload);
      if (!head.session().equals(topic.session()) || !head.file().equals(file.name())) {
        refused++;
        LOG.debug("a head speaks of another session than its topic: topic={}", topic);
        return;
      }
      intake(file).ifPresent(intake -> intake.head(head, nowNanos));
    } catch (PayloadException e) {
      LOG.debug("not understood: topic={}, problem={}", topic, e.getMessage());
      refused++;
    }
  }

  /** The car deleted the session: our file stays, our receipt has no reader any more. */
  private void forget(SessionFile file) {
    Intake intake = intakes.remove(file);
    if (intake != null) {
      intake.settle(clock.nanos());
      intake.close();
      transport.publish(Message.retained(topic(file), new byte[0]));
    }
  }

  private void blocks(Topic.Blocks topic, byte[] payload, long nowNanos) {
    switch (BlockRun.check(payload, topic.session().random())) {
      case BlockRun.Checked.Intact intact ->
          intake(new SessionFile(topic.car(), topic.session()))
              .ifPresent(intake -> intake.blocks(intact.run(), payload, nowNanos));
      case BlockRun.Checked.Broken broken -> {
        refused++;
        LOG.debug("blocks refused: topic={}, rule={}", topic, broken.rule());
      }
    }
  }

  private Optional<Intake> intake(SessionFile file) {
    if (!intakes.containsKey(file) && intakes.size() >= MOST_SESSIONS) {
      return Optional.empty();
    }
    return Optional.of(
        intakes.computeIfAbsent(file, f -> new Intake(storage, f, collector, clock)));
  }

  /** Messages that were not what their topic promises. */
  long refused() {
    return refused;
  }

  /** Whether every session that is known is complete. */
  boolean isComplete() {
    return !intakes.isEmpty() && intakes.values().stream().allMatch(i -> i.complete().isPresent());
  }

  @Override
  public void close() {
    long now = clock.nanos();
    intakes.values().forEach(i -> settle(i, now));
    if (transport.connected()) {
      speak(now);
    }
    intakes.values().forEach(Intake::close);
  }
}
