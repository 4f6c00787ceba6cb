package keilog.tools.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.RecordingReader;
import keilog.tools.analysis.lap.Lap;
import keilog.tools.analysis.lap.Laps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb as a script meets it: its own process, its exit code. */
final class SimulateOptionsTest {
  private record Ended(int code, String said) {}

  private static Ended run(String input, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "keilog.tools.command.Keilog",
                "simulate"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void endsWellAfterItsTimeAndObeysStandardInput() throws Exception {
    Ended ended =
        run(
            "elm:unplug+300ms\nnonsense\n",
            "--elm=tcp:0",
            "--for=1500ms",
            "--control=-",
            "--gps=tcp:0",
            "--noise=2.5",
            "--gps-dropouts=0.1",
            "--gps-start=28s",
            "--utc=2026-11-20T10:00:00Z");
    assertEquals(0, ended.code(), ended::said);
    assertEquals(
        2,
        ended.said().lines().filter(l -> l.startsWith("elm tcp://127.0.0.1:")).count(),
        ended::said);
    assertTrue(ended.said().contains("not understood"), ended::said);
  }

  @Test
  void writesASessionAtOnceWhoseLapsAreThoseOfTheDrive(@TempDir Path folder) throws Exception {
    String[] asked = {"--session=" + folder, "--for=4m", "--seed=7"};
    Ended ended = run("", asked);
    assertEquals(0, ended.code(), ended::said);
    Path file = Path.of(ended.said().strip());
    Laps laps = Laps.of(RecordingReader.read(List.of(file)), Tracks.all(), Optional.empty());
    assertEquals("tsukuba-tc2000", laps.track().orElseThrow().id());
    assertTrue(laps.laps().stream().anyMatch(Lap::valid), () -> "laps=" + laps.laps());

    Ended again = run("", asked);
    assertEquals(1, again.code(), again::said);
    assertTrue(again.said().contains("another --seed"), again::said);
  }

  @Test
  void wrongUseIsSaidAndExitsTwo() throws Exception {
    Ended ended = run("", "--elm=tcp:0", "--fault=elm:fire@3s");
    assertEquals(2, ended.code(), ended::said);
    assertTrue(ended.said().contains("--fault=elm:fire@3s"), ended::said);
  }
}
