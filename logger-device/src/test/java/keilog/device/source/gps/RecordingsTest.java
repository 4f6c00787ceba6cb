package keilog.device.source.gps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.protocol.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real receivers, against what gpsd decoded from the same bytes (its {@code .chk} files). */
class RecordingsTest {
  private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");

  /**
   * Latitude, longitude, altitude, speed and track agree wherever both sides give them. Explained
   * differences: where the receiver says 2D we give no altitude, gpsd keeps GGA's and 3D of the fix
   * before (garmin-10x twice, haicom-305N once); gpsd gives its first report without time and none
   * for a log's last epoch, so these have no partner; where RMC is cut off, gpsd keeps the speed of
   * the fix before (tr737A+ once). in ublox-neo-m8l gpsd gives, under the time of one late NAV-PVT,
   * the position of the HNR-PVT before it (five fields); skytraq-A8 is a vendor's own binary: we
   * decode nothing of it.
   */
  @ParameterizedTest
  @CsvSource({
    // log, fixes compared, without partner in time, differences, fields gpsd gives otherwise
    "bt451.log,            12, 2, 0, 0",
    "garmin-10x.log,        9, 0, 3, 0",
    "haicom-305N.log,      67, 1, 2, 0",
    "motorola-t805.log,    15, 1, 0, 0",
    "navisys-gr8013.log,   35, 0, 0, 0",
    "nl2008u.log,           9, 0, 0, 0",
    "nmea-fuzzy-cases.log, 14, 0, 0, 0",
    "skytraq-A8.log,        0, 0, 0, 0",
    "tr737A+.log,           7, 1, 1, 0",
    "ublox-neo-m8l.log,   207, 1, 0, 5",
    "ublox-neo-m8n.log,    22, 2, 0, 0",
    "ublox-neo-m8p.log,    58, 1, 0, 0"
  })
  void decodesWhatGpsdDecodes(String log, int compared, int alone, int differences, int wrong)
      throws IOException {
    byte[] bytes = Files.readAllBytes(Needs.recording("gps/" + log));
    Comparison comparison = new Comparison(expected(Needs.recording("gps/" + log + ".chk")));
    Decoder.decode(bytes).forEach(comparison::fix);
    System.out.println(log + ": " + comparison);
    assertEquals(wrong, comparison.wrong.size(), () -> comparison.wrong.toString());
    assertEquals(compared, comparison.compared);
    assertEquals(alone, comparison.alone);
    assertEquals(differences, comparison.differences());
  }

  @Test
  void decodesTheSameFixesFromBothProtocolsOfOneReceiver() throws IOException {
    byte[] bytes = Files.readAllBytes(Needs.recording("gps/ublox-zed-f9r.log"));
    List<FixCopy> fixes = Decoder.decode(bytes);
    int compared = 0;
    for (FixCopy ubx : fixes) {
      for (FixCopy nmea : fixes) {
        if (ubx.protocol() == Fix.Protocol.UBX
            && nmea.protocol() == Fix.Protocol.NMEA
            && Math.abs(ubx.epochNanos() - nmea.epochNanos()) < 5_000_000) {
          compared++;
          assertEquals(ubx.latitude(), nmea.latitude(), 9);
          assertEquals(ubx.longitude(), nmea.longitude(), 9);
          assertEquals(ubx.altitudeMm(), nmea.altitudeMm(), 100);
          assertEquals(ubx.speedMmPerSecond(), nmea.speedMmPerSecond(), 1);
          assertEquals(ubx.quality(), nmea.quality());
        }
      }
    }
    System.out.println("ublox-zed-f9r.log: UBX against NMEA, fixes compared " + compared);
    assertEquals(30, compared);
  }

  @Test
  void completesEveryEpochOfAReceiverThatSendsSeventeenSentencesEach() throws IOException {
    byte[] bytes = Files.readAllBytes(Needs.recording("gps/ublox-neo-m9n-nmea.log"));
    List<FixCopy> fixes = Decoder.decode(bytes);
    System.out.println("ublox-neo-m9n-nmea.log: fixes " + fixes.size());
    assertEquals(61, fixes.size());
    for (FixCopy fix : fixes) {
      assertTrue(fix.hasPosition());
      assertTrue(fix.horizontalAccuracyMm() > 0, "GST joins its epoch");
      assertTrue(fix.positionDilution() > 0, "GSA joins its epoch");
      assertTrue(fix.speedMmPerSecond() >= 0);
    }
  }

  private static Map<Long, List<String>> expected(Path chk) throws IOException {
    Map<Long, List<String>> byMillis = new HashMap<>();
    for (String line : Files.readAllLines(chk, StandardCharsets.ISO_8859_1)) {
      Matcher time = TIME.matcher(line);
      if (line.contains("\"class\":\"TPV\"") && time.find()) {
        byMillis
            .computeIfAbsent(Instant.parse(time.group(1)).toEpochMilli(), k -> new ArrayList<>())
            .add(line);
      }
    }
    return byMillis;
  }

  private static final class Comparison {
    private final Map<Long, List<String>> expected;
    private final Map<String, Integer> same = new TreeMap<>();
    private final Map<String, Integer> different = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int compared;
    private int alone;

    private Comparison(Map<Long, List<String>> expected) {
      this.expected = expected;
    }

    private void fix(FixCopy fix) {
      if (!fix.hasPosition()) {
        return;
      }
      long millis = Math.floorDiv(fix.epochNanos() + 500_000, 1_000_000);
      List<String> reports = new ArrayList<>();
      for (long t = millis - 1; t <= millis + 1; t++) {
        reports.addAll(expected.getOrDefault(t, List.of()));
      }
      if (reports.isEmpty()) {
        alone++;
        return;
      }
      compared++;
      field("lat", reports, fix.latitude(), 1e-7, 0.51e-7);
      field("lon", reports, fix.longitude(), 1e-7, 0.51e-7);
      field("alt", reports, fix.altitudeMm(), 1e-3, 0.51e-3);
      field("speed", reports, fix.speedMmPerSecond(), 1e-3, 1.01e-3);
      field("track", reports, fix.heading(), 1e-5, 0.51e-4);
      field("mode", reports, fix.dimensions(), 1, 0);
    }

    private void field(
        String name, List<String> reports, long raw, double scale, double tolerance) {
      Pattern pattern = Pattern.compile("\"" + name + "\":(-?[0-9.]+)");
      boolean theirs = false;
      boolean agrees = false;
      for (String report : reports) {
        Matcher m = pattern.matcher(report);
        if (m.find()) {
          theirs = true;
          agrees |= Math.abs(raw * scale - Double.parseDouble(m.group(1))) <= tolerance;
        }
      }
      if (agrees) {
        same.merge(name, 1, Integer::sum);
      } else if (theirs && raw == Fix.ABSENT) {
        different.merge(name + " only theirs", 1, Integer::sum);
      } else if (theirs && name.equals("mode")) {
        different.merge(name, 1, Integer::sum);
      } else if (theirs) {
        wrong.add(name + "=" + raw * scale + " reports=" + reports);
      }
    }

    private int differences() {
      return different.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
      return "fixes compared %d, fields equal %s, different %s, without partner %d"
          .formatted(compared, same, different, alone);
    }
  }
}
