package keilog.tools.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.Tool;
import keilog.protocol.testing.Needs;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignFileTest {
  private static final String AIM =
      "t_ms,GPS Latitude,GPS Longitude,GPS Speed,GPS_Satellites,Mystery\n";
  private static final String TRACKADDICT =
      """
      # RaceRender Data: TrackAddict 4.3.5 on Android 9
      "Time","UTC Time","Lap","GPS_Update","Latitude","Longitude","Speed (Km/h)","Accel X","Altitude (ft)"
      """;
  private static final String RACECHRONO =
      """
      This file is created using RaceChrono Pro v9.1.3 ( http://racechrono.com/ ).
      Format,3

      timestamp,fragment_id,lap_number,elapsed_time,bearing,device_update_rate,latitude,longitude,speed,speed,speed,rpm
      unix time,,,s,deg,Hz,deg,deg,m/s,m/s,m/s,rpm
      ,,,,100: gps,100: gps,100: gps,100: gps,100: gps,calc,200: obd,200: obd
      """;

  @TempDir Path folder;

  @Test
  void readsTheChannelsOfAnAimLogger() throws IOException {
    ForeignFile file = read(AIM + "1000,45.1,12.2,10,9,0.5\n1125,45.2,12.3,11,,\n");
    assertEquals(Tool.AIM, file.tool());
    Fixes fixes = file.recording().fixes();
    assertEquals(2, fixes.size());
    assertEquals(1_125_000_000L, fixes.epoch(1));
    assertEquals(1_125_000_000L, fixes.time(1));
    assertEquals(45.2, fixes.latitude(1));
    assertEquals(11, fixes.speed(1), 1e-9, "m/s as written");
    assertEquals(9, fixes.satellites(0));
    assertEquals(-1, fixes.satellites(1));
    Column mystery = file.recording().column("Mystery").orElseThrow();
    assertEquals(Optional.empty(), mystery.quantity());
    assertEquals(1, mystery.size(), "an empty cell is no value");
  }

  @Test
  void takesOnlyNewFixesOfTrackAddict() throws IOException {
    ForeignFile file =
        read(
            TRACKADDICT
                + """
                0.000,1559734111.000,0,1,52.0,13.6,36.0,0.1,300
                0.050,1559734111.050,0,0,52.0,13.6,36.0,0.2,300
                # Lap 0: 00:01:47.089
                1.001,1559734112.001,1,1,52.1,13.6,37.0,0.3,300
                """);
    assertEquals(Tool.TRACKADDICT, file.tool());
    Fixes fixes = file.recording().fixes();
    assertEquals(2, fixes.size());
    assertEquals(1_559_734_112_001_000_000L, fixes.epoch(1));
    assertEquals(10, fixes.speed(0), 1e-9);
    assertEquals(List.of(new ForeignLap("0", 107.089)), file.laps());
    Column across = file.recording().column(Channel.ACCELERATION_Y).orElseThrow();
    assertEquals(3, across.size(), "the phone's sensors count in every row");
    assertEquals("ft", file.recording().column("Altitude (ft)").orElseThrow().unit());
  }

  @Test
  void findsTheFixesAmongTheRowsOfRaceChrono() throws IOException {
    StringBuilder text = new StringBuilder(RACECHRONO);
    for (int cycle = 0; cycle < 30; cycle++) {
      for (int stamp : new int[] {0, 3, 4, 7, 8, 8, 11, 12, 14}) {
        text.append(row(cycle * 16 + stamp));
      }
    }
    ForeignFile file = read(text.toString());
    assertEquals(Tool.RACECHRONO, file.tool());
    Fixes fixes = file.recording().fixes();
    for (int i = 0; i < fixes.size(); i++) {
      assertEquals(0, fixes.epoch(i) % 40_000_000 / 1000, "row " + i);
    }
    assertEquals(30 * 4, fixes.size());
    assertEquals(2, file.laps().getFirst().seconds(), 0.011);
    assertTrue(file.recording().column(Channel.VEHICLE_SPEED).isPresent());
    assertEquals("obd", file.recording().column(Channel.VEHICLE_SPEED).get().source());
    assertEquals(7.2, file.recording().column(Channel.VEHICLE_SPEED).get().value(0), 1e-5);
    assertEquals(
        Optional.empty(), file.recording().column("speed").orElseThrow().quantity(), "calculated");
  }

  private static String row(int hundredth) {
    return String.format(
        Locale.ROOT,
        "%.2f,0,%d,%.2f,%d,25,%.7f,121.1,%.3f,1,2,%d%n",
        1767150797 + hundredth / 100.0,
        8 + hundredth / 200,
        hundredth / 100.0,
        hundredth / 4 * 7 % 360,
        31 + hundredth * 1e-5,
        20 + hundredth * 0.01,
        3000 + hundredth / 10);
  }

  @Test
  void skipsAndCountsDamagedLines() throws IOException {
    ForeignFile file =
        read(
            AIM
                + """
                1000,45.1,12.2,10,9,0.5
                1125,45.1,12.2
                1250,4x.1,12.2,10,9,0.5
                1300,145.1,12.2,10,9,0.5
                ,45.1,12.2,10,9,0.5
                1375,"45.1,12.2,10,9,0.5
                99999999,45.1,12.2,10,9,0.5
                1500,45.1,12.2,10,9,0.5
                1400,45.1,12.2,10,9,0.5
                """);
    assertEquals(2, file.recording().fixes().size());
    assertEquals(2, file.rows());
    assertEquals(7, file.damaged());
    assertEquals("line 3: it has 3 cells, the head 6", file.damages().getFirst());
    assertEquals("line 4: column 2 (GPS Latitude): no number: 4x.1", file.damages().get(1));
    assertEquals("line 5: column 2 (GPS Latitude): no place on earth", file.damages().get(2));
    assertEquals("line 6: column 1 (t_ms): no time", file.damages().get(3));
    assertEquals(
        "line 8: column 1 (t_ms): the time runs ahead of the next line's", file.damages().get(5));
    assertEquals("line 10: column 1 (t_ms): the time goes back", file.damages().get(6));
  }

  @Test
  void refusesWhatNoKnownToolWrote() throws IOException {
    assertTrue(refusal("hello\n").contains("this is no file of AiM"));
    assertTrue(refusal("").contains("this is no file of AiM"));
    assertTrue(
        refusal("t_ms,GPS Speed\n1,2\n").contains(":1: a column is missing: quantity=latitude"));
    assertTrue(
        refusal(RACECHRONO.replace("unix time,", ""))
            .contains(":5: the row of units does not fit"));
    assertEquals(Optional.empty(), ForeignFile.tool(write("KEILOG")));
    assertEquals(Optional.of(Tool.AIM), ForeignFile.tool(write("\uFEFF" + AIM)));
  }

  @Test
  void readsFilesWithoutAFix() throws IOException {
    assertEquals(0, read(AIM).recording().fixes().size());
    assertEquals(0, read(TRACKADDICT).recording().fixes().size());
    assertEquals(0, read(RACECHRONO).recording().fixes().size());
    assertEquals(0, read(AIM + "1000,,,,,\n1125,0,0,0,0,0\n").recording().fixes().size());
  }

  @Test
  void readsRealFilesWithoutDamage() throws IOException {
    ForeignFile tianma = ForeignFile.read(Needs.recording("laps/tianma-lap9-racechrono-v3.csv"));
    assertEquals(0, tianma.damaged());
    assertEquals(2108, tianma.recording().fixes().size(), "84.28 s at 25 Hz");
    assertEquals(76.329, tianma.laps().getFirst().seconds(), 0.001);
    double obd = tianma.recording().column(Channel.ENGINE_SPEED).orElseThrow().rateHz();
    assertTrue(obd > 2 && obd < 12, "answers a second of the adapter: " + obd);
    ForeignFile spreewald = ForeignFile.read(Needs.recording("logs/spreewaldring-trackaddict.csv"));
    assertEquals(0, spreewald.damaged());
    assertEquals(1164, spreewald.recording().fixes().size());
    assertEquals(
        List.of(155.138, 444.553, 107.089, 116.145, 357.906),
        spreewald.laps().stream().map(l -> Math.round(l.seconds() * 1e3) / 1e3).toList());
    ForeignFile adria = ForeignFile.read(Needs.recording("laps/adria-aim-gps.csv"));
    assertEquals(0, adria.damaged());
    assertEquals(4749, adria.recording().fixes().size());
  }

  private String refusal(String text) throws IOException {
    Path file = write(text);
    return assertThrows(RefusedForeignFile.class, () -> ForeignFile.read(file)).getMessage();
  }

  private ForeignFile read(String text) throws IOException {
    return ForeignFile.read(write(text));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("drive.csv"), text);
  }
}
