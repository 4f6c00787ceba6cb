package keilog.protocol.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import keilog.protocol.block.SessionId;
import keilog.protocol.track.Quality;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private static final SessionId SESSION = new SessionId(12, 1, 0x8f3a2c10);

  private static final Receipt RECEIPT = new Receipt(SESSION, 17, OptionalLong.of(1_800_000L));
  private static final Presence PRESENCE = new Presence(true, "pit-laptop");
  private static final SessionHead HEAD =
      new SessionHead(
          SESSION,
          SessionHead.State.CLOSED,
          61,
          123_456,
          List.of(new BlockRange(3, 5), new BlockRange(9, 9)),
          Optional.of("0".repeat(64)),
          "az-1-000012-01-8f3a2c10.keilog",
          "az-1",
          "az-1",
          OptionalLong.of(1_763_600_000_000L),
          Optional.of("000011-02-00000001"));
  private static final Live LIVE =
      new Live(
          12_345_678_000L,
          OptionalLong.of(1_763_600_000_123L),
          Optional.of(SESSION),
          7,
          values("engine_speed", 8123.25, "latitude", 35.1234567, "satellites", 12.0));
  private static final Meta META =
      new Meta(
          "az-1",
          new Meta.Car(
              "az-1", "Autozam AZ-1", "#c8102e", OptionalLong.of(9000), OptionalLong.empty()),
          10,
          false,
          Optional.of("an aftermarket ECU"),
          Optional.of("tsukuba-tc2000"),
          List.of(
              new Meta.LiveChannel(
                  "engine_speed", "rpm", 0, 14_000, 0, "elm", OptionalDouble.of(48.8), false),
              new Meta.LiveChannel(
                  "predicted_lap", "s", 0, 3_600, 1, "laps", OptionalDouble.empty(), true)));
  private static final LapNews LAP =
      new LapNews(
          SESSION,
          123_456_789_000L,
          OptionalLong.of(1_763_600_000_123L),
          Optional.of("tsukuba-tc2000"),
          3,
          OptionalLong.empty(),
          Optional.of("flying"),
          OptionalDouble.of(65.123456),
          Quality.MEASURED,
          OptionalDouble.of(0.0072),
          OptionalDouble.of(-0.312),
          true,
          Optional.of("poor_fix, slow"));
  private static final LapNews SECTOR =
      new LapNews(
          SESSION,
          123_456_789_000L,
          OptionalLong.empty(),
          Optional.empty(),
          0,
          OptionalLong.of(2),
          Optional.empty(),
          OptionalDouble.empty(),
          Quality.INSUFFICIENT,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          false,
          Optional.empty());
  private static final Status STATUS =
      new Status(
          "az-1",
          Optional.of(
              new Status.Running(
                  12,
                  Optional.of(SESSION),
                  true,
                  Status.Store.MEMORY_ONLY,
                  123_456,
                  OptionalLong.empty(),
                  Status.ClockSource.GNSS,
                  List.of(
                      new Status.SourceStatus(
                          "elm",
                          "elm",
                          "silent",
                          1000,
                          "the adapter answers, the car does not",
                          "switch the ignition on",
                          Map.of("engine_speed", 48.8))),
                  0,
                  3,
                  4096,
                  3.1,
                  20.4,
                  OptionalDouble.of(123.4),
                  OptionalDouble.empty(),
                  new Status.LinkStatus(
                      OptionalDouble.of(12), OptionalLong.of(99), Optional.of("refused")))));

  private static Map<String, Double> values(Object... pairs) {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], (Double) pairs[i + 1]);
    }
    return map;
  }

  @FunctionalInterface
  private interface Reader {
    Object read(byte[] json) throws PayloadException;
  }

  private record Case(Object payload, byte[] json, Reader reader) {}

  private static List<Case> cases() {
    return List.of(
        new Case(RECEIPT, RECEIPT.toJson(), Receipt::fromJson),
        new Case(PRESENCE, PRESENCE.toJson(), Presence::fromJson),
        new Case(HEAD, HEAD.toJson(), SessionHead::fromJson),
        new Case(LIVE, LIVE.toJson(), Live::fromJson),
        new Case(LAP, LAP.toJson(), LapNews::fromJson),
        new Case(SECTOR, SECTOR.toJson(), LapNews::fromJson),
        new Case(META, META.toJson(), Meta::fromJson),
        new Case(STATUS, STATUS.toJson(), Status::fromJson));
  }

  @Test
  void readsBackWhatItWrote() throws PayloadException {
    for (Case c : cases()) {
      assertEquals(c.payload, c.reader.read(c.json));
    }
    Status offline = Status.offline("az-1");
    assertEquals("{\"online\":false,\"name\":\"az-1\"}", text(offline.toJson()));
    assertEquals(offline, Status.fromJson(offline.toJson()));
  }

  @Test
  void writesTheShapesThatDisplaysRely() {
    assertEquals(
        "{\"session\":\"000012-01-8f3a2c10\",\"next\":17,\"ts\":1800000}", text(RECEIPT.toJson()));
    assertEquals(
        "{\"t\":12345.678,\"ts\":1763600000123,\"session\":\"000012-01-8f3a2c10\",\"seq\":7,"
            + "\"engine_speed\":8123.25,\"latitude\":35.1234567,\"satellites\":12}",
        text(LIVE.toJson()));
    assertTrue(text(HEAD.toJson()).contains("\"lost\":[[3,5],[9,9]]"));
    assertTrue(text(STATUS.toJson()).contains("\"storage\":\"memory only\""));
    assertTrue(text(META.toJson()).contains("\"redline\":9000"));
    assertEquals(1, text(META.toJson()).split("\"guess\":true", -1).length - 1);
    assertEquals(
        "{\"session\":\"000012-01-8f3a2c10\",\"t\":123456.789,\"lap\":0,\"sector\":2,"
            + "\"quality\":\"insufficient\",\"best\":false}",
        text(SECTOR.toJson()));
    assertFalse(text(META.toJson()).contains("shift"));
  }

  @Test
  void skipsMembersItDoesNotKnow() throws PayloadException {
    assertEquals(
        new Presence(true, "pit"),
        Presence.fromJson(
            bytes("{\"online\":true,\"later\":[1,{\"x\":2}],\"collector\":\"pit\"}")));
  }

  @Test
  void refusesWhatIsOutOfShapeOrRange() {
    refuses(Receipt::fromJson, "");
    refuses(Receipt::fromJson, "[]");
    refuses(Receipt::fromJson, "17");
    refuses(Receipt::fromJson, "{\"session\":\"000012-01-8f3a2c10\"}");
    refuses(Receipt::fromJson, "{\"session\":\"000012-01-8f3a2c10\",\"next\":-1}");
    refuses(Receipt::fromJson, "{\"session\":\"000012-01-8f3a2c10\",\"next\":1.5}");
    refuses(Receipt::fromJson, "{\"session\":\"000012-01-8f3a2c10\",\"next\":99999999999}");
    refuses(Receipt::fromJson, "{\"session\":\"000012-01-8f3a2c10\",\"next\":1} {}");
    refuses(Receipt::fromJson, "{\"session\":\"000012-01-8f3a2c10\",\"next\":1,\"next\":2}");
    refuses(Receipt::fromJson, "{\"session\":\"../../etc/passwd\",\"next\":1}");
    refuses(Presence::fromJson, "{\"online\":\"yes\",\"collector\":\"pit\"}");
    refuses(Presence::fromJson, "{\"online\":true,\"collector\":\"a/b\"}");
    refuses(Presence::fromJson, "[".repeat(10_000));
    refuses(Live::fromJson, "{\"t\":1,\"seq\":1,\"x\":1e999}");
    refuses(Live::fromJson, "{\"t\":1,\"seq\":1,\"x\":" + "9".repeat(100) + "}");
    refuses(Live::fromJson, "{\"t\":1,\"seq\":1,\"x\":\"text\"}");
    String head = text(HEAD.toJson());
    refuses(SessionHead::fromJson, head.replace("[[3,5],[9,9]]", "[[5,3]]"));
    refuses(SessionHead::fromJson, head.replace("[[3,5],[9,9]]", "[[3,9],[9,9]]"));
    refuses(SessionHead::fromJson, head.replace("[[3,5],[9,9]]", "[[3]]"));
    refuses(SessionHead::fromJson, head.replace("closed", "ajar"));
    refuses(SessionHead::fromJson, head.replace("0".repeat(64), "g".repeat(64)));
  }

  private static void refuses(Reader reader, String json) {
    assertThrows(PayloadException.class, () -> reader.read(bytes(json)), json);
  }

  @Test
  void neverThrowsAnythingElseOnDamagedBytes() {
    long seed = 20261120;
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      Case c = cases().get(round % cases().size());
      byte[] json = c.json.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        json[random.nextInt(json.length)] = (byte) random.nextInt(256);
      }
      try {
        c.reader.read(json);
      } catch (PayloadException expected) {
        // Refusing is all that is asked for.
      } catch (RuntimeException e) {
        throw new AssertionError("seed=" + seed + ", round=" + round + ", json=" + text(json), e);
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
