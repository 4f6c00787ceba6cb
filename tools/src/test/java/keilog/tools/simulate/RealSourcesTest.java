package keilog.tools.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import keilog.device.link.Links;
import keilog.device.source.Source;
import keilog.device.source.elm.ElmPlan;
import keilog.device.source.elm.ElmSource;
import keilog.device.source.gps.GpsSource;
import keilog.protocol.time.MonotonicClock;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.Variation;
import keilog.tools.simulate.elm.Chip;
import keilog.tools.simulate.elm.ElmSettings;
import keilog.tools.simulate.gps.GpsNoise;
import keilog.tools.simulate.gps.GpsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The logger's real sources on the simulator's real ports, compared with the truth. */
final class RealSourcesTest {
  @TempDir Path folder;

  private SimulationSettings settings(String elm, Chip chip, String gps, GpsSettings gpsSettings) {
    return new SimulationSettings(
        Garage.find("az-1").orElseThrow(),
        Road.find("tsukuba-tc2000").orElseThrow(),
        4,
        Variation.HUMAN,
        0,
        -60,
        Optional.of(elm).filter(e -> !e.isEmpty()),
        ElmSettings.USUAL.withChip(chip),
        Optional.of(gps).filter(g -> !g.isEmpty()),
        gpsSettings,
        OptionalLong.empty(),
        0,
        Optional.of(folder.resolve("truth.json")),
        0,
        List.of());
  }

  private List<JsonNode> records(String kind) throws Exception {
    List<JsonNode> found = new ArrayList<>();
    JsonNode truth = new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("truth.json")));
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

  private static Thread start(Source source, Heard heard) {
    return Thread.ofPlatform()
        .name("source-under-test")
        .start(
            () -> {
              try {
                source.run(heard);
              } catch (InterruptedException end) {
                // The test is over.
              }
            });
  }

  private static void stop(Thread thread) throws InterruptedException {
    thread.interrupt();
    thread.join(5000);
    assertTrue(!thread.isAlive(), "a source ends when interrupted");
  }

  @ParameterizedTest
  @CsvSource({
    // adapter, port
    "ELM327, pty",
    "CLONE, pty",
    "STN1110, tcp:0"
  })
  void elmStampsAreWithinTwoMillisecondsOfTheTruth(Chip chip, String port) throws Exception {
    Map<String, String> ports = new ConcurrentHashMap<>();
    Heard heard = new Heard();
    List<Heard.Sample> samples;
    try (Simulation simulation =
        Simulation.open(settings(port, chip, "", GpsSettings.USUAL), ports::put)) {
      Thread thread =
          start(
              ElmSource.of(
                  "elm",
                  ports.get("elm"),
                  OptionalInt.of(38_400),
                  ElmPlan.standard(),
                  MonotonicClock.SYSTEM),
              heard);
      samples = heard.await("engine_speed", 60, 15);
      stop(thread);
      simulation.end("done");
    }
    assertTrue(samples.size() >= 60, "samples=" + samples.size() + " " + heard.health());
    List<JsonNode> truths =
        records("obd").stream()
            .filter(r -> r.get("channel").stringValue().equals("engine_speed"))
            .toList();
    List<Double> errors = new ArrayList<>();
    for (Heard.Sample sample : samples) {
      double said = sample.values().get("engine_speed");
      errors.add(
          truths.stream()
              .filter(r -> r.get("sent").doubleValue() == said)
              .mapToDouble(r -> (sample.timeNanos() - r.get("t").longValue()) * 1e-6)
              .boxed()
              .min(Comparator.comparingDouble(Math::abs))
              .orElseThrow(() -> new AssertionError("never read by the ECU: rpm=" + said)));
    }
    errors.sort(Comparator.comparingDouble(Math::abs));
    // The one tenth that a busy machine delays most tells of the machine, not of the logger.
    List<Double> usual = errors.subList(0, errors.size() * 9 / 10);
    System.out.printf(
        "elm stamps, %s on %s, 38,400 baud, ECU 10 ms: n=%d, rms %.3f ms, without the worst tenth"
            + " %.3f ms%n",
        chip.text(), port, errors.size(), rms(errors), rms(usual));
    assertTrue(rms(usual) <= 2, "rms=" + rms(usual));
  }

  private static double rms(List<Double> errors) {
    return Math.sqrt(errors.stream().mapToDouble(e -> e * e).average().orElseThrow());
  }

  @Test
  void gpsRowsCarryExactEpochsAndTruePlaces() throws Exception {
    GpsSettings u = GpsSettings.USUAL;
    Map<String, String> ports = new ConcurrentHashMap<>();
    Heard heard = new Heard();
    List<Heard.Sample> samples;
    GpsSettings quiet =
        new GpsSettings(
            u.model(),
            true,
            1_000_000_000,
            38_400,
            u.latencyNanos(),
            u.jitterNanos(),
            0,
            0,
            GpsNoise.NONE,
            "GN",
            1);
    try (Simulation simulation =
        Simulation.open(settings("", Chip.ELM327, "pty", quiet), ports::put)) {
      Thread thread =
          start(
              GpsSource.of(
                  "gps", Links.opener(ports.get("gps"), 38_400, MonotonicClock.SYSTEM), 10, true),
              heard);
      samples = heard.await("latitude", 40, 20);
      stop(thread);
      simulation.end("done");
    }
    assertTrue(samples.size() >= 40, "samples=" + samples.size() + " " + heard.health());
    Map<Long, JsonNode> truths = new ConcurrentHashMap<>();
    records("fix").forEach(r -> truths.put(r.get("gnss_time").longValue(), r));
    List<Double> off = new ArrayList<>();
    for (Heard.Sample sample : samples) {
      JsonNode truth = truths.get(sample.raw().get("gnss_time"));
      assertTrue(truth != null, "an epoch that was sent: " + sample);
      assertEquals(truth.get("latitude").doubleValue(), sample.values().get("latitude"), 2e-7);
      assertEquals(truth.get("longitude").doubleValue(), sample.values().get("longitude"), 2e-7);
      off.add(Math.abs(sample.timeNanos() - truth.get("t").longValue()) * 1e-6);
    }
    off.sort(Comparator.naturalOrder());
    System.out.printf(
        "gps rows, fresh u-blox set up by the logger: n=%d, placed within %.1f ms of the epoch"
            + " (median)%n",
        samples.size(), off.get(off.size() / 2));
    assertTrue(off.get(off.size() / 2) < 120, off::toString);
  }
}
