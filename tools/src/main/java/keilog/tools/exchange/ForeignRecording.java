package keilog.tools.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Fix;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;

/** Makes a recording of the rows of a foreign file. */
final class ForeignRecording {
  /** What a fix takes; the rest of the receiver's columns stay columns. */
  private static final Set<Channel> OF_A_FIX =
      Set.of(
          Channel.LATITUDE,
          Channel.LONGITUDE,
          Channel.GPS_SPEED,
          Channel.HEADING,
          Channel.ALTITUDE,
          Channel.HORIZONTAL_ACCURACY,
          Channel.SPEED_ACCURACY,
          Channel.SATELLITES,
          Channel.FIX_QUALITY);

  private static final double METRES_PER_SECOND_PER_KMH = 1 / 3.6;

  private final ForeignRows rows;

  ForeignRecording(ForeignRows rows) {
    this.rows = rows;
  }

  /** Which rows of a column are measurements, and no repetition or interpolation. */
  interface Measured {
    BitSet rows(int column);
  }

  /**
   * The recording.
   *
   * @param file its name
   * @param fixes rows that are fixes
   * @param measured rows of every other column
   */
  Recording of(String file, BitSet fixes, Measured measured) {
    return new Recording(
        file.replaceFirst("\\.[^.]*$", ""),
        Optional.empty(),
        Optional.empty(),
        fixes(fixes),
        columns(measured),
        List.of(),
        List.of(),
        List.of(file));
  }

  private Fixes fixes(BitSet which) {
    Fixes.Builder fixes = new Fixes.Builder();
    Fix fix = new Fix();
    for (int row = which.nextSetBit(0); row >= 0; row = which.nextSetBit(row + 1)) {
      fix.latitude = value(Channel.LATITUDE, row);
      fix.longitude = value(Channel.LONGITUDE, row);
      boolean nowhere = fix.latitude == 0 && fix.longitude == 0;
      if (Double.isNaN(fix.latitude) || Double.isNaN(fix.longitude) || nowhere) {
        continue;
      }
      fix.timeNanos = rows.time(row);
      fix.gnssNanos = rows.time(row);
      fix.speed = value(Channel.GPS_SPEED, row) * METRES_PER_SECOND_PER_KMH;
      fix.heading = value(Channel.HEADING, row);
      fix.horizontalAccuracy = value(Channel.HORIZONTAL_ACCURACY, row);
      fix.speedAccuracy = value(Channel.SPEED_ACCURACY, row) * METRES_PER_SECOND_PER_KMH;
      fix.quality = whole(Channel.FIX_QUALITY, row, 1);
      fix.satellites = whole(Channel.SATELLITES, row, -1);
      fixes.add(fix, value(Channel.ALTITUDE, row));
    }
    return fixes.build();
  }

  /** In the unit of the catalogue; NaN where no column or an empty cell. */
  private double value(Channel channel, int row) {
    int column = rows.column(channel);
    return column < 0 ? Double.NaN : rows.value(column, row) * rows.columns().get(column).factor();
  }

  private int whole(Channel channel, int row, int unknown) {
    double value = value(channel, row);
    return Double.isNaN(value) ? unknown : Math.clamp(Math.round(value), 0, 99);
  }

  private List<Column> columns(Measured measured) {
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int c = 0; c < rows.columns().size(); c++) {
      ForeignColumn column = rows.columns().get(c);
      boolean taken =
          column.quantity().filter(OF_A_FIX::contains).isPresent()
              && rows.column(column.quantity().get()) == c;
      if (c != rows.timeColumn() && !taken) {
        Column made = column(c, names, measured.rows(c));
        if (made.size() > 0) {
          columns.add(made);
        }
      }
    }
    return columns;
  }

  private Column column(int c, Set<String> names, BitSet kept) {
    ForeignColumn column = rows.columns().get(c);
    String wanted = column.quantity().map(Channel::channelName).orElse(column.name());
    String name = wanted;
    for (int n = 2; !names.add(name); n++) {
      name = wanted + "_" + n;
    }
    long[] times = new long[kept.cardinality()];
    float[] values = new float[times.length];
    int size = 0;
    for (int row = kept.nextSetBit(0); row >= 0; row = kept.nextSetBit(row + 1)) {
      double value = rows.value(c, row) * column.factor();
      if (!Double.isNaN(value)) {
        times[size] = rows.time(row);
        values[size++] = (float) value;
      }
    }
    return new Column(
        name,
        column.quantity(),
        column.quantity().map(q -> q.unit().symbol()).orElse(column.unit()),
        column.source(),
        Arrays.copyOf(times, size),
        Arrays.copyOf(values, size));
  }
}
