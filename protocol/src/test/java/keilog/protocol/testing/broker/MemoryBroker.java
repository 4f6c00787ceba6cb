package keilog.protocol.testing.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;

/**
 * A broker and its connections in one thread, on a clock that the test owns: hours pass in
 * milliseconds. Faults are scripted as with {@link FaultyBroker}.
 */
public final class MemoryBroker implements MonotonicClock {
  private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long HALF_OPEN_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(32);
  private static final long RECONNECT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int WINDOW = 16;

  private final AtomicLong nanos = new AtomicLong(TimeUnit.SECONDS.toNanos(1_000));
  private final Map<String, Message> retained = new TreeMap<>();
  private final List<Client> clients = new ArrayList<>();
  private final List<Message> heldBack = new ArrayList<>();
  private PublishRule rule = (client, topic, payload) -> Verdict.TAKE;
  private boolean up = true;
  private boolean silent;
  private long publishedBytes;

  @Override
  public long nanos() {
    return nanos.get();
  }

  public void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  public void setRule(PublishRule rule) {
    this.rule = rule;
  }

  public void goAway() {
    up = false;
    List.copyOf(clients).forEach(c -> c.lose("the broker went away"));
  }

  public void comeBack() {
    up = true;
    silent = false;
  }

  /** Half open: what is sent vanishes, nothing comes, nobody is told. */
  public void fallSilent() {
    silent = true;
  }

  public void forgetRetained() {
    retained.clear();
  }

  /** The retained payload of a topic; empty where there is none. */
  public Optional<byte[]> retained(String topic) {
    return Optional.ofNullable(retained.get(topic)).map(Message::payload);
  }

  /** Bytes of QoS 1 messages that were given to the broker, duplicates too. */
  public long publishedBytes() {
    return publishedBytes;
  }

  /** Publishes as a stranger would. */
  public void publish(Message message) {
    deliver(message);
  }

  /** A way to this broker, not yet connected. */
  public Transport transport(String id, Optional<Message> will, List<String> filters) {
    return new Client(id, will, filters);
  }

  private void deliver(Message message) {
    boolean keep = message.retention() == Message.Retention.RETAINED;
    if (keep && message.payload().length == 0) {
      retained.remove(message.topic());
    } else if (keep) {
      retained.put(message.topic(), message);
    }
    clients.stream()
        .filter(c -> c.connected && c.wants(message.topic()))
        .forEach(c -> c.arrive(message, false));
  }

  private void pass(Message message) {
    deliver(message);
    List<Message> late = List.copyOf(heldBack);
    heldBack.clear();
    late.forEach(this::deliver);
  }

  private final class Client implements Transport {
    private final String id;
    private final Optional<Message> will;
    private final List<String> filters;
    private final ArrayDeque<Due> events = new ArrayDeque<>();
    private final ArrayDeque<Long> heldAnswers = new ArrayDeque<>();
    private final Map<Long, Long> unanswered = new LinkedHashMap<>();
    private boolean connected;
    private long nextAttemptNanos;
    private long heardNanos;
    private long tickets;

    private record Due(long nanos, TransportEvent event) {}

    Client(String id, Optional<Message> will, List<String> filters) {
      this.id = id;
      this.will = will;
      this.filters = List.copyOf(filters);
      clients.add(this);
    }

    boolean wants(String topic) {
      return filters.stream().anyMatch(f -> FaultyBroker.matches(f, topic));
    }

    private void tell(TransportEvent event) {
      events.add(new Due(nanos() + LATENCY_NANOS, event));
    }

    void arrive(Message message, boolean fromStore) {
      if (!silent) {
        tell(new TransportEvent.Arrived(message.topic(), message.payload(), fromStore));
      }
    }

    @Override
    public void step(long nowNanos) {
      if (!connected && up && !silent && nowNanos >= nextAttemptNanos) {
        connected = true;
        heardNanos = nowNanos;
        tell(new TransportEvent.Connected());
        List.copyOf(retained.values()).stream()
            .filter(m -> wants(m.topic()))
            .forEach(m -> arrive(m, true));
      }
      if (!silent) {
        heardNanos = nowNanos;
      }
      boolean mute =
          !unanswered.isEmpty()
              && nowNanos - unanswered.values().iterator().next() > HALF_OPEN_NANOS;
      if (connected && (mute || nowNanos - heardNanos > KEEP_ALIVE_NANOS)) {
        lose("the broker said nothing");
      }
    }

    void lose(String reason) {
      if (connected) {
        connected = false;
        unanswered.clear();
        heldAnswers.clear();
        events.clear();
        events.add(new Due(nanos(), new TransportEvent.Lost(reason)));
        nextAttemptNanos = nanos() + RECONNECT_NANOS;
        will.ifPresent(MemoryBroker.this::deliver);
      }
    }

    @Override
    public TransportEvent poll(long waitNanos) {
      Due due = events.peek();
      if (due == null || due.nanos() > nanos()) {
        return null;
      }
      return events.poll().event();
    }

    @Override
    public boolean connected() {
      return connected;
    }

    @Override
    public int room() {
      return connected ? WINDOW - unanswered.size() : 0;
    }

    @Override
    public long publish(Message message) {
      if (room() <= 0) {
        return LATER;
      }
      long ticket = tickets++;
      if (message.quality() == Message.Quality.AT_MOST_ONCE) {
        if (!silent) {
          pass(message);
        }
        return ticket;
      }
      publishedBytes += message.payload().length;
      unanswered.put(ticket, nanos());
      if (!silent) {
        judge(message, ticket, rule.verdict(id, message.topic(), message.payload()));
      }
      return ticket;
    }

    private void judge(Message message, long ticket, Verdict verdict) {
      switch (verdict) {
        case Verdict.Take _ -> {
          pass(message);
          answer(ticket);
        }
        case Verdict.Refuse refuse -> {
          unanswered.remove(ticket);
          tell(new TransportEvent.Refused(ticket, message.topic(), refuse.reasonCode()));
        }
        case Verdict.Lose _ -> answer(ticket);
        case Verdict.KeepSilent _ -> pass(message);
        case Verdict.Twice _ -> {
          pass(message);
          pass(message);
          answer(ticket);
        }
        case Verdict.AfterNext _ -> {
          heldBack.add(message);
          answer(ticket);
        }
        case Verdict.AcknowledgeAfterNext _ -> {
          pass(message);
          heldAnswers.add(ticket);
        }
        case Verdict.AcknowledgeLate late -> {
          pass(message);
          unanswered.remove(ticket);
          events.add(
              new Due(
                  nanos() + TimeUnit.MILLISECONDS.toNanos(late.millis()),
                  new TransportEvent.Acknowledged(ticket, LATENCY_NANOS)));
        }
        case Verdict.BreakInAcknowledge _ -> {
          pass(message);
          lose("broken on purpose");
        }
      }
    }

    private void answer(long ticket) {
      Long since = unanswered.remove(ticket);
      if (since != null) {
        tell(new TransportEvent.Acknowledged(ticket, LATENCY_NANOS));
      }
      Long held = heldAnswers.poll();
      if (held != null) {
        answer(held);
      }
    }

    @Override
    public boolean allLeft() {
      return true;
    }

    @Override
    public long oldestUnacknowledgedNanos() {
      return unanswered.isEmpty() ? NOTHING : unanswered.values().iterator().next();
    }

    @Override
    public void drop(String reason) {
      lose(reason);
    }

    /** As a kill would: the broker publishes the will. */
    @Override
    public void close() {
      lose("closed");
      clients.remove(this);
    }
  }
}
