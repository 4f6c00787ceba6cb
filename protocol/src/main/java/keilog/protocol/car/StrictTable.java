package keilog.protocol.car;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A TOML table that must be read whole: whatever nobody asked for is refused by line. */
final class StrictTable {
  private static final int MOST_ITEMS = 256;

  private final String file;
  private final TomlTable table;
  private final int line;
  private final Set<String> taken = new HashSet<>();

  StrictTable(String file, TomlTable table, int line) {
    this.file = file;
    this.table = table;
    this.line = line;
  }

  boolean has(String key) {
    return table.contains(List.of(key));
  }

  Set<String> keys() {
    return table.keySet();
  }

  /** The value of a key that must be there. */
  <T> T need(String key, Class<T> type, String form) throws RefusedProfile {
    Object value = take(key);
    if (value == null) {
      throw refused(line, "a key is missing: key=" + key);
    }
    if (!type.isInstance(value)) {
      throw refused(
          lineOf(key), "a value has the wrong form: key=%s, wanted=%s".formatted(key, form));
    }
    return type.cast(value);
  }

  String text(String key) throws RefusedProfile {
    String text = need(key, String.class, "text");
    if (text.isBlank()) {
      throw refused(lineOf(key), "a text is empty: key=" + key);
    }
    return text;
  }

  Optional<String> optionalText(String key) throws RefusedProfile {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  double number(String key) throws RefusedProfile {
    return need(key, Number.class, "number").doubleValue();
  }

  OptionalDouble optionalNumber(String key) throws RefusedProfile {
    return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
  }

  List<Object> items(String key) throws RefusedProfile {
    if (!has(key)) {
      return List.of();
    }
    TomlArray array = need(key, TomlArray.class, "list");
    if (array.size() > MOST_ITEMS) {
      throw refused(lineOf(key), "a list is too long: key=%s, most=%d".formatted(key, MOST_ITEMS));
    }
    return array.toList();
  }

  List<String> texts(String key) throws RefusedProfile {
    List<String> texts = new ArrayList<>();
    for (Object item : items(key)) {
      if (!(item instanceof String text)) {
        throw refused(lineOf(key), "a list holds texts only: key=" + key);
      }
      texts.add(text);
    }
    return texts;
  }

  List<Double> numbers(String key) throws RefusedProfile {
    List<Double> numbers = new ArrayList<>();
    for (Object item : items(key)) {
      if (!(item instanceof Number number)) {
        throw refused(lineOf(key), "a list holds numbers only: key=" + key);
      }
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  StrictTable table(String key) throws RefusedProfile {
    return new StrictTable(file, need(key, TomlTable.class, "table"), lineOf(key));
  }

  List<StrictTable> tables(String key) throws RefusedProfile {
    List<StrictTable> tables = new ArrayList<>();
    if (!has(key)) {
      return tables;
    }
    TomlArray array = need(key, TomlArray.class, "list of tables");
    for (int i = 0; i < array.size() && i < MOST_ITEMS; i++) {
      TomlPosition at = array.inputPositionOf(i);
      int itemLine = at == null ? lineOf(key) : at.line();
      if (!(array.get(i) instanceof TomlTable item)) {
        throw refused(itemLine, "a list holds tables only: key=" + key);
      }
      tables.add(new StrictTable(file, item, itemLine));
    }
    return tables;
  }

  /** Refuses the first key that was never asked for. */
  void end() throws RefusedProfile {
    for (String key : table.keySet()) {
      if (!taken.contains(key)) {
        throw refused(lineOf(key), "a key is not known here: key=" + key);
      }
    }
  }

  RefusedProfile refused(String key, String message) {
    return refused(lineOf(key), message);
  }

  private Object take(String key) {
    taken.add(key);
    return table.get(List.of(key));
  }

  private int lineOf(String key) {
    TomlPosition at = table.inputPositionOf(List.of(key));
    return at == null ? line : at.line();
  }

  private RefusedProfile refused(int atLine, String message) {
    return new RefusedProfile(file, atLine, message);
  }
}
