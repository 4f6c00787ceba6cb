package keilog.tools.simulate.gps;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;

/** An epoch as NMEA 0183 sentences: RMC, VTG, GGA, GSA, GST. */
final class NmeaSentences {
  private static final double KNOTS = 3600.0 / 1852;

  private final String talker;

  NmeaSentences(String talker) {
    this.talker = talker;
  }

  byte[] epoch(Fix fix) {
    ZonedDateTime utc =
        Instant.ofEpochSecond(0, Math.floorDiv(fix.utcNanos() + 5_000_000, 10_000_000) * 10_000_000)
            .atZone(ZoneOffset.UTC);
    boolean fixed = fix.kind() > 0;
    String time =
        fix.timed() == 0
            ? ""
            : "%02d%02d%02d.%02d"
                .formatted(
                    utc.getHour(), utc.getMinute(), utc.getSecond(), utc.getNano() / 10_000_000);
    String date =
        fix.timed() == 0
            ? ""
            : "%02d%02d%02d"
                .formatted(utc.getDayOfMonth(), utc.getMonthValue(), utc.getYear() % 100);
    String place =
        fixed
            ? angle(fix.latitude(), 2, "N", "S") + "," + angle(fix.longitude(), 3, "E", "W")
            : ",,,";
    boolean moving = fixed && fix.speed() > 0.3;
    String course = moving ? text("%.2f", fix.heading()) : "";
    String knots = fixed ? text("%.3f", fix.speed() * KNOTS) : "";
    StringBuilder out = new StringBuilder();
    add(
        out,
        "RMC,%s,%s,%s,%s,%s,%s,,,%s,V",
        time,
        fixed ? "A" : "V",
        place,
        knots,
        course,
        date,
        fixed ? "A" : "N");
    add(
        out,
        "VTG,%s,T,,M,%s,N,%s,K,%s",
        course,
        knots,
        fixed ? text("%.3f", fix.speed() * 3.6) : "",
        fixed ? "A" : "N");
    add(
        out,
        "GGA,%s,%s,%d,%02d,%s,%s,%s,,",
        time,
        place,
        fixed ? 1 : 0,
        Math.min(12, fix.satellites()),
        text("%.2f", fixed ? fix.dilution() * 0.6 : 99.99),
        fixed ? text("%.1f,M", fix.seaMetres()) : ",",
        fixed ? text("%.1f,M", fix.heightMetres() - fix.seaMetres()) : ",");
    add(
        out,
        "GSA,A,%d,%s,%s,1",
        fixed ? fix.kind() : 1,
        fixed ? "02,05,07,13,15,20,27,30,,,," : ",,,,,,,,,,,",
        fixed
            ? text("%.2f,%.2f,%.2f", fix.dilution(), fix.dilution() * 0.6, fix.dilution() * 0.8)
            : "99.99,99.99,99.99");
    add(
        out,
        "GST,%s,%s",
        time,
        fixed
            ? text(
                "%.1f,,,,%.2f,%.2f,%.2f",
                12.0, fix.placeAccuracy() / 1.5, fix.placeAccuracy() / 1.5, fix.heightAccuracy())
            : ",,,,,,");
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void add(StringBuilder out, String format, Object... fields) {
    String body = talker + String.format(Locale.ROOT, format, fields);
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum ^= body.charAt(i);
    }
    out.append('$').append(body).append('*').append("%02X".formatted(sum)).append("\r\n");
  }

  /** Degrees and minutes with five decimals: 1.9 cm. */
  private static String angle(double degrees, int digits, String positive, String negative) {
    long hundredThousandths = Math.round(Math.abs(degrees) * 6_000_000);
    long whole = hundredThousandths / 6_000_000;
    double minutes = hundredThousandths % 6_000_000 / 100_000.0;
    return String.format(
        Locale.ROOT,
        "%0" + digits + "d%08.5f,%s",
        whole,
        minutes,
        degrees < 0 ? negative : positive);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
