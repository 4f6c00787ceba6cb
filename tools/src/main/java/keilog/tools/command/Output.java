package keilog.tools.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** What the verbs that answer share: JSON, and numbers as people write them. */
final class Output {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Ten thousandths of a second, metre or g are beyond any receiver. */
  private static final int DECIMALS = 4;

  private static final JsonMapper RESULTS =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new Rounded())
                  .addSerializer(Double.class, new Rounded())
                  .addSerializer(OptionalDouble.class, new RoundedIfPresent()))
          .build();

  private Output() {}

  private static final class Rounded extends ValueSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator to, SerializationContext context) {
      if (Double.isFinite(value)) {
        to.writeNumber(rounded(value, DECIMALS));
      } else {
        to.writeNull();
      }
    }
  }

  private static final class RoundedIfPresent extends ValueSerializer<OptionalDouble> {
    @Override
    public void serialize(OptionalDouble value, JsonGenerator to, SerializationContext context) {
      if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
        to.writeNumber(rounded(value.getAsDouble(), DECIMALS));
      } else {
        to.writeNull();
      }
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** One document, indented, and a line end. */
  static void print(PrintWriter out, JsonNode json) {
    out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    out.flush();
  }

  /** A result of the analysis as it is: snake_case, enums in lower case, NaN as null. */
  static JsonNode tree(Object result) {
    return RESULTS.valueToTree(result);
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
