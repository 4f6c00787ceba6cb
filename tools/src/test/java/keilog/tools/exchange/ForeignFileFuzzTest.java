package keilog.tools.exchange;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import keilog.tools.analysis.Fixes;

/**
 * Whatever stands in a file, its reader gives a recording whose epochs rise and whose places lie on
 * earth, or refuses the file; nothing else is thrown.
 */
class ForeignFileFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void anyRowsOfAim(byte[] rows) throws IOException {
    read(
        new AimCsv(),
        "t_ms,GPS Latitude,GPS Longitude,GPS Speed,GPS Heading,GPS_Satellites\n",
        rows);
  }

  @FuzzTest(maxDuration = "30s")
  void anyRowsOfRaceChrono(byte[] rows) throws IOException {
    read(
        new RaceChronoCsv(),
        """
        timestamp,fragment_id,lap_number,elapsed_time,bearing,device_update_rate,latitude,longitude,speed,rpm
        unix time,,,s,deg,Hz,deg,deg,m/s,rpm
        ,,,,100: gps,100: gps,100: gps,100: gps,100: gps,200: obd
        """,
        rows);
  }

  @FuzzTest(maxDuration = "30s")
  void anyRowsOfTrackAddict(byte[] rows) throws IOException {
    read(
        new TrackAddictCsv(),
        "\"Time\",\"UTC Time\",\"GPS_Update\",\"Latitude\",\"Longitude\",\"Speed (Km/h)\",\"Accel"
            + " X\"\n",
        rows);
  }

  @FuzzTest(maxDuration = "30s")
  void anyHeadOfRaceChrono(byte[] head) throws IOException {
    read(new RaceChronoCsv(), "timestamp,fragment_id,lap_number,elapsed_time", head);
  }

  private static void read(Format format, String head, byte[] rest) throws IOException {
    byte[] text =
        (head + new String(rest, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    try {
      Fixes fixes =
          format.read("any.csv", new TextLines(new ByteArrayInputStream(text))).recording().fixes();
      for (int row = 0; row < fixes.size(); row++) {
        boolean rises = row == 0 || fixes.epoch(row) > fixes.epoch(row - 1);
        boolean onEarth =
            Math.abs(fixes.latitude(row)) <= 90 && Math.abs(fixes.longitude(row)) <= 180;
        if (!rises || !onEarth) {
          throw new AssertionError("row " + row);
        }
      }
    } catch (RefusedForeignFile refused) {
      if (!refused.getMessage().startsWith("any.csv:")) {
        throw new AssertionError(refused);
      }
    }
  }
}
