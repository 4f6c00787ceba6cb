package keilog.tools.collect;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.Presence;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.BrokerAddress;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.MqttTransport;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Collects the sessions of all cars from a broker until it is closed. */
public final class Collector implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int WINDOW = 16;
  private static final int KEEP_ALIVE_SECONDS = 15;
  private static final int MOST_PACKET_BYTES = 2 << 20;
  private static final long FAULT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FAREWELL_MILLIS = 5_000;

  private final Transport transport;
  private final CollectorLoop loop;
  private final Thread thread;
  private volatile boolean ending;

  private Collector(Transport transport, CollectorLoop loop) {
    this.transport = transport;
    this.loop = loop;
    this.thread = Thread.ofPlatform().name("collector").unstarted(this::collect);
  }

  /**
   * Starts to collect.
   *
   * @param name who is collecting: unique among the collectors at the broker
   * @param storage where the session files go
   * @param completed is told, on the collector's thread, of each session that was compared with the
   *     car and is complete
   */
  public static Collector open(
      BrokerAddress broker,
      String name,
      Storage storage,
      MonotonicClock clock,
      Consumer<KeptReceipt> completed) {
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
    MqttTransport transport = MqttTransport.open(settings(broker, name), clock);
    Collector collector =
        new Collector(transport, new CollectorLoop(name, storage, transport, clock, completed));
    collector.thread.start();
    return collector;
  }

  private static TransportSettings settings(BrokerAddress broker, String name) {
    byte[] gone = new Presence(false, name).toJson();
    return new TransportSettings(
        broker,
        "collector-" + name,
        Optional.of(Message.retained(Topics.collector(name), gone)),
        List.of(Topics.EVERY_HEAD, Topics.EVERY_BLOCKS),
        WINDOW,
        KEEP_ALIVE_SECONDS,
        MOST_PACKET_BYTES);
  }

  private void collect() {
    try (loop) {
      while (!ending) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      transport.close();
    }
  }

  /**
   * A fault of ours must not end the collecting; what it dropped has no receipt and comes again.
   */
  private void turn() throws InterruptedException {
    try {
      loop.step(TURN_NANOS);
    } catch (RuntimeException bug) {
      LOG.error("a fault in the collector; it goes on", bug);
      transport.drop("a fault in the collector");
      LockSupport.parkNanos(FAULT_NANOS);
    }
  }

  /** Ends the collecting; what has come is forced and receipts are said. Safe twice. */
  @Override
  public void close() {
    ending = true;
    try {
      thread.join(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
