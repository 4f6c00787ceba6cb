package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import keilog.protocol.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stored sessions, named by feature, each with its decoded content beside it: today's writer makes
 * the same bytes, the reader and a second one written from FORMAT.md alone find the same content.
 * Of codec 2 the second reader knows nothing: the same rows in codec 0 stand for it. {@code
 * -Dkeilog.golden=write} rebuilds them; a commit that does says why.
 */
class GoldenSessionsTest {
  private static final Path FOLDER = Needs.root().resolve("protocol/src/test/resources/golden");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static Stream<Map.Entry<String, byte[]>> sessions() throws IOException {
    return GoldenSessions.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void staysReadableForEver(Map.Entry<String, byte[]> session) throws IOException {
    Path file = FOLDER.resolve(session.getKey() + ".keilog");
    Path content = FOLDER.resolve(session.getKey() + ".json");
    Map<String, Object> second = FormatDecoder.decode(session.getValue());
    if (session.getKey().equals("rows-codec-2")) {
      second.put(
          "rows", FormatDecoder.decode(GoldenSessions.all().get("rows-codec-0")).get("rows"));
    }
    if (System.getProperty("keilog.golden", "").equals("write")) {
      Files.createDirectories(FOLDER);
      Files.write(file, session.getValue());
      Files.writeString(content, JSON.writeValueAsString(second) + "\n");
    }
    byte[] stored = Files.readAllBytes(file);
    assertArrayEquals(stored, session.getValue(), "the writer makes the same bytes");
    JsonNode expected = JSON.readTree(Files.readString(content));
    assertEquals(expected, tree(second), "the second reader");
    assertEquals(expected, tree(GoldenContent.decode(stored)), "the product's reader");
  }

  @Test
  void storesNoFileThatNothingMakes() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String name : GoldenSessions.all().keySet()) {
      names.add(name + ".keilog");
      names.add(name + ".json");
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> stored =
          new TreeSet<>(
              files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList());
      assertEquals(names, stored);
    }
  }

  private static JsonNode tree(Map<String, Object> content) {
    return JSON.readTree(JSON.writeValueAsString(content));
  }
}
