package keilog.bench.size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints bytes per sample and ends with 1 where the promise breaks: at most 0.85 of the smallest
 * Parquet file as a geometric mean over the four recordings, none above 1.0.
 */
public final class SizeBench {
  private static final double PROMISE = 0.85;
  private static final String HEAD =
      "%-16s %9s | %7s %7s %6s | %7s %7s %7s %7s | %7s %7s | %9s %9s%n";
  private static final String LINE =
      "%-16s %,9d | %7.3f %7.3f %6.3f | %7.3f %7.3f %7.3f %7.3f | %7.3f %7.2f | %9.0f %9.0f%n";

  private SizeBench() {}

  /**
   * @param args the folder of the recordings, then any number of session files
   */
  public static void main(String[] args) throws IOException, SQLException {
    Path data = Path.of(args[0]);
    if (!Files.isDirectory(data)) {
      System.err.println("sizes: the recordings are missing: folder=" + data);
      System.exit(2);
    }
    Path scratch = Files.createTempDirectory("keilog-sizes");
    System.out.println(
        "Bytes per sample. Ours: 1 s blocks, KEY every 10 s, frames and SCHEMA included, codec 2,");
    System.out.println(
        "nothing trained on the recording. Parquet: whole files by DuckDB, zstd, one row group.");
    System.out.println();
    head();
    List<Double> ratios = new ArrayList<>();
    try {
      for (Recording recording : Recordings.all(data)) {
        ratios.add(print(recording, scratch));
      }
      boolean kept = judge(ratios);
      List<String> sessions = Arrays.asList(args).subList(1, args.length);
      if (!sessions.isEmpty()) {
        System.out.println();
        System.out.println("Sessions given, not part of the promise:");
        head();
        for (String session : sessions) {
          print(SessionRecording.read(Path.of(session)), scratch);
        }
      }
      System.exit(kept ? 0 : 1);
    } finally {
      Files.delete(scratch);
    }
  }

  private static void head() {
    System.out.printf(
        HEAD,
        "recording",
        "samples",
        "ours",
        "DATA",
        "ratio",
        "long",
        "raw-19",
        "wide-1",
        "wide-2",
        "csv.gz",
        "JSON",
        "enc ns",
        "dec ns");
  }

  private static double print(Recording recording, Path scratch) throws IOException, SQLException {
    double samples = recording.samples();
    BlockSizes ours = BlockSizes.of(recording);
    ParquetSizes parquet = ParquetSizes.of(recording, scratch);
    TextSizes text = TextSizes.of(recording);
    double ratio = ours.bytes() / (double) parquet.smallest();
    System.out.printf(
        Locale.ROOT,
        LINE,
        recording.name(),
        recording.samples(),
        ours.bytes() / samples,
        ours.dataBytes() / samples,
        ratio,
        parquet.longDoubles() / samples,
        parquet.longRaws() / samples,
        parquet.wideDoubles1() / samples,
        parquet.wideDoubles2() / samples,
        text.csvGzip() / samples,
        text.json() / samples,
        ours.encodeNanos() / samples,
        ours.decodeNanos() / samples);
    return ratio;
  }

  private static boolean judge(List<Double> ratios) {
    double mean = Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
    double worst = ratios.stream().mapToDouble(r -> r).max().orElseThrow();
    boolean kept = mean <= PROMISE && worst <= 1.0;
    System.out.printf(
        Locale.ROOT,
        "%nratio to the smallest Parquet file: geometric mean %.3f (promised %.2f), worst %.3f"
            + " (promised 1.00): %s%n",
        mean,
        PROMISE,
        worst,
        kept ? "kept" : "BROKEN");
    return kept;
  }
}
