package keilog.tools.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.session.Storage;
import keilog.protocol.testing.broker.MemoryBroker;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.Presence;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;

/** The collector without a thread, on the test's broker and clock. */
final class CollectorRig {
  private final Transport transport;
  private final CollectorLoop loop;
  private final List<KeptReceipt> completed = new ArrayList<>();

  CollectorRig(MemoryBroker broker, String name, Storage storage) {
    this.transport =
        broker.transport(
            "collector-" + name,
            Optional.of(
                Message.retained(Topics.collector(name), new Presence(false, name).toJson())),
            List.of(Topics.EVERY_HEAD, Topics.EVERY_BLOCKS));
    this.loop = new CollectorLoop(name, storage, transport, broker, completed::add);
  }

  void step() throws InterruptedException {
    loop.step(0);
  }

  List<KeptReceipt> completed() {
    return completed;
  }

  boolean isComplete() {
    return loop.isComplete();
  }

  long refused() {
    return loop.refused();
  }

  /** As a kill would: nothing more is forced or said. */
  void kill() {
    transport.close();
  }
}
