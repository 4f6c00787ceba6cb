package keilog.tools.simulate.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import keilog.tools.simulate.wire.DeviceBench;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole dialogues, byte for byte. */
final class TranscriptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keilog-order",
        "python-obd-order",
        "echo-and-crlf-host",
        "headers-and-iso-tp",
        "can-29-bit",
        "two-ecus",
        "stn-commands",
        "cheap-clone",
        "kwp-fast",
        "iso-9141",
        "refusals"
      })
  void answersByteForByte(String name) throws IOException {
    List<String> lines = read(name + ".transcript");
    DeviceBench bench = new DeviceBench(adapter(lines), 1_000_000_000L);
    bench.until(3_000_000_000L);
    bench.taken();
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("> ")) {
        expected.add(line);
        actual.add(line);
        actual.add("< " + escape(bench.ask(unescape(line.substring(2)))));
      } else if (line.startsWith("< ")) {
        expected.add(line);
      }
    }
    assertTrue(expected.size() >= 4, "a transcript holds a dialogue: name=" + name);
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  private static ElmAdapter adapter(List<String> lines) {
    ElmSettings settings = ElmSettings.USUAL;
    for (String line : lines) {
      String[] words = line.split("\\s+");
      if (line.startsWith("# adapter:")) {
        settings = settings.withChip(Chip.find(words[2]).orElseThrow());
      } else if (line.startsWith("# bus:")) {
        settings = settings.withBus(Bus.find(words[2]).orElseThrow());
      } else if (line.startsWith("# ecus:")) {
        settings = settings.withGearbox(words[2].equals("2"));
      }
    }
    return new ElmAdapter(settings, FixedCar.at(), FixedCar.NOBODY);
  }

  private static List<String> read(String name) throws IOException {
    try (InputStream in = TranscriptTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** A carriage return is written ~, a line feed ^. */
  private static String escape(String text) {
    return text.replace('\r', '~').replace('\n', '^').replace("\u007f", "\\x7F");
  }

  private static String unescape(String text) {
    return text.replace('~', '\r').replace('^', '\n').replace("\\x7F", "\u007f");
  }
}
