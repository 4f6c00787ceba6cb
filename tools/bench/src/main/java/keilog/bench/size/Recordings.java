package keilog.bench.size;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads the four real recordings that the promise is measured on. */
final class Recordings {
  private Recordings() {}

  /** The four of a folder. */
  static List<Recording> all(Path data) throws IOException {
    return List.of(
        wrxSti(data.resolve("logs/wrx-sti-cobb.csv")),
        spreewaldring(data.resolve("logs/spreewaldring-trackaddict.csv")),
        speeduino(data.resolve("logs/speeduino-32min.mlg")),
        tianma(data.resolve("laps/tianma-lap9-racechrono-v3.csv")));
  }

  /** COBB Accessport: one group of 15 channels; the last column is no measurement. */
  static Recording wrxSti(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> names = Arrays.asList(lines.getFirst().split(",")).subList(1, 16);
    Table table = new Table(names);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      table.add(cells[0], Arrays.copyOfRange(cells, 1, 16));
    }
    return new Recording(
        "wrx-sti",
        List.of(table.group(1, "cobb", 0, 15)),
        table.rows(0, 0, 15, table.firstSeconds()));
  }

  /** TrackAddict on a phone: a GPS group, filled where GPS_Update is 1, and the phone's sensors. */
  static Recording spreewaldring(Path file) throws IOException {
    int[] gps = {7, 8, 9, 11, 12, 13};
    int[] phone = {14, 15, 16, 17, 18, 19};
    List<String[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        lines.add(line.split(",", -1));
      }
    }
    Table fixes = new Table(pick(lines.getFirst(), gps));
    Table motion = new Table(pick(lines.getFirst(), phone));
    for (String[] cells : lines.subList(1, lines.size())) {
      if (cells[5].equals("1")) {
        fixes.add(cells[0], pick(cells, gps).toArray(String[]::new));
      }
      motion.add(cells[0], pick(cells, phone).toArray(String[]::new));
    }
    BigDecimal zero = motion.firstSeconds();
    List<Recording.Row> rows =
        Stream.concat(
                fixes.rows(0, 0, gps.length, zero).stream(),
                motion.rows(1, 0, phone.length, zero).stream())
            .sorted(Comparator.comparingLong(Recording.Row::timeNanos))
            .toList();
    return new Recording(
        "spreewaldring",
        List.of(fixes.group(1, "gps", 0, gps.length), motion.group(2, "imu", 0, phone.length)),
        rows);
  }

  /** RaceChrono export: interpolated rows, one group of 21 channels. */
  static Recording tianma(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int head = 0;
    while (!lines.get(head).startsWith("timestamp,")) {
      head++;
    }
    String[] names = lines.get(head).split(",");
    for (int c = 0; c < names.length; c++) {
      names[c] = names[c] + "_" + c;
    }
    Table table = new Table(Arrays.asList(names).subList(5, 26));
    for (String line : lines.subList(head + 3, lines.size())) {
      String[] cells = line.split(",", -1);
      table.add(cells[0], Arrays.copyOfRange(cells, 5, 26));
    }
    return new Recording(
        "tianma",
        List.of(table.group(1, "racechrono", 0, 21)),
        table.rows(0, 0, 21, table.firstSeconds()));
  }

  /**
   * Speeduino's MLVLG version 1, big endian: the field Time and 66 others, so two groups, because a
   * group holds at most 64. Integers stay as they are in the file, floats take the decimals that
   * the file says are shown.
   */
  static Recording speeduino(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    int data = in.getInt(14);
    int recordBytes = in.getShort(18);
    int fields = in.getShort(20);
    List<MlgField> columns = new ArrayList<>();
    for (int f = 0; f < fields; f++) {
      columns.add(MlgField.read(in, 22 + 55 * f));
    }
    Table table = new Table(columns.stream().skip(1).map(MlgField::name).toList());
    for (int at = data; at + 4 <= in.limit(); ) {
      if (in.get(at) != 0) {
        at += 54;
        continue;
      }
      int cell = at + 4;
      String[] cells = new String[fields];
      for (int f = 0; f < fields; f++) {
        cells[f] = columns.get(f).text(in, cell);
        cell += columns.get(f).bytes();
      }
      table.add(cells[0], Arrays.copyOfRange(cells, 1, fields));
      at += 4 + recordBytes + 1;
    }
    BigDecimal zero = table.firstSeconds();
    List<Recording.Row> first = table.rows(0, 0, 64, zero);
    List<Recording.Row> second = table.rows(1, 64, fields - 1, zero);
    List<Recording.Row> rows = new ArrayList<>();
    for (int r = 0; r < first.size(); r++) {
      rows.add(first.get(r));
      rows.add(second.get(r));
    }
    return new Recording(
        "speeduino",
        List.of(table.group(1, "speeduino", 0, 64), table.group(2, "speeduino", 64, fields - 1)),
        rows);
  }

  private static List<String> pick(String[] cells, int[] columns) {
    return Arrays.stream(columns).mapToObj(c -> cells[c].replace("\"", "")).toList();
  }

  /** One field of an MLVLG log: type codes 0 U08, 1 S08, 2 U16, 3 S16, 7 F32. */
  private record MlgField(int type, String name, int digits) {

    static MlgField read(ByteBuffer in, int at) {
      byte[] name = new byte[34];
      in.get(at + 1, name);
      String text = new String(name, StandardCharsets.ISO_8859_1);
      return new MlgField(in.get(at), text.substring(0, text.indexOf(0)), in.get(at + 54));
    }

    int bytes() {
      return type < 2 ? 1 : type < 4 ? 2 : 4;
    }

    String text(ByteBuffer in, int at) {
      return switch (type) {
        case 0 -> Integer.toString(in.get(at) & 0xFF);
        case 1 -> Integer.toString(in.get(at));
        case 2 -> Integer.toString(in.getShort(at) & 0xFFFF);
        case 3 -> Integer.toString(in.getShort(at));
        case 7 -> decimal(in.getFloat(at));
        default -> throw new IllegalArgumentException("a field type is 0..3 or 7: type=" + type);
      };
    }

    /** Not a number is no sample. */
    private String decimal(float value) {
      return Float.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "";
    }
  }
}
