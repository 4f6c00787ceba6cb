package keilog.device;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import keilog.device.RefusedConfiguration.Problem;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A TOML table that is read key by key. What is wrong is noted and reading goes on, so that one run
 * tells everything; a key nobody asked for is refused at the end.
 */
final class CheckedTable {
  private static final int MOST_ITEMS = 64;

  private final TomlTable table;
  private final String where;
  private final int line;
  private final List<Problem> problems;
  private final Set<String> known = new LinkedHashSet<>();

  CheckedTable(TomlTable table, String where, int line, List<Problem> problems) {
    this.table = table;
    this.where = where;
    this.line = line;
    this.problems = problems;
  }

  int line() {
    return line;
  }

  boolean has(String key) {
    known.add(key);
    return table.contains(List.of(key));
  }

  Optional<String> text(String key, String expected, Predicate<String> allowed) {
    return value(key)
        .flatMap(
            value -> {
              if (value instanceof String text && allowed.test(text)) {
                return Optional.of(text);
              }
              refuse(key, expected, value);
              return Optional.empty();
            });
  }

  Optional<String> needText(String key, String expected, Predicate<String> allowed) {
    missing(key, expected);
    return text(key, expected, allowed);
  }

  /** One of a few words. */
  Optional<String> word(String key, List<String> words) {
    String expected = String.join(", ", words.stream().map(w -> '"' + w + '"').toList());
    return value(key)
        .flatMap(
            value -> {
              if (value instanceof String text && words.contains(text)) {
                return Optional.of(text);
              }
              String hint = value instanceof String text ? Nearest.hint(text, words) : "";
              problem(key, "%s is one of %s: found %s%s", key, expected, show(value), hint);
              return Optional.empty();
            });
  }

  Optional<String> needWord(String key, List<String> words) {
    missing(key, "one of " + String.join(", ", words));
    return word(key, words);
  }

  boolean is(String key, String text) {
    return value(key).filter(text::equals).isPresent();
  }

  OptionalLong whole(String key, long low, long high) {
    String expected = "a whole number from %d to %d".formatted(low, high);
    Optional<Object> value = value(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (value.get() instanceof Long number && number >= low && number <= high) {
      return OptionalLong.of(number);
    }
    refuse(key, expected, value.get());
    return OptionalLong.empty();
  }

  Optional<Boolean> flag(String key) {
    Optional<Object> value = value(key);
    if (value.isPresent() && !(value.get() instanceof Boolean)) {
      refuse(key, "true or false", value.get());
      return Optional.empty();
    }
    return value.map(Boolean.class::cast);
  }

  OptionalDouble number(String key, String expected) {
    Optional<Object> value = value(key);
    if (value.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (value.get() instanceof Number number && Double.isFinite(number.doubleValue())) {
      return OptionalDouble.of(number.doubleValue());
    }
    refuse(key, expected, value.get());
    return OptionalDouble.empty();
  }

  OptionalDouble needNumber(String key, String expected) {
    missing(key, expected);
    return number(key, expected);
  }

  List<String> texts(String key, String expected, Predicate<String> allowed) {
    List<String> texts = new ArrayList<>();
    Optional<Object> value = value(key);
    if (value.isEmpty()) {
      return texts;
    }
    if (!(value.get() instanceof TomlArray array) || array.size() > MOST_ITEMS) {
      refuse(key, expected, value.get());
      return texts;
    }
    for (Object item : array.toList()) {
      if (item instanceof String text && allowed.test(text)) {
        texts.add(text);
      } else {
        refuse(key, expected, item);
      }
    }
    return texts;
  }

  Optional<CheckedTable> table(String key) {
    return value(key)
        .flatMap(
            value -> {
              if (value instanceof TomlTable inner) {
                return Optional.of(new CheckedTable(inner, "[" + key + "]", lineOf(key), problems));
              }
              refuse(key, "a table [" + key + "]", value);
              return Optional.empty();
            });
  }

  List<CheckedTable> tables(String key) {
    List<CheckedTable> tables = new ArrayList<>();
    Optional<Object> value = value(key);
    if (value.isEmpty()) {
      return tables;
    }
    String expected = "tables [[%s]], at most %d".formatted(key, MOST_ITEMS);
    if (!(value.get() instanceof TomlArray array) || array.size() > MOST_ITEMS) {
      refuse(key, expected, value.get());
      return tables;
    }
    for (int i = 0; i < array.size(); i++) {
      TomlPosition at = array.inputPositionOf(i);
      int itemLine = at == null ? lineOf(key) : at.line();
      if (array.get(i) instanceof TomlTable inner) {
        tables.add(new CheckedTable(inner, "[[" + key + "]]", itemLine, problems));
      } else {
        refuse(key, expected, array.get(i));
      }
    }
    return tables;
  }

  /** Refuses every key that was never asked for. */
  void end() {
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        String hint = Nearest.hint(key, known);
        String all = hint.isEmpty() ? "; known are " + String.join(", ", known) : hint;
        problem(key, "%s has no key \"%s\"%s", where, key, all);
      }
    }
  }

  void problem(String key, String format, Object... arguments) {
    problems.add(new Problem(lineOf(key), format.formatted(arguments)));
  }

  private Optional<Object> value(String key) {
    known.add(key);
    return Optional.ofNullable(table.get(List.of(key)));
  }

  private void missing(String key, String expected) {
    if (!has(key)) {
      problems.add(
          new Problem(line, "%s needs the key \"%s\": %s".formatted(where, key, expected)));
    }
  }

  private void refuse(String key, String expected, Object found) {
    problem(key, "%s is %s: found %s", key, expected, show(found));
  }

  private static String show(Object value) {
    return switch (value) {
      case String text -> '"' + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + '"';
      case TomlTable _ -> "a table";
      case TomlArray _ -> "a list";
      default -> String.valueOf(value);
    };
  }

  private int lineOf(String key) {
    TomlPosition at = table.inputPositionOf(List.of(key));
    return at == null ? line : at.line();
  }
}
