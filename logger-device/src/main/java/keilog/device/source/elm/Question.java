package keilog.device.source.elm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;

/**
 * One request that is asked again and again, and the row its answers fill. Knows how many lines its
 * answer has, once one was seen. One thread.
 */
final class Question {
  /** As true as the stamps are: half the span of a request is their uncertainty, 1 ms and more. */
  static final long TICK_NANOS = 500_000;

  static final Scale VOLTAGE_SCALE = Scale.of(1, 100);

  private static final int MOST_COUNT = 0xF;

  private final int[] pids;
  private final boolean[] asked;
  private final int[] misses;
  private final PidField[][] fields;
  private final int[] firstColumns;
  private final Row row;
  private final boolean fast;
  private final long periodNanos;
  private Command plain;
  private Command counted;
  private int count;
  private int shortAnswers;
  private int relearns;
  private int emptyAnswers;
  private long firstEmptyNanos;
  private long retryNanos;
  private long dueNanos;

  private Question(
      int[] pids, PidField[][] fields, Row row, boolean fast, long periodNanos, long nowNanos) {
    this.pids = pids;
    this.fields = fields;
    this.row = row;
    this.fast = fast;
    this.periodNanos = periodNanos;
    this.dueNanos = nowNanos;
    this.asked = new boolean[pids.length];
    this.misses = new int[pids.length];
    this.firstColumns = new int[pids.length];
    Arrays.fill(asked, true);
    for (int i = 1; i < pids.length; i++) {
      firstColumns[i] = firstColumns[i - 1] + fields[i - 1].length;
    }
    if (pids.length > 0) {
      compose();
    } else {
      plain = Command.of("ATRV");
    }
  }

  /** The battery's voltage as the adapter itself measures it, for cars that do not tell. */
  static Question voltage(long periodNanos, SourceContext context, long nowNanos) {
    ChannelSpec volts = ChannelSpec.of(Channel.BATTERY_VOLTAGE, VOLTAGE_SCALE);
    GroupSpec group = context.declare(TICK_NANOS, periodNanos, List.of(volts));
    return new Question(
        new int[0], new PidField[0][], new Row(group), false, periodNanos, nowNanos);
  }

  /**
   * A request for these channels.
   *
   * @param wanted of at most six PIDs, those of one PID next to each other
   * @param fast comes before those that are not
   * @param periodNanos 0: as often as possible
   */
  static Question of(
      List<PidField> wanted, boolean fast, long periodNanos, SourceContext context, long nowNanos) {
    int[] pids = wanted.stream().mapToInt(PidField::pid).distinct().toArray();
    PidField[][] fields = new PidField[pids.length][];
    List<ChannelSpec> specs = new ArrayList<>();
    for (int i = 0; i < pids.length; i++) {
      int pid = pids[i];
      fields[i] = wanted.stream().filter(f -> f.pid() == pid).toArray(PidField[]::new);
      for (PidField field : fields[i]) {
        specs.add(field.spec(field.isCatalogue() ? 0 : context.localId(field.name())));
      }
    }
    GroupSpec group = context.declare(TICK_NANOS, periodNanos, specs);
    return new Question(pids, fields, new Row(group), fast, periodNanos, nowNanos);
  }

  private void compose() {
    StringBuilder text = new StringBuilder("01");
    for (int i = 0; i < pids.length; i++) {
      if (asked[i]) {
        text.append("%02X".formatted(pids[i]));
      }
    }
    plain = Command.of(text.toString());
    forgetCount();
  }

  /**
   * What to send: with the number of lines to wait for, where it is known and the adapter takes it.
   */
  Command command(boolean countWorks) {
    return countWorks && counted != null ? counted : plain;
  }

  boolean wasCounted(Command command) {
    return command == counted;
  }

  /** Learns from a whole answer how many lines it has. */
  void learnCount(int lines) {
    if (lines >= 1 && lines <= MOST_COUNT && count != lines) {
      count = lines;
      counted = Command.of(plain.text() + Integer.toHexString(lines).toUpperCase());
      shortAnswers = 0;
    }
  }

  /** The answer was cut off: the count was too low, or a line was lost. */
  void distrustCount() {
    forgetCount();
    relearns++;
  }

  private void forgetCount() {
    count = 0;
    counted = null;
    shortAnswers = 0;
  }

  /** True where learning has not led anywhere lasting. */
  boolean countHopeless() {
    return relearns > 5;
  }

  /**
   * Says how many lines a counted answer had: fewer than asked for costs the adapter's whole wait.
   */
  void sawLines(int lines) {
    if (lines >= count) {
      shortAnswers = 0;
    } else if (++shortAnswers >= 3 && lines > 0) {
      learnCount(lines);
    }
  }

  /** Index of a PID of this question, or -1. */
  int indexOf(int pid) {
    for (int i = 0; i < pids.length; i++) {
      if (pids[i] == pid) {
        return i;
      }
    }
    return -1;
  }

  int size() {
    return pids.length;
  }

  int askedCount() {
    int count = 0;
    for (boolean a : asked) {
      count += a ? 1 : 0;
    }
    return count;
  }

  boolean asked(int i) {
    return asked[i];
  }

  /** Leaves a PID out of the request, or takes it in again. */
  void ask(int i, boolean on) {
    asked[i] = on;
    misses[i] = 0;
    if (askedCount() > 0) {
      compose();
    }
  }

  /** Counts an answer without this PID; returns how many there were in a row. */
  int missed(int i) {
    return ++misses[i];
  }

  void answered(int i) {
    misses[i] = 0;
  }

  /** Counts a request without any answer; returns how many there were in a row. */
  int emptied(long nowNanos) {
    if (emptyAnswers == 0) {
      firstEmptyNanos = nowNanos;
    }
    return ++emptyAnswers;
  }

  /** When the first of the present empty answers came. */
  long firstEmptyNanos() {
    return firstEmptyNanos;
  }

  Command commandAlone(int i) {
    return Command.of("01%02X".formatted(pids[i]));
  }

  void filled() {
    emptyAnswers = 0;
    retryNanos = 0;
  }

  /** Asks only now and then, until an answer comes. */
  void retryEvery(long nanos) {
    retryNanos = nanos;
  }

  PidField[] fields(int i) {
    return fields[i];
  }

  int firstColumn(int i) {
    return firstColumns[i];
  }

  Row row() {
    return row;
  }

  long periodNanos() {
    return periodNanos;
  }

  /** Distance of requests: the wanted one, or the retry's while nothing answers. */
  long currentPeriodNanos() {
    return Math.max(periodNanos, retryNanos);
  }

  boolean isFast() {
    return fast && retryNanos == 0;
  }

  boolean isVoltage() {
    return pids.length == 0;
  }

  boolean isActive() {
    return isVoltage() || askedCount() > 0;
  }

  long dueNanos() {
    return dueNanos;
  }

  void due(long nanos) {
    dueNanos = nanos;
  }
}
