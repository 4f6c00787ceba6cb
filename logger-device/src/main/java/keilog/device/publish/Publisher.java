package keilog.device.publish;

import java.io.Closeable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import keilog.device.record.RecorderView;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.Status;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.MqttTransport;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Brings forced blocks, status and the newest values to the broker for as long as it lives. A
 * broker that is away for a day costs nothing but the delay.
 */
public final class Publisher implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final long FAULT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int WINDOW = 16;
  private static final int KEEP_ALIVE_SECONDS = 15;
  private static final int MOST_PACKET_BYTES = 64 * 1024;

  private final Transport transport;
  private final ExecutorService digester;
  private final PublisherLoop loop;
  private final LiveView live;
  private final MonotonicClock clock;
  private final long livePeriodNanos;
  private final Thread publisherThread;
  private final Thread liveThread;
  private volatile boolean ending;
  private volatile boolean ended;

  private Publisher(
      PublisherSettings settings,
      RecorderView view,
      Transport transport,
      ReceiptBook book,
      MonotonicClock clock) {
    Flow flow = new Flow();
    this.transport = transport;
    this.clock = clock;
    this.digester =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("digest").priority(Thread.MIN_PRIORITY).factory());
    this.loop = new PublisherLoop(settings, view, transport, book, flow, digester, clock);
    this.live = new LiveView(Topics.of(settings.name()), view, transport, flow);
    this.livePeriodNanos = TimeUnit.SECONDS.toNanos(1) / settings.liveHz();
    this.publisherThread = Thread.ofPlatform().name("publisher").unstarted(this::publish);
    this.liveThread = Thread.ofPlatform().name("live").unstarted(this::show);
  }

  /**
   * Starts to connect and to publish.
   *
   * @param receipts directory on the logger's disk for what the keepers said
   * @param sessions the recorder's directory; read for the receipts that a keeper left on the card
   */
  public static Publisher open(
      PublisherSettings settings,
      RecorderView view,
      Storage receipts,
      Storage sessions,
      MonotonicClock clock) {
    bridgeLogging();
    MqttTransport transport = MqttTransport.open(transport(settings), clock);
    ReceiptBook book = ReceiptBook.open(receipts, new HashSet<>(settings.keepers()));
    book.takeIn(sessions);
    Publisher publisher = new Publisher(settings, view, transport, book, clock);
    publisher.loop.attach();
    publisher.publisherThread.start();
    publisher.liveThread.start();
    return publisher;
  }

  /** The client library logs to java.util.logging, time-outs as SEVERE. */
  private static void bridgeLogging() {
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  private static TransportSettings transport(PublisherSettings settings) {
    Topics topics = Topics.of(settings.name());
    return new TransportSettings(
        settings.broker(),
        settings.name() + "-" + settings.boot(),
        Optional.of(Message.retained(topics.status(), Status.offline(settings.name()).toJson())),
        List.of(Topics.EVERY_COLLECTOR, topics.everyReceipt(), topics.everyHead()),
        WINDOW,
        KEEP_ALIVE_SECONDS,
        MOST_PACKET_BYTES);
  }

  private void publish() {
    try (loop) {
      while (!ending) {
        turn();
      }
      long deadline = clock.nanos() + FAREWELL_NANOS;
      while (!loop.isDone() && clock.nanos() < deadline) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      digester.shutdownNow();
      transport.close();
    }
  }

  /** A fault of ours must not end the delivery: a new connection begins with a clean slate. */
  private void turn() throws InterruptedException {
    try {
      loop.step(TURN_NANOS);
    } catch (RuntimeException bug) {
      LOG.error("a fault in the publisher; it goes on", bug);
      transport.drop("a fault in the publisher");
      LockSupport.parkNanos(FAULT_NANOS);
    }
  }

  private void showOnce() {
    try {
      live.step(clock.nanos());
    } catch (RuntimeException bug) {
      LOG.error("a fault in the live view; it goes on", bug);
      LockSupport.parkNanos(FAULT_NANOS);
    }
  }

  private void show() {
    long due = clock.nanos();
    while (!ended) {
      showOnce();
      due = Math.max(due + livePeriodNanos, clock.nanos());
      while (!ended && clock.nanos() < due) {
        LockSupport.parkNanos(due - clock.nanos());
      }
    }
  }

  /**
   * Ends both threads. Where a collector is there, it is given 5 s to hold the last session in
   * full. Close the recorder first, so that the session's END is among what is sent. Safe twice.
   */
  @Override
  public void close() {
    ending = true;
    boolean interrupted = false;
    while (publisherThread.isAlive()) {
      try {
        publisherThread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        publisherThread.interrupt();
      }
    }
    ended = true;
    LockSupport.unpark(liveThread);
    try {
      liveThread.join(TimeUnit.NANOSECONDS.toMillis(FAREWELL_NANOS));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
