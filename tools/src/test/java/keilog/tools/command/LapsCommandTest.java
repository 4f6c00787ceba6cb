package keilog.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import keilog.protocol.block.Event;
import keilog.protocol.testing.Needs;
import keilog.protocol.track.Fix;
import keilog.protocol.track.LapEvents;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.SimulatedSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LapsCommandTest {
  private static SimulatedDrive drive;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void driveOnce() {
    drive = SimulatedDrive.of(Plan.PERFECT.gps(10, 0.3, 0.05, 0.11, 0.01));
  }

  private int run(Callable<Integer> command, Object... arguments) {
    return answer(command, true, arguments);
  }

  private int answer(Callable<Integer> command, boolean tracks, Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> texts = new ArrayList<>();
    if (tracks) {
      texts.addAll(List.of("--own", noTracks().toString()));
    }
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(texts.toArray(String[]::new));
  }

  /** Whoever runs this may have tracks of his own. */
  private Path noTracks() {
    Path file = folder.resolve("none.toml");
    try {
      Files.writeString(file, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private JsonNode json() {
    return JsonMapper.builder().build().readTree(out.toString());
  }

  private Path session() throws IOException {
    return SimulatedSession.write(folder, drive.recording(), List.of());
  }

  @Test
  void theTerminalShowsWhatItShowed() throws IOException {
    assertEquals(0, run(new LapsCommand(), session(), "--only", "laps"));
    String golden =
        new String(
            LapsCommandTest.class.getResourceAsStream("laps.golden.txt").readAllBytes(),
            StandardCharsets.UTF_8);
    String shown =
        out.toString()
            .replaceFirst("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d", "DATE")
            .replace(System.lineSeparator(), "\n");
    int bests = shown.indexOf("best lap");
    assertEquals(masked(golden), masked(shown.substring(0, bests)), shown);
    List<String> figures = List.of("best lap", "theoretical", "rolling", "feasible", "consistency");
    for (String figure : figures) {
      assertTrue(shown.substring(bests).lines().anyMatch(l -> l.startsWith(figure + " ")), shown);
    }
    assertFalse(shown.contains("\u001B"), "no colours where there is no terminal");
    assertEquals("", err.toString());
  }

  /** The noise of the receiver is no part of how things look: fractions are masked. */
  private static String masked(String page) {
    return page.replaceAll("\\.\\d\\d", ".##");
  }

  @Test
  void everyPartIsToldAndOnlyThoseAskedFor() throws IOException {
    Path session = session();
    assertEquals(0, run(new LapsCommand(), session), err::toString);
    String all = out.toString();
    for (String part : List.of("Driving", "Engine and gearbox", "Straight line", "theoretical")) {
      assertTrue(all.contains(part), all);
    }
    assertEquals(0, run(new LapsCommand(), session, "--only", "driving"));
    assertTrue(out.toString().contains("Driving"), out.toString());
    assertFalse(out.toString().contains("Engine and gearbox"), out.toString());
    assertFalse(out.toString().contains("theoretical"), out.toString());
    assertTrue(all.lines().allMatch(l -> l.length() <= 120), all);
  }

  @Test
  void theAnswerInJsonHasEachLapWithItsClassAndSectors() throws IOException {
    assertEquals(0, run(new LapsCommand(), session(), "--json"));
    JsonNode one = json().get("drives").get(0);
    assertEquals("tsukuba-tc2000", one.get("track").get("id").asString());
    assertEquals(3, one.get("track").get("gates").size());
    assertEquals("az-1", one.get("car").asString());
    JsonNode lap = one.get("laps").get(2);
    assertEquals(2, lap.get("lap").asInt());
    assertEquals("flying", lap.get("kind").asString());
    assertEquals("measured", lap.get("quality").asString());
    assertTrue(lap.get("counts").asBoolean());
    assertEquals(
        lap.get("seconds").asDouble(),
        (lap.get("end_ns").asLong() - lap.get("start_ns").asLong()) * 1e-9,
        0.0005);
    assertEquals(3, lap.get("sectors").size());
    assertTrue(one.get("bests").get("feasible").get("stretches").size() >= 1);
    double best = lap(one, one.get("best_lap").asInt()).get("seconds").asDouble();
    for (String kind : List.of("theoretical", "rolling", "feasible")) {
      assertTrue(one.get("bests").get(kind).get("seconds").asDouble() <= best + 0.001, kind);
    }
    assertTrue(one.get("driving").get("corners").size() > 3);
    assertTrue(one.get("engine").get("gears").get("gears").size() >= 3);
    assertTrue(one.get("straight").has("power"));
    assertFalse(out.toString().contains("NaN"), "NaN is no JSON");
  }

  private static JsonNode lap(JsonNode drive, int number) {
    for (JsonNode lap : drive.get("laps")) {
      if (lap.get("lap").asInt() == number) {
        return lap;
      }
    }
    throw new AssertionError("no lap " + number);
  }

  @Test
  void lapsOfTheLoggerThatDifferAreSaid() throws IOException {
    Recording as = RecordedAs.of(session());
    List<Event> events = new ArrayList<>();
    LapTimer timer =
        LapTimer.finding(
            Tracks.all(),
            new LapListener() {
              private Track layout;

              @Override
              public void layout(Track track) {
                layout = track;
              }

              @Override
              public void lap(TimedLap lap) {
                events.add(LapEvents.lap(layout, lap));
              }
            });
    Fixes fixes = as.fixes();
    Fix fix = new Fix();
    for (int row = 0; row < fixes.size(); row++) {
      fixes.get(row, fix);
      timer.fix(fix);
    }
    timer.end();
    Path again = Files.createDirectory(folder.resolve("again"));
    Path session = SimulatedSession.write(again, drive.recording(), events);
    assertEquals(0, run(new LapsCommand(), session, "--json"));
    JsonNode live = json().get("drives").get(0).get("live");
    assertTrue(live.get("recorded").asInt() >= 4, live.toString());
    assertEquals(live.get("recorded").asInt(), live.get("equal").asInt(), live.toString());
    answer(new InfoCommand(), false, again, "--json");
    JsonNode info = json().get("sessions").get(0);
    assertEquals(4, info.get("laps").asInt());
    assertEquals(76.48, info.get("best_s").asDouble(), 0.02);
    answer(new InfoCommand(), false, again);
    assertTrue(out.toString().contains("1:16.4"), out.toString());
  }

  /** The recording that reading a session gives: the numbers as the file rounds them. */
  private static final class RecordedAs {
    static Recording of(Path session) throws IOException {
      return new DriveFiles(List.of(session)).read();
    }
  }

  @Test
  void aDriveOverAPowerCutIsOneDrive() throws IOException {
    long cut = SimulatedDrive.MONO_START + 150 * SimulatedDrive.SECOND;
    long end = SimulatedDrive.MONO_START + 360 * SimulatedDrive.SECOND;
    SimulatedSession.write(
        folder, drive.recording(), List.of(), 1, Optional.empty(), SimulatedDrive.MONO_START, cut);
    SimulatedSession.write(
        folder,
        drive.recording(),
        List.of(),
        2,
        Optional.of(SimulatedSession.id(1)),
        cut + 3 * SimulatedDrive.SECOND,
        end);
    assertEquals(0, run(new LapsCommand(), folder, "--json"));
    assertEquals(1, json().get("drives").size());
    JsonNode one = json().get("drives").get(0);
    assertEquals(2, one.get("files").size());
    int cuts = 0;
    for (JsonNode lap : one.get("laps")) {
      if (lap.get("remarks").toString().contains("power_cut")) {
        cuts++;
        assertEquals("estimated", lap.get("quality").asString());
      }
    }
    assertEquals(1, cuts);
    assertEquals(0, run(new LapsCommand(), folder), err::toString);
    assertTrue(out.toString().contains("goes on in 1 more session"), out.toString());
    assertTrue(out.toString().contains("power cut"), out.toString());
  }

  @Test
  void aDamagedSessionStillGivesTheLapsThatAreWhole() throws IOException {
    Path session = session();
    byte[] bytes = Files.readAllBytes(session);
    for (int i = bytes.length / 2; i < bytes.length / 2 + 4000; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(session, bytes);
    assertEquals(0, run(new LapsCommand(), session, "--json"));
    assertTrue(json().get("drives").get(0).get("laps").size() >= 3, out.toString());
    Files.write(session, new byte[] {1, 2, 3});
    assertEquals(1, run(new LapsCommand(), session));
    assertTrue(out.toString().contains("no laps"), out.toString());
  }

  @Test
  void aSessionWithoutFixesStillTellsOfTheEngine() throws IOException {
    Recording all = drive.recording();
    Recording blind =
        new Recording(
            all.name(),
            all.car(),
            all.track(),
            new Fixes.Builder().build(),
            all.columns(),
            List.of(),
            List.of(),
            all.sessions());
    Path session = SimulatedSession.write(folder, blind, List.of());
    assertEquals(1, run(new LapsCommand(), session), err::toString);
    assertTrue(out.toString().contains("no laps: the session holds no fix"), out.toString());
    assertTrue(out.toString().contains("Highest engine speed"), out.toString());
    assertEquals(1, run(new LapsCommand(), session, "--json"));
    assertEquals(0, json().get("drives").get(0).get("laps").size());
    assertEquals(1, run(new CompareCommand(), session));
    assertTrue(err.toString().contains("no fix"), err.toString());
  }

  @Test
  void gapsCanBeToldAgainstAnyLap() throws IOException {
    Path session = session();
    assertEquals(0, run(new LapsCommand(), session, "--reference", 2, "--json"));
    JsonNode one = json().get("drives").get(0);
    assertEquals(0, lap(one, 2).get("gap_s").asDouble());
    assertEquals(
        lap(one, 3).get("seconds").asDouble() - lap(one, 2).get("seconds").asDouble(),
        lap(one, 3).get("gap_s").asDouble(),
        0.0011);
    assertEquals(1, run(new LapsCommand(), session, "--reference", 99));
    assertTrue(err.toString().contains("no such lap"), err.toString());
  }

  @Test
  void whatIsNotThereOrNotKnownIsRefusedInASentence() throws IOException {
    assertEquals(1, run(new LapsCommand(), folder.resolve("missing.keilog")));
    assertTrue(err.toString().contains("there is no such file"), err.toString());
    assertEquals(1, run(new LapsCommand(), folder));
    assertTrue(err.toString().contains("no sessions in"), err.toString());
    Path session = session();
    assertEquals(2, run(new LapsCommand(), session, "--track", "nowhere"));
    assertTrue(err.toString().contains("no such track"), err.toString());
    assertEquals(1, run(new LapsCommand(), session, "--car", "hovercraft"));
    assertTrue(err.toString().contains("no such car"), err.toString());
    assertEquals(2, run(new LapsCommand(), folder, "--only", "weather"));
    Path text = Files.writeString(folder.resolve("notes.csv"), "a,b\n1,2\n");
    assertEquals(1, run(new LapsCommand(), text));
    assertTrue(err.toString().contains("notes.csv"), err.toString());
  }

  @Test
  void filesOfOtherToolsAreRead() {
    Path aim = Needs.recording("laps/adria-aim-gps.csv");
    assertEquals(1, run(new LapsCommand(), aim));
    assertTrue(out.toString().contains("no known start line"), out.toString());
    assertTrue(out.toString().contains("45.04"), out.toString());
  }

  @Test
  void twoLapsAreComparedAtTheSamePlaces() throws IOException {
    Path session = session();
    assertEquals(0, run(new CompareCommand(), session));
    assertTrue(out.toString().contains("B is"), out.toString());
    assertEquals(0, run(new CompareCommand(), session, session, "--lap", "2,3", "--json"));
    JsonNode both = json();
    double total = both.get("total_s").asDouble();
    assertEquals(
        both.get("b").get("seconds").asDouble() - both.get("a").get("seconds").asDouble(),
        total,
        0.0011);
    double lost = 0;
    for (JsonNode stretch : both.get("stretches")) {
      lost += stretch.get("lost_s").asDouble();
    }
    assertEquals(total, lost, 0.01);
    JsonNode delta = both.get("delta");
    assertEquals(0, delta.get(0).get("s").asDouble());
    assertEquals(total, delta.get(delta.size() - 1).get("s").asDouble(), 1e-9);
    assertTrue(both.get("closing_error_s").asDouble() < 0.03);
  }

  @Test
  void whatCannotBeComparedIsRefused() throws IOException {
    Path session = session();
    assertEquals(1, run(new CompareCommand(), session, session, "--lap", "2,99"));
    assertTrue(err.toString().contains("has no lap 99"), err.toString());
    assertEquals(1, run(new CompareCommand(), session, folder.resolve("missing.keilog")));
    assertEquals(2, run(new CompareCommand(), session, "--lap", "1,2,3"));
    Path shorter = Files.createDirectory(folder.resolve("short"));
    Path out1 =
        SimulatedSession.write(
            shorter, SimulatedDrive.of(Plan.PERFECT.seconds(60)).recording(), List.of());
    assertEquals(1, run(new CompareCommand(), session, out1));
    assertTrue(err.toString().contains("no"), err.toString());
  }
}
