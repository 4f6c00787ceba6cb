package keilog.tools.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import keilog.tools.simulate.drive.Crossings;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.Variation;
import keilog.tools.simulate.elm.ElmSettings;
import keilog.tools.simulate.gps.GpsSettings;
import keilog.tools.simulate.truth.LapBook;
import keilog.tools.simulate.truth.TruthHead;
import keilog.tools.simulate.truth.TruthLog;
import keilog.tools.simulate.truth.TruthRow;
import keilog.tools.simulate.wire.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class SimulationTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  private SimulationSettings settings(List<PlannedFault> faults) {
    return new SimulationSettings(
        Garage.find("az-1").orElseThrow(),
        Road.find("tsukuba-tc2000").orElseThrow(),
        4,
        Variation.HUMAN,
        0,
        -20,
        Optional.of("tcp:0"),
        ElmSettings.USUAL,
        Optional.of("pty"),
        GpsSettings.USUAL,
        OptionalLong.empty(),
        0,
        Optional.of(folder.resolve("truth.json")),
        20,
        faults);
  }

  private JsonNode truth() throws Exception {
    return new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("truth.json")));
  }

  private static List<JsonNode> records(JsonNode truth, String kind) {
    List<JsonNode> found = new ArrayList<>();
    truth
        .get("records")
        .forEach(
            r -> {
              if (r.get("k").stringValue().equals(kind)) {
                found.add(r);
              }
            });
    return found;
  }

  @Test
  void truthHoldsWhatTheEcuReadForEachAnswer() throws Exception {
    Map<String, String> ports = new ConcurrentHashMap<>();
    List<Long> asked = new ArrayList<>();
    List<Long> answered = new ArrayList<>();
    List<Double> heard = new ArrayList<>();
    try (Simulation simulation =
            Simulation.open(
                settings(List.of(PlannedFault.parse("gps:unplug@1s+500ms").orElseThrow())),
                ports::put);
        Host host = Host.open(ports.get("elm"));
        Host gps = Host.open(ports.get("gps"))) {
      host.awaitEnd(">", 3000);
      for (String command : List.of("ATE0", "ATS0", "ATSP6", "0100")) {
        host.ask(command);
      }
      for (int i = 0; i < 40; i++) {
        asked.add(System.nanoTime());
        String answer = host.ask("010C1");
        answered.add(host.firstNanos());
        heard.add(Integer.parseInt(answer.substring(4, 8), 16) / 4.0);
      }
      assertTrue(gps.awaitGone(3000));
      assertTrue(simulation.laps().isEmpty());
      simulation.end("done");
    }
    JsonNode truth = truth();
    assertEquals("done", truth.get("ended").stringValue());
    assertEquals(0, truth.get("lost_records").longValue());
    List<JsonNode> engine =
        records(truth, "obd").stream()
            .filter(r -> r.get("pid").stringValue().equals("0C"))
            .toList();
    assertEquals(40, engine.size());
    for (int i = 0; i < 40; i++) {
      long t = engine.get(i).get("t").longValue();
      assertTrue(t > asked.get(i) && t < answered.get(i));
      assertEquals(heard.get(i), engine.get(i).get("sent").doubleValue());
      assertEquals(heard.get(i), engine.get(i).get("value").doubleValue(), 0.125);
    }
    assertTrue(records(truth, "fix").size() > 3);
    assertTrue(records(truth, "state").size() > 10);
    assertEquals(1, records(truth, "fault").size());
    assertTrue(records(truth, "port").size() >= 2);
  }

  @Test
  void truthLapsAreTheCrossingsOfTheFineState() throws Exception {
    Drive drive =
        new Drive(
            Garage.find("az-1").orElseThrow(),
            Road.find("tsukuba-tc2000").orElseThrow(),
            9,
            Variation.HUMAN,
            0,
            -200);
    LapBook laps = new LapBook();
    TruthHead head =
        new TruthHead(
            Garage.find("az-1").orElseThrow(), drive.road(), 9, 0, 5 * SECOND, 0, Map.of("a", "b"));
    List<Long> starts = new ArrayList<>();
    TruthLog log =
        TruthLog.open(Optional.of(folder.resolve("truth.json")), head, laps, nanos -> {});
    drive.listen(
        new Crossings(
            drive.road(),
            (gate, car) -> {
              long utc = 5 * SECOND + car.nanos();
              laps.crossed(gate.name(), utc);
              log.record(new TruthRow.Crossing(car.nanos(), utc, gate.name(), car.speedKmh()));
              if (gate.name().equals("start")) {
                starts.add(utc);
              }
            }));
    drive.at(260 * SECOND);
    log.end("done");
    JsonNode truth = truth();
    assertEquals(starts.size() - 1, truth.get("laps").size());
    for (int i = 0; i < starts.size() - 1; i++) {
      JsonNode lap = truth.get("laps").get(i);
      assertEquals(starts.get(i + 1) - starts.get(i), lap.get("nanos").longValue());
      assertEquals(3, lap.get("sectors").size());
      long sum = 0;
      for (JsonNode sector : lap.get("sectors")) {
        sum += sector.get("nanos").longValue();
      }
      assertEquals(lap.get("nanos").longValue(), sum);
    }
    assertEquals(3, truth.get("gates").size());
    assertTrue(truth.get("assumptions").toString().contains("gear ratios are unknown"));
    assertTrue(records(truth, "gate").size() > 9);
  }

  @Test
  void truthIsCompleteAfterSigterm() throws Exception {
    Path ready = folder.resolve("ready");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "keilog.tools.command.Keilog",
                "simulate",
                "--elm=tcp:0",
                "--gps=pty",
                "--truth=" + folder.resolve("truth.json"),
                "--ready=" + ready)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    try {
      long limit = System.nanoTime() + 20 * SECOND;
      while (!Files.exists(ready) && System.nanoTime() < limit && process.isAlive()) {
        assertTrue(!process.waitFor(20, TimeUnit.MILLISECONDS));
      }
      List<String> ports = Files.readAllLines(ready, StandardCharsets.UTF_8);
      assertTrue(ports.get(0).matches("elm tcp://127\\.0\\.0\\.1:\\d+"), ports::toString);
      assertTrue(ports.get(1).matches("gps /dev/pts/\\d+"), ports::toString);
      process.destroy();
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertEquals("stopped", truth().get("ended").stringValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void readsFaultsAsTheyAreWritten() {
    PlannedFault fault = PlannedFault.parse("elm:unplug@20s+500ms").orElseThrow();
    assertEquals(20 * SECOND, fault.atNanos());
    assertEquals(SECOND / 2, fault.nanos());
    for (String bad :
        List.of("", "elm", "elm:", "elm:fire", "can:unplug", "elm:unplug@x", "elm:unplug@5")) {
      assertTrue(PlannedFault.parse(bad).isEmpty(), bad);
    }
    assertEquals(Optional.of(90 * SECOND), Span.nanos("1.5m"));
    assertTrue(Span.nanos("5").isEmpty());
  }

  @Test
  void clocksAgreeInBothDirectionsUnderDrift() {
    SimClock clock = new SimClock(123_456_789, 1_700_000_000L * SECOND, 37.5);
    for (long mono : new long[] {123_456_789, 10 * SECOND, 3_600 * SECOND, 36_000 * SECOND}) {
      assertEquals(mono, clock.monotonicNanos(clock.simNanos(mono)), 2);
    }
    assertEquals(3600 * 37_500, clock.simNanos(123_456_789 + 3600 * SECOND) - 3600 * SECOND, 2);
  }
}
