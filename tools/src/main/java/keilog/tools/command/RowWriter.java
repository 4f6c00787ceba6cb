package keilog.tools.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.DerivedChannel;
import keilog.protocol.channel.DerivedValues;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;

/** Writes ordered rows as text, CSV or JSON lines, derived channels where they are asked for. */
final class RowWriter implements OrderedRows.Rows {

  /** How a row is written. */
  enum Form {
    /** {@code 12.345 engine_speed=3500 throttle_position=12.5}: seconds from the first row. */
    TEXT,
    /** A column per channel, empty where a row has no value; seconds from the first row. */
    CSV,
    /**
     * An object a line; {@code t} in milliseconds on the session's own axis, as in live messages.
     */
    JSON
  }

  private static final DecimalText SECONDS = new DecimalText(Scale.of(1, 1_000_000_000));
  private static final DecimalText MILLIS = new DecimalText(Scale.of(1, 1_000_000));
  private static final int CHUNK_CHARS = 1 << 16;

  private final PrintWriter out;
  private final Form form;
  private final Set<String> names;
  private final double fromSeconds;
  private final double toSeconds;
  private final DerivedValues derivedValues = new DerivedValues();
  private final List<DerivedChannel> derived = new ArrayList<>();
  private final Map<GroupSpec, DecimalText[]> texts = new IdentityHashMap<>();
  private final Map<String, Integer> csvColumns = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final StringBuilder line = new StringBuilder();
  private String[] cells = new String[0];
  private long startNanos = Long.MIN_VALUE;
  private boolean headWritten;

  /**
   * @param names channels to write; empty: all that were recorded
   * @param fromSeconds from the session's first row
   * @param toSeconds from the session's first row, excluded
   */
  RowWriter(PrintWriter out, Form form, List<String> names, double fromSeconds, double toSeconds) {
    this.out = out;
    this.form = form;
    this.names = new HashSet<>(names);
    this.fromSeconds = fromSeconds;
    this.toSeconds = toSeconds;
    names.forEach(n -> DerivedChannel.byName(n).ifPresent(derived::add));
  }

  /** Names that were asked for and never seen. */
  Set<String> unknownNames() {
    Set<String> unknown = new HashSet<>(names);
    unknown.removeAll(known);
    derived.forEach(d -> unknown.remove(d.channelName()));
    return unknown;
  }

  /** CSV needs every schema before the first row: its columns are written once. */
  @Override
  public void schema(Schema schema) {
    for (GroupSpec group : schema.groups()) {
      for (ChannelSpec channel : group.channels()) {
        known.add(channel.name());
        if (wants(channel.name()) && !headWritten) {
          csvColumns.putIfAbsent(channel.name(), csvColumns.size());
        }
      }
    }
    if (!headWritten) {
      derived.forEach(d -> csvColumns.putIfAbsent(d.channelName(), csvColumns.size()));
      cells = new String[csvColumns.size()];
    }
  }

  @Override
  public boolean row(GroupSpec group, long timeNanos, long presence, long[] raw) {
    if (startNanos == Long.MIN_VALUE) {
      startNanos = timeNanos;
    }
    double seconds = (timeNanos - startNanos) / 1e9;
    if (seconds >= toSeconds) {
      flush();
      return false;
    }
    boolean wanted = seconds >= fromSeconds;
    boolean any = false;
    int begin = line.length();
    if (wanted) {
      head();
      begin = line.length();
      begin(timeNanos);
    }
    List<ChannelSpec> channels = group.channels();
    DecimalText[] columns = texts.computeIfAbsent(group, RowWriter::texts);
    for (int c = 0; c < channels.size(); c++) {
      if ((presence >>> c & 1) != 0) {
        ChannelSpec channel = channels.get(c);
        if (!derived.isEmpty()) {
          derivedValues.put(channel.quantity(), timeNanos, channel.scale().value(raw[c]));
        }
        if (wanted && wants(channel.name())) {
          value(channel, columns[c], raw[c]);
          any = true;
        }
      }
    }
    any |= derived(group, timeNanos, presence, wanted);
    if (any) {
      end();
    } else {
      line.setLength(begin);
    }
    if (line.length() > CHUNK_CHARS) {
      flush();
      return !out.checkError(); // the reader of a pipe has gone
    }
    return true;
  }

  /** Hands on what is still gathered. */
  void flush() {
    out.append(line);
    out.flush();
    line.setLength(0);
  }

  private void head() {
    if (!headWritten && form == Form.CSV) {
      String[] columns = new String[csvColumns.size()];
      csvColumns.forEach((name, column) -> columns[column] = name);
      line.append("time_s,").append(String.join(",", columns)).append('\n');
    }
    headWritten = true;
  }

  private void begin(long timeNanos) {
    switch (form) {
      case TEXT -> SECONDS.append(line, timeNanos - startNanos);
      case CSV -> {
        Arrays.fill(cells, "");
        SECONDS.append(line, timeNanos - startNanos);
      }
      case JSON -> {
        line.append("{\"t\":");
        MILLIS.append(line, timeNanos);
      }
    }
  }

  private void value(ChannelSpec channel, DecimalText text, long raw) {
    switch (form) {
      case TEXT -> text.append(line.append(' ').append(channel.name()).append('='), raw);
      case CSV -> {
        Integer column = csvColumns.get(channel.name());
        if (column != null) {
          StringBuilder cell = new StringBuilder();
          text.append(cell, raw);
          cells[column] = cell.toString();
        }
      }
      case JSON -> text.append(line.append(",\"").append(channel.name()).append("\":"), raw);
    }
  }

  private static DecimalText[] texts(GroupSpec group) {
    return group.channels().stream()
        .map(channel -> new DecimalText(channel.scale()))
        .toArray(DecimalText[]::new);
  }

  private boolean derived(GroupSpec group, long timeNanos, long presence, boolean wanted) {
    boolean any = false;
    for (DerivedChannel d : derived) {
      if (wanted && triggered(group, presence, d)) {
        double value = derivedValues.at(d, timeNanos);
        if (!Double.isNaN(value)) {
          value(d, String.format(Locale.ROOT, "%.4f", value));
          any = true;
        }
      }
    }
    return any;
  }

  private static boolean triggered(GroupSpec group, long presence, DerivedChannel d) {
    for (int c = 0; c < group.channels().size(); c++) {
      if ((presence >>> c & 1) != 0
          && DerivedValues.triggers(group.channels().get(c).quantity(), d)) {
        return true;
      }
    }
    return false;
  }

  private void value(DerivedChannel d, String text) {
    switch (form) {
      case TEXT -> line.append(' ').append(d.channelName()).append('=').append(text);
      case CSV -> cells[csvColumns.get(d.channelName())] = text;
      case JSON -> line.append(",\"").append(d.channelName()).append("\":").append(text);
    }
  }

  private void end() {
    switch (form) {
      case TEXT -> line.append('\n');
      case CSV -> {
        for (String cell : cells) {
          line.append(',').append(cell);
        }
        line.append('\n');
      }
      case JSON -> line.append("}\n");
    }
  }

  private boolean wants(String name) {
    return names.isEmpty() || names.contains(name);
  }
}
