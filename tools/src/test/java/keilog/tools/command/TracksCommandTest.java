package keilog.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TracksCommandTest {
  private static final String OWN =
      """
      [[track]]
      id = "fuji"
      name = "Fuji"
      layout = "my line"
      start = [35.3723283, 138.9269013, 35.3720473, 138.9271767]
      confidence = "learned"
      source = "me"

      [[track]]
      id = "my-hill"
      name = "My hill"
      layout = "Up"
      start = [35.0001, 139.0001, 35.0001, 139.0003]
      finish = [35.0101, 139.0001, 35.0101, 139.0003]
      heading_deg = 0
      confidence = "learned"
      source = "me"
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path own;

  @BeforeEach
  void writeOwnTracks() throws IOException {
    own = Files.writeString(folder.resolve("mine.toml"), OWN);
  }

  @Test
  void listsShippedAndOwnTracksAndSaysWhoseTheyAre() {
    assertEquals(0, run("--own", own.toString()));
    assertTrue(line("fuji ").endsWith("own, replaces keilog's"), out.toString());
    assertTrue(line("my-hill ").endsWith("own"), out.toString());
    assertTrue(line("suzuka ").endsWith("keilog"), out.toString());
    assertEquals(0, run("--own", own.toString(), "--json"));
    JsonNode all = JsonMapper.builder().build().readTree(out.toString()).get("tracks");
    assertEquals(29, all.size());
    for (JsonNode track : all) {
      String id = track.get("id").asString();
      assertEquals(id.equals("my-hill") || id.equals("fuji"), track.get("own").asBoolean(), id);
      assertEquals(id.equals("my-hill"), track.has("finish"), id);
    }
  }

  @Test
  void tellsAllOfOneTrackAndTheLayoutsOfAVenue() {
    assertEquals(0, run("--own", own.toString(), "my-hill"));
    assertTrue(line("finish").contains("35.0101000,139.0001000"), out.toString());
    assertFalse(out.toString().contains("other layouts"), out.toString());
    assertEquals(0, run("--own", own.toString(), "suzuka-east"));
    assertTrue(line("other layouts").contains("suzuka, suzuka-crossed-line"), out.toString());
    assertEquals(0, run("--own", own.toString(), "tsukuba"));
    assertTrue(line("tsukuba-tc1000").contains("1039 m"), out.toString());
    assertFalse(out.toString().contains("suzuka"), out.toString());
  }

  @Test
  void tellsByFileAndLineWhatIsWrongWithOwnTracks() throws IOException {
    Files.writeString(own, OWN + "colour = \"red\"\n");
    assertEquals(1, run("--own", own.toString()));
    assertTrue(
        err.toString().contains("mine.toml:18: a key is not known here: key=colour"),
        err.toString());
    assertEquals(1, run("--own", folder.resolve("absent.toml").toString()));
    assertTrue(err.toString().contains("there is no such file"), err.toString());
  }

  private String line(String begin) {
    return out.toString().lines().filter(l -> l.startsWith(begin)).findFirst().orElse("");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new TracksCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
