package keilog.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.session.ReadReport;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.PayloadException;
import keilog.protocol.track.LapEvents;
import keilog.protocol.track.Quality;

/**
 * What one session holds, in numbers.
 *
 * @param file where it is
 * @param report of the reader
 * @param channels in the order of the schema
 * @param firstNanos time of the earliest row on the session's axis
 * @param lastNanos time of the latest row; below firstNanos where there is none
 * @param dropouts how many DROPOUT accounts there are
 * @param events how many events
 * @param laps how many whole ones the logger timed on the way
 * @param bestSeconds the fastest of those that count
 * @param tie the surest tie of the session's axis to UTC, if any clock was set
 * @param receipt what a collector in the pits has, from the file beside
 */
record SessionSummary(
    Path file,
    ReadReport report,
    List<ChannelCount> channels,
    long firstNanos,
    long lastNanos,
    long dropouts,
    long events,
    int laps,
    OptionalDouble bestSeconds,
    Optional<ClockTie> tie,
    Optional<KeptReceipt> receipt) {

  /** Samples of one channel and when the first and last of them were. */
  static final class ChannelCount {
    final ChannelSpec channel;
    final String source;
    long samples;
    long firstNanos;
    long lastNanos;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;

    private ChannelCount(ChannelSpec channel, String source) {
      this.channel = channel;
      this.source = source;
    }

    /** Samples per second between the first and the last; 0 below two. */
    double rateHz() {
      return samples < 2 || lastNanos <= firstNanos
          ? 0
          : (samples - 1) * 1e9 / (lastNanos - firstNanos);
    }

    private void add(long nanos, double value) {
      if (samples++ == 0) {
        firstNanos = nanos;
      }
      lastNanos = nanos;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }

  /** Reads a session in full. */
  static SessionSummary of(Path file) throws IOException {
    Counting counting = new Counting();
    String name = file.getFileName().toString();
    ReadReport report;
    try (ProgressStorage storage =
        ProgressStorage.open(SessionFiles.storage(file), name, Files.size(file))) {
      report = SessionReader.over(storage, name).read(counting);
    }
    return new SessionSummary(
        file,
        report,
        List.copyOf(counting.channels.values()),
        counting.firstNanos,
        counting.lastNanos,
        counting.dropouts,
        counting.events,
        counting.laps,
        counting.bestSeconds,
        counting.tie,
        receipt(file));
  }

  double seconds() {
    return lastNanos < firstNanos ? 0 : (lastNanos - firstNanos) / 1e9;
  }

  /** UTC of the first row, once a clock was set. */
  Optional<Instant> started() {
    return tie.map(
        t -> {
          long utc = t.utcNanos() - (t.timeNanos() - firstNanos);
          return Instant.ofEpochSecond(0, utc);
        });
  }

  /** Whether the collector whose receipt lies beside has all of a closed session. */
  boolean inThePits() {
    return receipt.map(KeptReceipt::complete).orElse(false);
  }

  private static Optional<KeptReceipt> receipt(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + KeptReceipt.SUFFIX);
    try {
      return Files.isRegularFile(beside) && Files.size(beside) < 4096
          ? Optional.of(KeptReceipt.fromJson(Files.readAllBytes(beside)))
          : Optional.empty();
    } catch (IOException | PayloadException unreadable) {
      return Optional.empty();
    }
  }

  private static final class Counting implements SessionVisitor {
    private final Map<Integer, ChannelCount> channels = new LinkedHashMap<>();
    private final List<ChannelCount> columns = new ArrayList<>();
    private long firstNanos = Long.MAX_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long dropouts;
    private long events;
    private int laps;
    private OptionalDouble bestSeconds = OptionalDouble.empty();
    private Optional<ClockTie> tie = Optional.empty();

    @Override
    public void data(GroupBatch batch) {
      columns.clear();
      for (ChannelSpec channel : batch.group().channels()) {
        columns.add(
            channels.computeIfAbsent(
                channel.id(), id -> new ChannelCount(channel, batch.group().source())));
      }
      for (int row = 0; row < batch.size(); row++) {
        long nanos = batch.timeNanos(row);
        firstNanos = Math.min(firstNanos, nanos);
        lastNanos = Math.max(lastNanos, nanos);
        for (int c = 0; c < columns.size(); c++) {
          if (batch.present(c, row)) {
            ChannelCount count = columns.get(c);
            count.add(nanos, count.channel.scale().value(batch.raw(c, row)));
          }
        }
      }
    }

    @Override
    public void dropout(Dropout dropout) {
      dropouts++;
    }

    @Override
    public void event(Event event) {
      events++;
      OptionalLong duration = event.whole(EventField.DURATION_NANOS);
      if (event.kindId() != EventKind.LAP.id()
          || duration.isEmpty()
          || LapEvents.quality(event) == Quality.INSUFFICIENT) {
        return;
      }
      laps++;
      double seconds = duration.getAsLong() * 1e-9;
      if (LapEvents.counts(event) && seconds < bestSeconds.orElse(Double.POSITIVE_INFINITY)) {
        bestSeconds = OptionalDouble.of(seconds);
      }
    }

    @Override
    public void clock(ClockTie newTie) {
      boolean known =
          newTie.source() != ClockTie.Source.NONE && newTie.uncertaintyNanos() != ClockTie.UNKNOWN;
      if (known && tie.map(t -> newTie.uncertaintyNanos() < t.uncertaintyNanos()).orElse(true)) {
        tie = Optional.of(newTie);
      }
    }
  }
}
