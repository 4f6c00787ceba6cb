package keilog.tools.command;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the verbs that answer share: JSON, and numbers as people write them. */
final class Output {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Output() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** One document, indented, and a line end. */
  static void print(PrintWriter out, JsonNode json) {
    out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    out.flush();
  }

  /** A number rounded to so many decimals, for JSON. */
  static double rounded(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }

  /** {@code 1:02:03} or {@code 2:03.4}. */
  static String duration(double seconds) {
    long whole = (long) seconds;
    return whole >= 3600
        ? "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%04.1f", whole / 60, seconds - whole / 60 * 60);
  }

  /** {@code 12.3 MB}. */
  static String bytes(long bytes) {
    if (bytes < 10_000) {
      return bytes + " B";
    }
    return bytes < 10_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
