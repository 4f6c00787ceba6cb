package keilog.bench.size;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;

/**
 * Size in bytes of a recording as text.
 *
 * @param csvGzip one table of all channels, a line per row, gzip over the whole
 * @param json one object per sample, {@code {"t":0.014,"channel":"RPM","value":766}}
 */
record TextSizes(long csvGzip, long json) {

  static TextSizes of(Recording recording) throws IOException {
    Counter csv = new Counter();
    Counter json = new Counter();
    try (GZIPOutputStream zip = new GZIPOutputStream(csv, 1 << 16)) {
      int channels = recording.groups().stream().mapToInt(g -> g.channels().size()).sum();
      StringBuilder line = new StringBuilder("time");
      recording.groups().stream()
          .flatMap(g -> g.channels().stream())
          .forEach(c -> line.append(',').append(c.name()));
      write(zip, line.append('\n'));
      for (Recording.Row row : recording.rows()) {
        GroupSpec group = recording.groups().get(row.group());
        int first = firstColumn(recording, row.group());
        String time = BigDecimal.valueOf(row.timeNanos(), 9).stripTrailingZeros().toPlainString();
        line.setLength(0);
        line.append(time);
        for (int c = 0; c < channels; c++) {
          line.append(',');
          int column = c - first;
          if (column >= 0 && column < row.raws().length && (row.present() >>> column & 1) != 0) {
            String value = text(group.channels().get(column).scale(), row.raws()[column]);
            line.append(value);
            json.add(
                "{\"t\":%s,\"channel\":\"%s\",\"value\":%s}\n"
                    .formatted(time, group.channels().get(column).name(), value));
          }
        }
        write(zip, line.append('\n'));
      }
    }
    return new TextSizes(csv.bytes, json.bytes);
  }

  private static int firstColumn(Recording recording, int group) {
    return recording.groups().stream().limit(group).mapToInt(g -> g.channels().size()).sum();
  }

  private static String text(Scale scale, long raw) {
    long denominator = scale.denominator();
    boolean decimal = BigDecimal.valueOf(denominator).stripTrailingZeros().precision() == 1;
    return decimal && scale.numerator() == 1 && scale.offset() == 0
        ? BigDecimal.valueOf(raw, Long.toString(denominator).length() - 1).toPlainString()
        : Double.toString(scale.value(raw));
  }

  private static void write(OutputStream out, CharSequence text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Counts bytes and keeps none. */
  private static final class Counter extends OutputStream {
    private long bytes;

    void add(String text) {
      bytes += text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      bytes += len;
    }
  }
}
