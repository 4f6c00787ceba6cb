package keilog.protocol.transport;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import keilog.protocol.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transport over real MQTT 5: connects, watches, counts what is under way, starts anew. */
public final class MqttTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(MqttTransport.class);
  private static final long MOST_INBOX_BYTES = 4 << 20;

  /** An attempt to connect or to subscribe that says nothing for so long is dead. */
  private static final long SILENT_ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(15);

  /** No acknowledge for so long with messages under way: the link is half open. */
  private static final long SILENT_LINK_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A connection that held this long was a good one: the next attempt need not wait long. */
  private static final long GOOD_CONNECTION_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long FAREWELL_MILLIS = 3_000;

  private final TransportSettings settings;
  private final MonotonicClock clock;
  private final Inbox inbox = new Inbox(MOST_INBOX_BYTES);
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());

  /** Guards everything below; under it the network is never waited for. */
  private final Object lock = new Object();

  private final Window window;
  private final Queue<TransportEvent> untold = new ArrayDeque<>();
  private State state = State.WAITING;
  private PahoConnection connection;
  private long sinceNanos;
  private long nextAttemptNanos;
  private long lastAnswerNanos;
  private long tickets;

  private enum State {
    WAITING,
    CONNECTING,
    SUBSCRIBING,
    CONNECTED,
    CLOSED
  }

  private MqttTransport(TransportSettings settings, MonotonicClock clock) {
    this.settings = settings;
    this.clock = clock;
    this.window = new Window(settings.window());
    this.nextAttemptNanos = clock.nanos();
  }

  /** A transport that has not begun to connect; {@link #step} does. */
  public static MqttTransport open(TransportSettings settings, MonotonicClock clock) {
    return new MqttTransport(settings, clock);
  }

  @Override
  public void step(long nowNanos) {
    synchronized (lock) {
      switch (state) {
        case WAITING -> {
          if (nowNanos - nextAttemptNanos >= 0) {
            attempt(nowNanos);
          }
        }
        case CONNECTING, SUBSCRIBING -> {
          if (nowNanos - sinceNanos > SILENT_ATTEMPT_NANOS) {
            lose("the broker accepted the connection and then said nothing for 15 s");
          }
        }
        case CONNECTED -> {
          if (nowNanos - sinceNanos > GOOD_CONNECTION_NANOS) {
            backoff.reset();
          }
          if (isHalfOpen(nowNanos)) {
            lose("the broker acknowledged nothing for 10 s");
          }
        }
        case CLOSED -> {}
      }
    }
  }

  private boolean isHalfOpen(long nowNanos) {
    long oldest = window.oldestNanos();
    if (oldest == NOTHING || inbox.isFull()) {
      return false;
    }
    return nowNanos - Math.max(oldest, lastAnswerNanos) > SILENT_LINK_NANOS;
  }

  private void attempt(long nowNanos) {
    sinceNanos = nowNanos;
    state = State.CONNECTING;
    try {
      connection = PahoConnection.open(settings, inbox);
    } catch (IOException e) {
      lose(e.getMessage());
    }
  }

  private void lose(String reason) {
    inbox.put(new Signal.Down(connection, reason));
  }

  @Override
  public TransportEvent poll(long waitNanos) throws InterruptedException {
    synchronized (lock) {
      if (!untold.isEmpty()) {
        return untold.poll();
      }
    }
    long end = clock.nanos() + waitNanos;
    long left = waitNanos;
    while (true) {
      Signal signal = inbox.take(left);
      if (signal == null) {
        return null;
      }
      TransportEvent event = digest(signal);
      if (event != null) {
        return event;
      }
      left = Math.max(0, end - clock.nanos());
    }
  }

  private TransportEvent digest(Signal signal) {
    synchronized (lock) {
      if (signal.from() != connection || state == State.WAITING || state == State.CLOSED) {
        return null;
      }
      return switch (signal) {
        case Signal.Up up -> {
          window.open(up.receiveMaximum());
          if (settings.subscriptions().isEmpty()) {
            yield holds();
          }
          state = State.SUBSCRIBING;
          connection.subscribe(settings);
          yield null;
        }
        case Signal.Subscribed subscribed -> subscribed(subscribed.reasonCodes());
        case Signal.Down down -> down(down.reason());
        case Signal.Came came ->
            new TransportEvent.Arrived(came.topic(), came.payload(), came.retained());
        case Signal.Answered answered -> answered(answered.ticket(), answered.reasonCode());
        case Signal.Left left -> {
          window.left();
          yield null;
        }
      };
    }
  }

  private TransportEvent holds() {
    state = State.CONNECTED;
    sinceNanos = clock.nanos();
    lastAnswerNanos = sinceNanos;
    LOG.info("connected: broker={}, receiveMaximum={}", settings.broker(), window.receiveMaximum());
    return new TransportEvent.Connected();
  }

  private TransportEvent subscribed(int[] reasonCodes) {
    for (int i = 0; i < reasonCodes.length; i++) {
      int code = reasonCodes[i] & 0xFF;
      if (code >= 0x80) {
        String filter = i < settings.subscriptions().size() ? settings.subscriptions().get(i) : "?";
        untold.add(new TransportEvent.Refused(LATER, filter, code));
      }
    }
    return holds();
  }

  private TransportEvent down(String reason) {
    window.clear();
    untold.clear();
    if (connection != null) {
      connection.discard();
    }
    connection = null;
    state = State.WAITING;
    long wait = backoff.nextNanos();
    nextAttemptNanos = clock.nanos() + wait;
    LOG.info(
        "not connected: broker={}, reason={}, nextAttemptMillis={}",
        settings.broker(),
        reason,
        TimeUnit.NANOSECONDS.toMillis(wait));
    return new TransportEvent.Lost(reason);
  }

  private TransportEvent answered(long ticket, int reasonCode) {
    long now = clock.nanos();
    lastAnswerNanos = now;
    Optional<Window.Pending> pending = window.answered(ticket);
    if (pending.isEmpty()) {
      return null;
    }
    return reasonCode < 0x80
        ? new TransportEvent.Acknowledged(ticket, now - pending.get().sinceNanos())
        : new TransportEvent.Refused(ticket, pending.get().topic(), reasonCode);
  }

  @Override
  public boolean connected() {
    synchronized (lock) {
      return state == State.CONNECTED;
    }
  }

  @Override
  public int room() {
    synchronized (lock) {
      return state == State.CONNECTED ? window.room() : 0;
    }
  }

  @Override
  public long publish(Message message) {
    synchronized (lock) {
      if (state != State.CONNECTED || !window.admits(message.quality())) {
        return LATER;
      }
      long ticket = tickets;
      if (!connection.publish(message, ticket)) {
        // Its first message on a topic names the alias that later ones use; one that was not sent
        // leaves a topic nobody can publish to. Such a connection is of no use any more.
        lose("the broker's window was full although it should not have been");
        return LATER;
      }
      tickets++;
      window.handedOver(ticket, message, clock.nanos());
      return ticket;
    }
  }

  @Override
  public boolean allLeft() {
    synchronized (lock) {
      return window.allLeft();
    }
  }

  @Override
  public long oldestUnacknowledgedNanos() {
    synchronized (lock) {
      return window.oldestNanos();
    }
  }

  @Override
  public void drop(String reason) {
    synchronized (lock) {
      backoff.reset();
      if (connection != null) {
        lose(reason);
      }
    }
  }

  @Override
  public void close() {
    Thread farewell;
    synchronized (lock) {
      boolean wasConnected = state == State.CONNECTED;
      state = State.CLOSED;
      inbox.close();
      if (connection == null) {
        return;
      }
      farewell = wasConnected ? connection.leave() : connection.discard();
      connection = null;
    }
    try {
      farewell.join(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
