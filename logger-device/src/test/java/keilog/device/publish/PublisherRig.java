package keilog.device.publish;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.device.record.RecorderView;
import keilog.protocol.session.Storage;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.broker.MemoryBroker;
import keilog.protocol.topic.Meta;
import keilog.protocol.topic.Status;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.BrokerAddress;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;

/** The publisher without threads, on the test's broker and clock. */
public final class PublisherRig implements AutoCloseable {
  private final Transport transport;
  private final PublisherLoop loop;
  private final LiveView live;

  private PublisherRig(Transport transport, PublisherLoop loop, LiveView live) {
    this.transport = transport;
    this.loop = loop;
    this.live = live;
  }

  /** Settings of a car with one keeper, {@code pit}. */
  public static PublisherSettings settings(BrokerAddress broker) {
    return new PublisherSettings(
        RecordedSessions.CAR,
        1,
        broker,
        List.of("pit"),
        10,
        new Meta.Car(
            "az-1", "Autozam AZ-1", "#c8102e", OptionalLong.of(9000), OptionalLong.empty()),
        Optional.empty());
  }

  /**
   * @param receipts where the publisher keeps receipts
   */
  public static PublisherRig open(MemoryBroker broker, RecorderView view, Storage receipts) {
    return open(broker, view, receipts, new FaultyStorage());
  }

  /**
   * @param receipts where the publisher keeps receipts
   * @param sessions the recorder's card
   */
  public static PublisherRig open(
      MemoryBroker broker, RecorderView view, Storage receipts, Storage sessions) {
    PublisherSettings settings = settings(BrokerAddress.parse("mqtt://nowhere"));
    Topics topics = Topics.of(settings.name());
    Transport transport =
        broker.transport(
            "az-1-1",
            Optional.of(
                Message.retained(topics.status(), Status.offline(settings.name()).toJson())),
            List.of(Topics.EVERY_COLLECTOR, topics.everyReceipt(), topics.everyHead()));
    Flow flow = new Flow();
    ReceiptBook book = ReceiptBook.open(receipts, new HashSet<>(settings.keepers()));
    book.takeIn(sessions);
    PublisherLoop loop =
        new PublisherLoop(settings, view, transport, book, flow, Runnable::run, broker);
    loop.attach();
    return new PublisherRig(transport, loop, new LiveView(topics, view, transport, flow));
  }

  public void step() throws InterruptedException {
    loop.step(0);
  }

  public void live(long nowNanos) {
    live.step(nowNanos);
  }

  public long skippedLive() {
    return live.skipped();
  }

  /** As a kill would: nothing is said or saved. */
  public void kill() {
    transport.close();
  }

  @Override
  public void close() {
    loop.close();
    transport.close();
  }
}
