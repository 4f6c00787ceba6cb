package keilog.bench.size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import keilog.protocol.channel.GroupSpec;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Size in bytes of a recording in four Parquet layouts, each written by DuckDB as one file with one
 * row group and zstd.
 *
 * @param longDoubles a row per sample (channel, time, value as a double), sorted by channel and
 *     time, data pages version 2
 * @param longRaws the same with the raw integers, zstd level 19, version 2
 * @param wideDoubles1 a row per time, a double column per channel, null where no sample, version 1
 * @param wideDoubles2 the same, version 2
 */
record ParquetSizes(long longDoubles, long longRaws, long wideDoubles1, long wideDoubles2) {

  long smallest() {
    return Math.min(Math.min(longDoubles, longRaws), Math.min(wideDoubles1, wideDoubles2));
  }

  static ParquetSizes of(Recording recording, Path scratch) throws SQLException, IOException {
    try (DuckDBConnection db =
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        Statement sql = db.createStatement()) {
      sql.execute("create table samples (channel smallint, t bigint, value double, raw bigint)");
      fillLong(db, recording);
      int channels = recording.groups().stream().mapToInt(g -> g.channels().size()).sum();
      StringBuilder columns = new StringBuilder("t bigint");
      for (int c = 0; c < channels; c++) {
        columns.append(", c").append(c).append(" double");
      }
      sql.execute("create table wide (" + columns + ")");
      fillWide(db, recording, channels);
      String raw = fitsInt(sql) ? "integer" : "bigint";
      String byChannel = " from samples order by channel, t, rowid";
      return new ParquetSizes(
          size(sql, scratch, "select channel, t, value" + byChannel, "V2", ""),
          size(
              sql,
              scratch,
              "select channel, t, raw::" + raw + " as raw" + byChannel,
              "V2",
              ", compression_level 19"),
          size(sql, scratch, "select * from wide order by rowid", "V1", ""),
          size(sql, scratch, "select * from wide order by rowid", "V2", ""));
    }
  }

  private static boolean fitsInt(Statement sql) throws SQLException {
    try (var answer =
        sql.executeQuery(
            "select coalesce(max(raw) <= 2147483647 and min(raw) >= -2147483648, true) from"
                + " samples")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private static long size(
      Statement sql, Path scratch, String query, String version, String options)
      throws SQLException, IOException {
    Path file = scratch.resolve("table.parquet");
    sql.execute(
        "copy ("
            + query
            + ") to '"
            + file
            + "' (format parquet, compression zstd, parquet_version "
            + version
            + ", row_group_size 100000000"
            + options
            + ")");
    long size = Files.size(file);
    Files.delete(file);
    return size;
  }

  private static void fillLong(DuckDBConnection db, Recording recording) throws SQLException {
    int[] firstColumn = firstColumns(recording);
    long tickNanos = finestTick(recording);
    try (DuckDBAppender into = db.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "samples")) {
      for (Recording.Row row : recording.rows()) {
        GroupSpec group = recording.groups().get(row.group());
        for (int c = 0; c < row.raws().length; c++) {
          if ((row.present() >>> c & 1) != 0) {
            into.beginRow();
            into.append((short) (firstColumn[row.group()] + c));
            into.append(row.timeNanos() / tickNanos);
            into.append(group.channels().get(c).scale().value(row.raws()[c]));
            into.append(row.raws()[c]);
            into.endRow();
          }
        }
      }
    }
  }

  private static void fillWide(DuckDBConnection db, Recording recording, int channels)
      throws SQLException {
    int[] firstColumn = firstColumns(recording);
    long tickNanos = finestTick(recording);
    try (DuckDBAppender into = db.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "wide")) {
      for (List<Recording.Row> rows : byTime(recording)) {
        Double[] values = new Double[channels];
        for (Recording.Row row : rows) {
          GroupSpec group = recording.groups().get(row.group());
          for (int c = 0; c < row.raws().length; c++) {
            if ((row.present() >>> c & 1) != 0) {
              values[firstColumn[row.group()] + c] =
                  group.channels().get(c).scale().value(row.raws()[c]);
            }
          }
        }
        into.beginRow();
        into.append(rows.getFirst().timeNanos() / tickNanos);
        for (Double value : values) {
          if (value == null) {
            into.appendNull();
          } else {
            into.append(value.doubleValue());
          }
        }
        into.endRow();
      }
    }
  }

  /** Rows of different groups that share a time share a line. */
  private static List<List<Recording.Row>> byTime(Recording recording) {
    List<List<Recording.Row>> lines = new ArrayList<>();
    List<Recording.Row> line = new ArrayList<>();
    for (Recording.Row row : recording.rows()) {
      boolean joins =
          !line.isEmpty()
              && line.getFirst().timeNanos() == row.timeNanos()
              && line.stream().noneMatch(r -> r.group() == row.group());
      if (!joins) {
        line = new ArrayList<>();
        lines.add(line);
      }
      line.add(row);
    }
    return lines;
  }

  /** Times are whole numbers of it. */
  private static long finestTick(Recording recording) {
    return recording.groups().stream().mapToLong(GroupSpec::tickNanos).min().orElseThrow();
  }

  private static int[] firstColumns(Recording recording) {
    int[] first = new int[recording.groups().size()];
    for (int g = 1; g < first.length; g++) {
      first[g] = first[g - 1] + recording.groups().get(g - 1).channels().size();
    }
    return first;
  }
}
