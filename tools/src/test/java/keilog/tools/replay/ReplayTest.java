package keilog.tools.replay;

import static keilog.tools.replay.RecordedDrive.MS;
import static keilog.tools.replay.RecordedDrive.UTC_MILLIS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.Schema;
import keilog.protocol.topic.LapNews;
import keilog.protocol.topic.Live;
import keilog.protocol.topic.Meta;
import keilog.protocol.topic.PayloadException;
import keilog.protocol.topic.Status;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.TransportEvent;
import keilog.tools.replay.Replay.Courtesy;
import keilog.tools.replay.Replay.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final long START = 100_000;
  private static final int SECONDS = 6;

  @TempDir Path folder;
  private final OwnTimeTransport broker = new OwnTimeTransport();

  private Path record() throws IOException {
    return RecordedDrive.write(folder, RecordedDrive.schema(1, Optional.empty()), START, SECONDS);
  }

  private Outcome play(Speed speed, Courtesy courtesy, Path... sessions) throws Exception {
    return Replay.open(List.of(sessions), Optional.empty(), speed).run(broker, broker, courtesy);
  }

  private List<Live> lives() throws PayloadException {
    List<Live> lives = new ArrayList<>();
    for (OwnTimeTransport.Sent sent : broker.sent) {
      if (sent.message().topic().equals("keilog/az-1/live")) {
        lives.add(Live.fromJson(sent.message().payload()));
      }
    }
    return lives;
  }

  private List<Message> on(String topic) {
    return broker.sent.stream()
        .map(OwnTimeTransport.Sent::message)
        .filter(m -> m.topic().equals(topic))
        .toList();
  }

  @Test
  void atFullSpeedEveryPeriodComesInOrderWithItsOwnTimeAndNewestValues() throws Exception {
    Outcome outcome = play(Speed.MAX, Courtesy.ASK, record());
    List<Live> lives = lives();
    assertEquals(new Outcome.Played(1, lives.size(), 0), outcome);
    assertEquals(SECONDS * 10, lives.size());
    int latitudes = 0;
    for (int i = 0; i < lives.size(); i++) {
      Live live = lives.get(i);
      long newest = START + 100L * i + 80;
      assertEquals(newest * MS, live.timeNanos(), "message " + i);
      assertEquals(OptionalLong.of(UTC_MILLIS + 100L * i + 80), live.ts());
      assertEquals(i, live.seq());
      assertEquals("000012-01-8f3a2c11", live.session().orElseThrow().toString());
      assertEquals((100 * i + 80) / 10.0, live.values().get("engine_speed"), 1e-9);
      assertEquals(i % 10 == 0, live.values().containsKey("coolant_temperature"));
      assertFalse(live.values().containsKey("gnss_time"));
      if (live.values().containsKey("latitude")) {
        assertEquals(36.15 + 100 * i * 1e-7, live.values().get("latitude"), 1e-9);
        latitudes++;
      }
    }
    assertEquals((SECONDS - 1) * 10, latitudes);
    assertTrue(
        on("keilog/az-1/live").stream()
            .allMatch(m -> m.quality() == Message.Quality.AT_LEAST_ONCE));
  }

  @Test
  void atOriginalSpeedTheSpacingIsThatOfTheDrive() throws Exception {
    play(Speed.ORIGINAL, Courtesy.ASK, record());
    checkSpacing(1);
  }

  @Test
  void atTenTimesTheSpeedTheSpacingIsATenth() throws Exception {
    play(Speed.parse("10x"), Courtesy.ASK, record());
    checkSpacing(10);
  }

  private void checkSpacing(double factor) throws PayloadException {
    long firstSent = -1;
    long firstTime = -1;
    for (OwnTimeTransport.Sent sent : broker.sent) {
      if (!sent.message().topic().endsWith("/live")) {
        continue;
      }
      long time = Live.fromJson(sent.message().payload()).timeNanos();
      if (firstSent < 0) {
        firstSent = sent.nanos();
        firstTime = time;
      }
      assertEquals((time - firstTime) / factor, sent.nanos() - firstSent, MS, "t=" + time);
    }
  }

  @Test
  void aSlowBrokerDelaysAndLosesNothing() throws Exception {
    broker.turnsAway = 3;
    play(Speed.MAX, Courtesy.ASK, record());
    assertEquals(SECONDS * 10, lives().size());
  }

  @Test
  void itSaysThatItIsAReplayAndWhoseCarItShows() throws Exception {
    play(Speed.MAX, Courtesy.ASK, record());
    Meta meta = Meta.fromJson(on("keilog/az-1/meta").getFirst().payload());
    assertTrue(meta.replay());
    assertEquals("az-1", meta.car().id());
    assertEquals(10, meta.liveHz());
    assertEquals(
        List.of("engine_speed", "coolant_temperature", "latitude"),
        meta.channels().stream().map(Meta.LiveChannel::name).toList());
    assertEquals(50, meta.channels().getFirst().rateHz().orElseThrow());
    Status status = Status.fromJson(on("keilog/az-1/status").getFirst().payload());
    assertFalse(status.running().orElseThrow().recording());
    assertEquals(START + 80, status.running().orElseThrow().timeMillis());
  }

  @Test
  void lapsAreToldWhenTheyWereDriven() throws Exception {
    List<Event> events =
        List.of(
            lap(0, 1_300, 0),
            Event.at(EventKind.MARKER, (START + 2_000) * MS),
            lap(1, 2_450, 3_150_000_000L),
            lap(2, 4_390, 2_940_000_000L));
    Path session =
        RecordedDrive.write(
            folder, RecordedDrive.schema(1, Optional.empty()), START, SECONDS, events);
    play(Speed.ORIGINAL, Courtesy.ASK, session);
    List<LapNews> laps = new ArrayList<>();
    long liveMillis = 0;
    for (OwnTimeTransport.Sent sent : broker.sent) {
      byte[] payload = sent.message().payload();
      if (sent.message().topic().endsWith("/live")) {
        liveMillis = Live.fromJson(payload).timeNanos() / MS;
      } else if (sent.message().topic().endsWith("/lap")) {
        LapNews news = LapNews.fromJson(payload);
        laps.add(news);
        assertEquals(news.timeNanos() / MS, liveMillis, 100, "between the values around it");
      }
    }
    assertEquals(List.of(0, 1, 2), laps.stream().map(LapNews::lap).toList());
    assertEquals(List.of(false, true, true), laps.stream().map(LapNews::best).toList());
    assertEquals(-0.21, laps.getLast().deltaSeconds().orElseThrow(), 1e-9);
    checkSpacing(1);
  }

  private static Event lap(int number, long millis, long duration) {
    Event lap =
        Event.at(EventKind.LAP, (START + millis) * MS)
            .with(EventField.LAP, number)
            .with(EventField.QUALITY, 1)
            .with(EventField.KIND, number == 0 ? "out" : "flying");
    return number == 0 ? lap : lap.with(EventField.DURATION_NANOS, duration);
  }

  @Test
  void sessionsOfOneDriveKeepTheirDistanceWhateverTheOrderTheyAreNamedIn() throws Exception {
    Schema first = RecordedDrive.schema(1, Optional.empty());
    Schema second = RecordedDrive.schema(2, Optional.of(first.session().toString()));
    Path a = RecordedDrive.write(folder, first, START, 3);
    Path b = RecordedDrive.write(folder, second, START + 8_000, 3);
    assertEquals(new Outcome.Played(2, 60, 0), play(Speed.ORIGINAL, Courtesy.ASK, b, a));
    List<Live> lives = lives();
    assertEquals((START + 80) * MS, lives.getFirst().timeNanos());
    assertEquals((START + 8_080) * MS, lives.get(30).timeNanos());
    checkSpacing(1);
  }

  @Test
  void aNameThatIsOnlineIsRefusedUnlessForced() throws Exception {
    byte[] online = online();
    broker.events.add(new TransportEvent.Arrived("keilog/az-1/status", online, true));
    Path session = record();
    assertEquals(new Outcome.Taken("az-1"), play(Speed.MAX, Courtesy.ASK, session));
    assertEquals(List.of(), broker.sent);
    broker.events.add(new TransportEvent.Arrived("keilog/az-1/status", online, true));
    assertInstanceOf(Outcome.Played.class, play(Speed.MAX, Courtesy.FORCE, session));
  }

  /** What a running logger has said; made by a replay, since both say the same. */
  private byte[] online() throws Exception {
    play(Speed.MAX, Courtesy.ASK, record());
    byte[] status = on("keilog/az-1/status").getFirst().payload();
    broker.sent.clear();
    Files.delete(folder.resolve(RecordedDrive.schema(1, Optional.empty()).fileName()));
    return status;
  }

  @Test
  void theBrokerIsLeftAsItWas() throws Exception {
    byte[] offline = Status.offline("az-1").toJson();
    broker.events.add(new TransportEvent.Arrived("keilog/az-1/status", offline, true));
    play(Speed.MAX, Courtesy.ASK, record());
    assertArrayEquals(offline, on("keilog/az-1/status").getLast().payload());
    assertEquals(0, on("keilog/az-1/meta").getLast().payload().length);
    assertEquals(Message.Retention.RETAINED, on("keilog/az-1/meta").getLast().retention());
  }

  @Test
  void aDamagedSessionIsPlayedWithoutWhatIsLostAndSaysSo() throws Exception {
    Path session = record();
    byte[] bytes = Files.readAllBytes(session);
    bytes[bytes.length * 3 / 4] ^= 0x40;
    Files.write(session, bytes);
    Outcome outcome = play(Speed.MAX, Courtesy.ASK, session);
    assertEquals(1, assertInstanceOf(Outcome.Played.class, outcome).damaged());
    assertTrue(lives().size() >= 10, "messages=" + lives().size());
  }

  @Test
  void whatIsNoSessionAndWhatIsNoBrokerIsSaidInWords() throws Exception {
    Path none =
        Files.writeString(folder.resolve("note.txt"), "tyres 1.9 bar", StandardCharsets.UTF_8);
    assertThrows(
        IllegalArgumentException.class,
        () -> Replay.open(List.of(none), Optional.empty(), Speed.MAX));
    Path session = record();
    broker.connected = false;
    BrokerAway away = assertThrows(BrokerAway.class, () -> play(Speed.MAX, Courtesy.ASK, session));
    assertTrue(away.getMessage().contains("is it running"), away.getMessage());
    broker.connected = true;
    broker.events.add(new TransportEvent.Refused(7, "keilog/az-1/meta", 0x87));
    assertThrows(BrokerAway.class, () -> play(Speed.MAX, Courtesy.ASK, session));
  }

  @Test
  void speedsAreReadStrictly() {
    assertEquals(1, Speed.parse("1").factor());
    assertEquals(0.5, Speed.parse("0.5x").factor());
    assertTrue(Speed.parse("max").isMax());
    for (String wrong : List.of("", "fast", "0", "-1", "NaN", "x")) {
      assertThrows(IllegalArgumentException.class, () -> Speed.parse(wrong), wrong);
    }
  }
}
