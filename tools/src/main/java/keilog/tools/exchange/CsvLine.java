package keilog.tools.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.List;
import java.util.Optional;

/**
 * The cells of one line. Lines are parsed one by one, since none of these tools breaks a cell over
 * lines: so a stray quote costs its own line and not the rest of the file. The one place that knows
 * the CSV library.
 */
final class CsvLine {
  private static final CsvReader.CsvReaderBuilder PARSER = CsvReader.builder();

  private CsvLine() {}

  /** Empty where the line is no CSV. */
  static Optional<List<String>> cells(String line) {
    try {
      return line.isEmpty()
          ? Optional.empty()
          : Optional.of(PARSER.ofSingleCsvRecord(line).getFields());
    } catch (CsvParseException damaged) {
      return Optional.empty();
    }
  }
}
