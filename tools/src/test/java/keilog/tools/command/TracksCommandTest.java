package keilog.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
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

  @Test
  void learnsATrackAndAddsItToOwnTracks() throws IOException {
    Path drive = Files.writeString(folder.resolve("drive.csv"), ring());
    assertEquals(0, run("learn", drive.toString(), "--id", "ring"), err.toString());
    assertTrue(out.toString().startsWith("[[track]]\nid = \"ring\"\n"), out.toString());
    assertTrue(out.toString().contains("direction = \"counter-clockwise\""), out.toString());
    assertEquals(
        0, run("learn", drive.toString(), "--id", "ring", "--add", "--own", own.toString()));
    assertTrue(Files.readString(own).startsWith(OWN + "\n[[track]]\nid = \"ring\""));
    assertEquals(0, run("--own", own.toString(), "ring"));
    assertTrue(line("confidence").endsWith("learned"), out.toString());
    String before = Files.readString(own);
    assertEquals(
        1, run("learn", drive.toString(), "--id", "ring", "--add", "--own", own.toString()));
    assertTrue(err.toString().contains("there already; choose another --id"), err.toString());
    assertEquals(before, Files.readString(own));
    Path made = folder.resolve("new.toml");
    assertEquals(0, run("learn", drive.toString(), "--sectors", "speed", "-o", made.toString()));
    assertEquals(1, run("learn", drive.toString(), "-o", made.toString()));
    assertTrue(err.toString().contains("there is a file already"), err.toString());
    assertEquals(0, run("learn", drive.toString(), "--json"));
    JsonNode answer = JsonMapper.builder().build().readTree(out.toString());
    assertEquals(4, answer.get("laps").asInt(), out.toString());
    try (var files = Files.list(folder)) {
      assertEquals(3, files.count(), "nothing is left beside");
    }
  }

  @Test
  void saysPlainlyWhatCannotBeLearned() throws IOException {
    Path drive = Files.writeString(folder.resolve("drive.csv"), ring());
    assertEquals(1, run("learn", folder.resolve("absent.csv").toString()));
    assertTrue(err.toString().contains("there is no such file"), err.toString());
    assertEquals(1, run("learn", drive.toString(), "--line", "10,10"));
    assertTrue(err.toString().contains("the drive does not pass there"), err.toString());
    assertEquals(2, run("learn", drive.toString(), "--line", "somewhere"));
    assertEquals(2, run("learn", drive.toString(), "--sectors", "halves"));
    assertEquals(
        1, run("learn", drive.toString(), "--id", "No Id", "--add", "--own", own.toString()));
    assertTrue(err.toString().contains("an id is lower case"), err.toString());
  }

  /** Four rounds and a bit of a stadium of 1,000 m, counter-clockwise, at 25 m/s and 10 Hz. */
  private static String ring() {
    Plane plane = Plane.at(new GeoPoint(35.5, 138.9));
    StringBuilder csv =
        new StringBuilder("t_ms,GPS Latitude,GPS Longitude,GPS Speed,GPS Heading\n");
    double radius = 400 / (2 * Math.PI);
    for (int i = 0; i < 1700; i++) {
      double s = i * 2.5 % 1000;
      boolean back = s >= 500;
      double along = s % 500;
      double angle = Math.max(0, (along - 300) / radius);
      double east = Math.min(along, 300) + radius * Math.sin(angle);
      double north = -radius * Math.cos(angle);
      double heading = Math.toDegrees(Math.PI / 2 - angle) + (back ? 180 : 0);
      GeoPoint place = plane.place(back ? 300 - east : east, back ? -north : north);
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%.7f,%.7f,25,%.3f%n",
              i * 100,
              place.latitude(),
              place.longitude(),
              (heading + 360) % 360));
    }
    return csv.toString();
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
