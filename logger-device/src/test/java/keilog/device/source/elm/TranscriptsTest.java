package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import keilog.protocol.testing.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays transcripts through the whole source. {@code NAME.expected} says every value each channel
 * took, and what the owner was told; {@code -Dkeilog.rebuild=transcripts} writes it anew.
 */
@Timeout(30)
class TranscriptsTest {
  private static final Path FOLDER =
      Needs.root().resolve("logger-device/src/test/resources/transcripts");

  @AfterEach
  void leaveNoInterruptBehind() {
    Thread.interrupted();
  }

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".log"))
          .map(f -> f.replace(".log", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void playsToWhatIsExpected(String name) throws IOException {
    List<String> head =
        Files.readAllLines(FOLDER.resolve(name + ".log")).stream()
            .filter(l -> l.startsWith("# "))
            .toList();
    assertTrue(
        head.stream().anyMatch(l -> l.startsWith("# Origin: ")),
        "a head that says where it is from");
    FakeClock clock = new FakeClock();
    Recorded recorded = new Recorded(clock);
    TranscriptAdapter adapter = TranscriptAdapter.read(FOLDER.resolve(name + ".log"), clock);
    clock.endAfter(20 * Adapter.SECOND);
    ElmSource source =
        new ElmSource("elm", adapter, ElmPlan.standard(), LineSpeeds.fixed(38_400), clock::pause);
    assertThrows(InterruptedException.class, () -> source.run(recorded));
    List<String> lines = summary(recorded, adapter);
    Path expected = FOLDER.resolve(name + ".expected");
    if ("transcripts".equals(System.getProperty("keilog.rebuild"))) {
      Files.write(expected, lines);
    }
    assertEquals(Files.readAllLines(expected), lines);
  }

  private static List<String> summary(Recorded recorded, TranscriptAdapter adapter) {
    Map<String, Set<Double>> values = new TreeMap<>();
    recorded.values.forEach(
        v -> values.computeIfAbsent(v.channel(), c -> new LinkedHashSet<>()).add(v.value()));
    List<String> lines = new ArrayList<>();
    values.forEach((channel, all) -> lines.add(channel + " " + all));
    recorded.healths.stream()
        .map(h -> h.state() + " " + h.detail().replaceAll(": [a-z_]+ [0-9.]+/s.*?(?=;|$)", ""))
        .distinct()
        .forEach(lines::add);
    adapter.unknown.stream().distinct().forEach(c -> lines.add("not in the transcript: " + c));
    return lines;
  }
}
