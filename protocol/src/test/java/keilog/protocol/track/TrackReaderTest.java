package keilog.protocol.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import keilog.protocol.toml.RefusedToml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackReaderTest {
  private static final String HEAD =
      """
      [[track]]
      id = "x"
      name = "X"
      layout = "L"
      confidence = "learned"
      source = "s"
      """;

  /** 20 m wide, crossed northwards. */
  private static final String START = "start = [35.0, 139.0, 35.0, 139.00022]\n";

  /** A square round to the right that crosses it northwards. */
  private static final String CENTRELINE =
      """
      centreline = [
        [35.0001, 139.0001], [35.002, 139.0001],
        [35.002, 139.003],
        [34.999, 139.003], [34.999, 139.0001],
      ]
      """;

  @TempDir Path folder;

  @Test
  void readsWhatItWrites() throws IOException {
    for (Track track : Tracks.all()) {
      Track again = read(TrackText.toml(track)).getFirst();
      assertEquals(TrackText.toml(track), TrackText.toml(again), track.id());
      assertEquals(track.venue(), again.venue());
      assertEquals(track.start(), again.start());
    }
  }

  @Test
  void knowsLayoutsThatShareTarmacByTheirVenue() {
    assertEquals(5, layouts("suzuka"), "full, its other line, east, west, kart");
    assertEquals(4, layouts("motegi"));
    assertEquals(3, layouts("tsukuba"));
    assertEquals(2, layouts("ebisu"));
    assertEquals(2, layouts("fuji"));
    assertEquals(1, layouts("suzuka-twin"));
  }

  private static long layouts(String venue) {
    return Tracks.all().stream().filter(t -> t.venue().equals(venue)).count();
  }

  @Test
  void letsAnOwnTrackStandForAShippedOne() throws IOException {
    List<Track> own = read((HEAD + START).replace("\"x\"", "\"fuji\""));
    List<Track> all = Tracks.with(own);
    assertEquals(Tracks.all().size(), all.size());
    assertEquals("X", Tracks.find(all, "fuji").orElseThrow().name());
    assertEquals("fuji-short-chicane", Tracks.find(all, "fuji-short-chicane").get().id());
  }

  @Test
  void readsAHillClimbAndACentrelineBeside() throws IOException {
    Files.writeString(
        folder.resolve("way.csv"), "# up\n35.0,139.0001\n35.002,139.0001\n35.004,139.0001\n");
    Track hill =
        read(HEAD
                + START
                + "finish = [35.004, 139.0, 35.004, 139.00022]\n"
                + "sectors = [[35.002, 139.0, 35.002, 139.00022]]\n"
                + "centreline = \"way.csv\"\n")
            .getFirst();
    assertEquals(3, hill.centreline().size());
    assertEquals(0, hill.finish().orElseThrow().headingDegrees(), 0.1);
    assertEquals("sector 1", hill.sectors().getFirst().name());
    Files.writeString(folder.resolve("way.csv"), "35.0,139.0001\nhere\n");
    assertTrue(
        refusal(HEAD + START + "centreline = \"way.csv\"\n").startsWith("way.csv:2: a line is"));
    assertTrue(refusal(HEAD + START + "centreline = \"gone.csv\"\n").contains("cannot be read"));
    assertTrue(
        refusal(HEAD + START + "centreline = \"../way.csv\"\n").contains("lies beside this one"));
  }

  @Test
  void refusesByItsLineWhatIsMissingOrUnknown() {
    assertEquals(
        "own.toml:7: a key is not known here: key=colour",
        told(HEAD.strip() + "\ncolour = 1\n", START));
    assertEquals(
        "own.toml:1: a key is missing: key=source",
        told(HEAD.replace("source = \"s\"\n", ""), START));
    assertEquals(
        "own.toml:1: a key is missing: key=confidence",
        told(HEAD.replace("confidence = \"learned\"\n", ""), START));
    assertTrue(told(HEAD, "").startsWith("own.toml:2: a track has a start line, or a location"));
    assertTrue(
        told(HEAD.replace("learned", "sure"), START)
            .startsWith("own.toml:5: confidence is one of high, medium, learned"));
    assertTrue(
        told(HEAD, START + "direction = \"left\"\n")
            .startsWith("own.toml:8: direction is one of clockwise"));
    assertTrue(
        told(HEAD.replace("\"x\"", "\"X 1\""), START)
            .startsWith("own.toml:2: an id is lower case"));
    assertTrue(
        told(HEAD + START, HEAD + START).startsWith("own.toml:9: an id stands for one track only"));
    assertTrue(
        told(HEAD, START + "alternative_of = \"y\"\n").startsWith("own.toml:8: no such track"));
    assertTrue(
        told("[[tracks]]\n", "").startsWith("own.toml:1: a key is not known here: key=tracks"));
    assertTrue(told("[[track]\n", "").startsWith("own.toml:1: "));
  }

  @Test
  void refusesLinesThatCannotBe() {
    assertTrue(
        told(HEAD, "start = [35.0, 139.0, 35.0]\n")
            .startsWith("own.toml:7: a line is latitude and longitude"));
    assertTrue(
        told(HEAD, "start = [35.0, 139.0, 35.0, 139.0]\n")
            .contains("a line is 2 to 100 m long: line=start, length_m=0.0"));
    assertTrue(told(HEAD, "start = [35.0, 139.0, 35.0, 139.002]\n").contains("length_m=182"));
    assertTrue(
        told(HEAD, "start = [95.0, 139.0, 35.0, 139.002]\n")
            .startsWith("own.toml:7: a place lies within"));
    assertTrue(told(HEAD, START + "heading_deg = 181\n").contains("are its ends swapped?"));
    assertTrue(
        told(HEAD, START + "heading_deg = 90\n")
            .startsWith("own.toml:8: the start line says otherwise: heading_deg=90.0"));
    assertTrue(
        told(HEAD, START + "sectors = [[35.0, 139.0],\n [35.0, 139.0, 35.0, 139.0002]]\n")
            .startsWith("own.toml:8: an item is a list of 4 numbers"));
    assertTrue(
        told(HEAD, START + "sectors = [[36.0, 139.0, 36.0, 139.0002]]\n")
            .contains("a line lies far off: line=sector 1, distance_km=111"));
    assertTrue(
        told(HEAD, "location = [35.0, 139.0]\nfinish = [35.0, 139.0, 35.0, 139.0002]\n")
            .contains("a track with other lines has a start line"));
    assertTrue(
        told(HEAD, START + "length_m = 5\n")
            .startsWith("own.toml:8: a course is 100 m to 200 km long"));
  }

  @Test
  void comparesLinesWithTheCentreline() throws IOException {
    assertEquals(
        5,
        read(HEAD + START + CENTRELINE + "direction = \"clockwise\"\nlength_m = 1195\n")
            .getFirst()
            .centreline()
            .size());
    assertTrue(
        told(HEAD, START + CENTRELINE + "direction = \"counter-clockwise\"\n")
            .startsWith("own.toml:13: the centreline runs the other way"));
    assertTrue(
        told(HEAD, START + CENTRELINE + "length_m = 1400\n")
            .startsWith("own.toml:13: the centreline says otherwise: length_m=1400"));
    assertTrue(
        told(HEAD, "start = [35.0, 139.00022, 35.0, 139.0]\n" + CENTRELINE)
            .contains("crosses a line against its direction; are its ends swapped? line=start"));
    assertTrue(
        told(HEAD, START + "sectors = [[35.001, 139.0, 35.001, 139.00005]]\n" + CENTRELINE)
            .startsWith("own.toml:8: the centreline does not cross a line: line=sector 1"));
    assertTrue(
        told(HEAD, START + "centreline = [[35.0, 139.0001], [35.1, 139.0001]]\n")
            .contains("a centreline has 3 points at least"));
  }

  @Test
  void refusesAHugeFile() throws IOException {
    Path file = Files.writeString(folder.resolve("own.toml"), "#".repeat(5_000_000));
    assertThrows(RefusedToml.class, () -> Tracks.read(file));
  }

  private static String told(String text, String more) {
    return assertThrows(
            RefusedToml.class,
            () -> TrackReader.read("own.toml", text + more, name -> "", Set.of()))
        .getMessage();
  }

  private String refusal(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("own.toml"), text);
    return assertThrows(RefusedToml.class, () -> Tracks.read(file)).getMessage();
  }

  private List<Track> read(String text) throws IOException {
    return Tracks.read(Files.writeString(folder.resolve("own.toml"), text));
  }
}
