package keilog.tools.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.LapNews;
import keilog.protocol.topic.Live;
import keilog.protocol.topic.Meta;
import keilog.protocol.topic.PayloadException;
import keilog.protocol.topic.Status;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;

/**
 * Stands in the car's place at the broker: looks whether it is free, sends each live message when
 * its time has come, and leaves the place as it found it. One thread, which waits in {@link
 * Transport#poll}.
 */
final class Stage {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final long STATUS_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Between two drives that do not share an axis of time. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Transport transport;
  private final MonotonicClock clock;
  private final Topics topics;
  private final Speed speed;

  /** What the broker kept of this name when we came, by topic. */
  private final Map<String, byte[]> before = new HashMap<>();

  private boolean looking = true;
  private Message meta;
  private Message status;
  private boolean tied;
  private long baseNanos;
  private long baseSessionNanos;
  private long statusDueNanos;

  Stage(Transport transport, MonotonicClock clock, Topics topics, Speed speed) {
    this.transport = transport;
    this.clock = clock;
    this.topics = topics;
    this.speed = speed;
  }

  /**
   * Connects and listens for who is there.
   *
   * @return whether a car of this name is online that is no replay
   * @throws BrokerAway no broker within half a minute
   */
  boolean isTaken() throws InterruptedException {
    connect();
    long end = clock.nanos() + LOOK_NANOS;
    while (clock.nanos() - end < 0) {
      turn(Math.min(STEP_NANOS, end - clock.nanos()));
    }
    looking = false;
    byte[] kept = before.get(topics.status());
    try {
      return kept != null && Status.fromJson(kept).running().isPresent();
    } catch (PayloadException _) {
      return false; // nobody who speaks our language
    }
  }

  /** A session begins; {@code tied} says whether it shares its axis of time with the one before. */
  void begin(Meta announced, boolean sharesAxis) throws InterruptedException {
    meta = Message.retained(topics.meta(), announced.toJson());
    send(meta);
    tied &= sharesAxis;
    statusDueNanos = clock.nanos();
  }

  /** Waits until the message's time has come and sends it; {@code now} is sent along if due. */
  void play(Live live, Status now) throws InterruptedException {
    await(live.timeNanos());
    if (clock.nanos() - statusDueNanos >= 0) {
      statusDueNanos = clock.nanos() + STATUS_NANOS;
      status = Message.retained(topics.status(), now.toJson());
      send(status);
    }
    byte[] json = live.toJson();
    send(speed.isMax() ? Message.once(topics.live(), json) : Message.fleeting(topics.live(), json));
  }

  /** Says that a lap or a sector ended. */
  void tell(LapNews news) throws InterruptedException {
    await(news.timeNanos());
    send(Message.once(topics.lap(), news.toJson()));
  }

  /** Leaves the place as it was: what the broker kept is put back, or cleared. */
  void leave() throws InterruptedException {
    for (String topic : new String[] {topics.meta(), topics.status()}) {
      send(Message.retained(topic, before.getOrDefault(topic, new byte[0])));
    }
    long end = clock.nanos() + PATIENCE_NANOS;
    while (transport.oldestUnacknowledgedNanos() != Transport.NOTHING && clock.nanos() - end < 0) {
      turn(STEP_NANOS);
    }
  }

  private void await(long sessionNanos) throws InterruptedException {
    if (speed.isMax()) {
      return;
    }
    if (!tied) {
      baseNanos = clock.nanos() + (baseNanos == 0 ? 0 : PAUSE_NANOS);
      baseSessionNanos = sessionNanos;
      tied = true;
    }
    long due = baseNanos + Math.round((sessionNanos - baseSessionNanos) / speed.factor());
    for (long left = due - clock.nanos(); left > 0; left = due - clock.nanos()) {
      turn(Math.min(STEP_NANOS, left));
    }
  }

  private void send(Message message) throws InterruptedException {
    long end = clock.nanos() + PATIENCE_NANOS;
    long asked = clock.nanos();
    while (transport.publish(message) == Transport.LATER) {
      if (clock.nanos() - end > 0) {
        throw new BrokerAway("the broker took nothing for 30 s: topic=" + message.topic());
      }
      turn(TimeUnit.MILLISECONDS.toNanos(1));
    }
    // The time the broker was away is not made up for: the drive goes on where it stood.
    if (clock.nanos() - asked > STATUS_NANOS) {
      baseNanos += clock.nanos() - asked;
    }
  }

  private void connect() throws InterruptedException {
    long end = clock.nanos() + PATIENCE_NANOS;
    while (!transport.connected()) {
      if (clock.nanos() - end > 0) {
        throw new BrokerAway("no broker answers; is it running, and is the address right?");
      }
      turn(STEP_NANOS);
    }
  }

  /** Lets the connection live, and waits for at most so long. */
  private void turn(long waitNanos) throws InterruptedException {
    transport.step(clock.nanos());
    switch (transport.poll(waitNanos)) {
      case TransportEvent.Arrived(String topic, byte[] payload, boolean retained) -> {
        if (looking && retained) {
          before.put(topic, payload);
        }
      }
      case TransportEvent.Connected _ -> announceAgain();
      case TransportEvent.Refused(long _, String topic, int reasonCode) ->
          throw new BrokerAway(
              "the broker refuses to publish; give this user write access: topic=%s, reasonCode=%d"
                  .formatted(topic, reasonCode));
      case TransportEvent.Lost _, TransportEvent.Acknowledged _ -> {}
      case null -> {}
    }
  }

  private void announceAgain() {
    if (meta != null) {
      transport.publish(meta);
    }
    if (status != null) {
      transport.publish(status);
    }
  }
}
