package keilog.protocol.toml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A TOML table that must be read whole: whatever nobody asked for is refused by line. One thread.
 */
public final class StrictTable {
  /** Enough for any list that somebody writes by hand. */
  private static final int MOST_ITEMS = 256;

  private final String file;
  private final TomlTable table;
  private final int line;
  private final Set<String> taken = new HashSet<>();

  private StrictTable(String file, TomlTable table, int line) {
    this.file = file;
    this.table = table;
    this.line = line;
  }

  /**
   * The top table of a text.
   *
   * @param file as messages name it
   * @throws RefusedToml where the text is no TOML
   */
  public static StrictTable parse(String file, String toml) throws RefusedToml {
    TomlParseResult parsed;
    try {
      parsed = Toml.parse(toml);
    } catch (RuntimeException brokenInside) {
      // the parser (2.2.0) fails on some broken inline tables instead of reporting them
      throw new RefusedToml(
          file, failingLine(toml), "this is no TOML; look at the brackets and commas of this line");
    }
    if (parsed.hasErrors()) {
      TomlParseError error = parsed.errors().getFirst();
      throw new RefusedToml(file, error.position().line(), error.getMessage());
    }
    return new StrictTable(file, parsed, 1);
  }

  /** The last line of the shortest beginning on which the parser fails. */
  private static int failingLine(String toml) {
    int line = 1;
    for (int end = toml.indexOf('\n'); end >= 0; end = toml.indexOf('\n', end + 1)) {
      try {
        Toml.parse(toml.substring(0, end + 1));
        line++;
      } catch (RuntimeException here) {
        return line;
      }
    }
    return line;
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    return table.contains(List.of(key));
  }

  /** Whether the value of a key is a text. */
  public boolean isText(String key) {
    return table.get(List.of(key)) instanceof String;
  }

  /** Every key that is there. */
  public Set<String> keys() {
    return table.keySet();
  }

  /** The value of a key that must be there. */
  public <T> T need(String key, Class<T> type, String form) throws RefusedToml {
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

  /** A text that must be there and says something. */
  public String text(String key) throws RefusedToml {
    String text = need(key, String.class, "text");
    if (text.isBlank()) {
      throw refused(lineOf(key), "a text is empty: key=" + key);
    }
    return text;
  }

  /** A text that may be missing, not empty. */
  public Optional<String> optionalText(String key) throws RefusedToml {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** A number that must be there, whole or not. */
  public double number(String key) throws RefusedToml {
    return need(key, Number.class, "number").doubleValue();
  }

  /** A number that may be missing. */
  public OptionalDouble optionalNumber(String key) throws RefusedToml {
    return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
  }

  private List<Object> items(String key) throws RefusedToml {
    return has(key) ? array(key, MOST_ITEMS).toList() : List.of();
  }

  private TomlArray array(String key, int most) throws RefusedToml {
    TomlArray array = need(key, TomlArray.class, "list");
    if (array.size() > most) {
      throw refused(lineOf(key), "a list is too long: key=%s, most=%d".formatted(key, most));
    }
    return array;
  }

  /** A list of texts; empty where the key is missing. */
  public List<String> texts(String key) throws RefusedToml {
    List<String> texts = new ArrayList<>();
    for (Object item : items(key)) {
      if (!(item instanceof String text)) {
        throw refused(lineOf(key), "a list holds texts only: key=" + key);
      }
      texts.add(text);
    }
    return texts;
  }

  /** A list of numbers; empty where the key is missing. */
  public List<Double> numbers(String key) throws RefusedToml {
    List<Double> numbers = new ArrayList<>();
    for (Object item : items(key)) {
      if (!(item instanceof Number number)) {
        throw refused(lineOf(key), "a list holds numbers only: key=" + key);
      }
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  /**
   * A list of lists of numbers, all of one length; empty where the key is missing.
   *
   * @param each how many numbers an item has
   * @param most items
   */
  public List<NumberRow> rows(String key, int each, int most) throws RefusedToml {
    List<NumberRow> rows = new ArrayList<>();
    if (!has(key)) {
      return rows;
    }
    TomlArray array = array(key, most);
    for (int i = 0; i < array.size(); i++) {
      TomlPosition at = array.inputPositionOf(i);
      int itemLine = at == null ? lineOf(key) : at.line();
      double[] numbers = new double[each];
      List<Object> items = array.get(i) instanceof TomlArray row ? row.toList() : List.of();
      boolean whole = items.size() == each;
      for (int n = 0; whole && n < each; n++) {
        whole = items.get(n) instanceof Number;
        numbers[n] = whole ? ((Number) items.get(n)).doubleValue() : 0;
      }
      if (!whole) {
        throw refused(itemLine, "an item is a list of %d numbers: key=%s".formatted(each, key));
      }
      rows.add(new NumberRow(itemLine, numbers));
    }
    return rows;
  }

  /** Some numbers of one line. */
  public record NumberRow(int line, double[] numbers) {}

  /** A table that must be there. */
  public StrictTable table(String key) throws RefusedToml {
    return new StrictTable(file, need(key, TomlTable.class, "table"), lineOf(key));
  }

  /** A list of tables; empty where the key is missing. */
  public List<StrictTable> tables(String key) throws RefusedToml {
    List<StrictTable> tables = new ArrayList<>();
    if (!has(key)) {
      return tables;
    }
    TomlArray array = array(key, MOST_ITEMS);
    for (int i = 0; i < array.size(); i++) {
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
  public void end() throws RefusedToml {
    for (String key : table.keySet()) {
      if (!taken.contains(key)) {
        throw refused(lineOf(key), "a key is not known here: key=" + key);
      }
    }
  }

  /** What to throw where the value of a key is wrong. */
  public RefusedToml refused(String key, String message) {
    return refused(lineOf(key), message);
  }

  private Object take(String key) {
    taken.add(key);
    return table.get(List.of(key));
  }

  /** Where the value of a key begins; where the table begins if the key is missing. */
  public int lineOf(String key) {
    TomlPosition at = table.inputPositionOf(List.of(key));
    return at == null ? line : at.line();
  }

  /** What to throw where something on a line is wrong. */
  public RefusedToml refused(int atLine, String message) {
    return new RefusedToml(file, atLine, message);
  }
}
