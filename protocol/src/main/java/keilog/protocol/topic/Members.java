package keilog.protocol.topic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of one JSON object, each asked for by name, type and range. */
final class Members {
  private final String path;
  private final ObjectNode node;

  Members(String path, ObjectNode node) {
    this.path = path;
    this.node = node;
  }

  /** Reads one element of an array. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Members members) throws PayloadException;
  }

  /** False where it is absent. */
  boolean optionalBool(String name) throws PayloadException {
    return node.has(name) && bool(name);
  }

  boolean bool(String name) throws PayloadException {
    JsonNode value = required(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return value.booleanValue();
  }

  String text(String name, int mostChars) throws PayloadException {
    return text(name, required(name), mostChars);
  }

  Optional<String> optionalText(String name, int mostChars) throws PayloadException {
    JsonNode value = node.get(name);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(text(name, value, mostChars));
  }

  private String text(String name, JsonNode value, int mostChars) throws PayloadException {
    if (!value.isString() || value.stringValue().length() > mostChars) {
      throw wrong(name, "a text of at most " + mostChars + " characters", value);
    }
    return value.stringValue();
  }

  long whole(String name, long low, long high) throws PayloadException {
    return whole(name, required(name), low, high);
  }

  OptionalLong optionalWhole(String name, long low, long high) throws PayloadException {
    JsonNode value = node.get(name);
    return value == null || value.isNull()
        ? OptionalLong.empty()
        : OptionalLong.of(whole(name, value, low, high));
  }

  private long whole(String name, JsonNode value, long low, long high) throws PayloadException {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < low
        || value.longValue() > high) {
      throw wrong(name, "a whole number in " + low + ".." + high, value);
    }
    return value.longValue();
  }

  double number(String name) throws PayloadException {
    return number(name, required(name));
  }

  OptionalDouble optionalNumber(String name) throws PayloadException {
    JsonNode value = node.get(name);
    return value == null || value.isNull()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(name, value));
  }

  private double number(String name, JsonNode value) throws PayloadException {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(name, "a finite number", value);
    }
    return value.doubleValue();
  }

  Members object(String name) throws PayloadException {
    return object(name, required(name));
  }

  Optional<Members> optionalObject(String name) throws PayloadException {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(object(name, value));
  }

  private Members object(String name, JsonNode value) throws PayloadException {
    if (!(value instanceof ObjectNode object)) {
      throw wrong(name, "an object", value);
    }
    return new Members(path + name + ".", object);
  }

  <T> List<T> list(String name, int most, Reader<T> reader) throws PayloadException {
    List<T> read = new ArrayList<>();
    for (JsonNode element : array(name, most)) {
      read.add(reader.read(object(name, element)));
    }
    return List.copyOf(read);
  }

  /** Ascending, disjoint pairs of block numbers, first and last. */
  List<BlockRange> ranges(String name, int most) throws PayloadException {
    List<BlockRange> read = new ArrayList<>();
    int after = -1;
    for (JsonNode pair : array(name, most)) {
      if (!pair.isArray() || pair.size() != 2) {
        throw wrong(name, "a list of [first, last]", pair);
      }
      int first = (int) whole(name, pair.get(0), after + 1L, Integer.MAX_VALUE - 1L);
      int last = (int) whole(name, pair.get(1), first, Integer.MAX_VALUE - 1L);
      read.add(new BlockRange(first, last));
      after = last;
    }
    return List.copyOf(read);
  }

  /** Every member that is a number, in order; members in {@code except} are left out. */
  Map<String, Double> numbers(int most, List<String> except) throws PayloadException {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (except.contains(member.getKey())) {
        continue;
      }
      if (numbers.size() == most) {
        throw new PayloadException("an object has at most %d numbers".formatted(most));
      }
      numbers.put(member.getKey(), number(member.getKey(), member.getValue()));
    }
    return Collections.unmodifiableMap(numbers);
  }

  private JsonNode array(String name, int most) throws PayloadException {
    JsonNode value = required(name);
    if (!value.isArray() || value.size() > most) {
      throw wrong(name, "a list of at most " + most, value);
    }
    return value;
  }

  private JsonNode required(String name) throws PayloadException {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new PayloadException("a member is missing: member=" + path + name);
    }
    return value;
  }

  private PayloadException wrong(String name, String wanted, JsonNode found) {
    String text = found.toString();
    return new PayloadException(
        "a member must be %s: member=%s%s, found=%s"
            .formatted(
                wanted, path, name, text.length() > 80 ? text.substring(0, 80) + "…" : text));
  }
}
