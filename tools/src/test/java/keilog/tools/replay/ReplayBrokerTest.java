package keilog.tools.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import keilog.broker.EmbeddedBroker;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.Live;
import keilog.protocol.transport.BrokerAddress;
import keilog.protocol.transport.MqttTransport;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;
import keilog.protocol.transport.TransportSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayBrokerTest {
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int SECONDS = 20;

  @TempDir Path folder;

  @Test
  void aWholeDriveComesThroughARealBrokerAndLeavesNothingBehind() throws Exception {
    Path session =
        RecordedDrive.write(folder, RecordedDrive.schema(1, Optional.empty()), 50_000, SECONDS);
    Replay replay = Replay.open(List.of(session), Optional.of("az-1-replay"), Speed.MAX);
    List<String> own = List.of(replay.topics().status(), replay.topics().meta());
    List<Long> times = new ArrayList<>();
    Map<String, Integer> kept = new HashMap<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(0, 0);
        Transport pits = transport(broker, "pits", List.of("keilog/az-1-replay/+"));
        Transport car = transport(broker, "car", own)) {
      until(pits, pits::connected, times, kept);
      CompletableFuture<Replay.Outcome> played =
          CompletableFuture.supplyAsync(() -> run(replay, car));
      until(pits, () -> played.isDone() && times.size() >= SECONDS * 10, times, kept);
      until(
          pits,
          () -> own.stream().allMatch(topic -> kept.getOrDefault(topic, 1) == 0),
          times,
          kept);
      assertEquals(new Replay.Outcome.Played(1, SECONDS * 10, 0), played.join());
    }
    assertEquals(SECONDS * 10, times.size());
    assertEquals(times.stream().sorted().toList(), times);
    assertEquals(50_080 * RecordedDrive.MS, times.getFirst());
  }

  private static Replay.Outcome run(Replay replay, Transport car) {
    try {
      return replay.run(car, MonotonicClock.SYSTEM, Replay.Courtesy.ASK);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Transport transport(EmbeddedBroker broker, String client, List<String> filters) {
    return MqttTransport.open(
        new TransportSettings(
            BrokerAddress.parse(broker.mqtt().toString()),
            client,
            Optional.empty(),
            filters,
            8,
            15,
            1 << 20),
        MonotonicClock.SYSTEM);
  }

  private interface Condition {
    boolean holds();
  }

  /**
   * Listens until the condition holds; {@code kept} has the length of the last payload by topic.
   */
  private static void until(
      Transport pits, Condition condition, List<Long> times, Map<String, Integer> kept)
      throws Exception {
    long end = System.nanoTime() + DEADLINE_NANOS;
    while (!condition.holds()) {
      assertTrue(System.nanoTime() - end < 0, "messages so far: " + times.size());
      pits.step(System.nanoTime());
      if (pits.poll(TimeUnit.MILLISECONDS.toNanos(20))
          instanceof TransportEvent.Arrived(String topic, byte[] payload, boolean _)) {
        kept.put(topic, payload.length);
        if (topic.endsWith("/live")) {
          times.add(Live.fromJson(payload).timeNanos());
        }
      }
    }
  }
}
