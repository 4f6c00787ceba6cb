package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keilog info}: what sessions hold. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a session holds: car, date once known, duration, channels with the rates reached,",
      "drop-outs, damage. With a folder, lists its sessions."
    })
final class InfoCommand implements Callable<Integer> {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "SESSION|DIR", description = "Session files or folders.")
  private List<Path> paths;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<SessionSummary> summaries = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        spec.commandLine().getErr().println("there is no such file or folder: path=" + path);
        return 1;
      }
      for (Path file : SessionFiles.in(path)) {
        summaries.add(SessionSummary.of(file));
      }
    }
    boolean one = paths.size() == 1 && !Files.isDirectory(paths.getFirst());
    if (json && one) {
      Output.print(out, json(summaries.getFirst(), Output.object()));
    } else if (json) {
      ObjectNode all = Output.object();
      ArrayNode array = all.putArray("sessions");
      summaries.forEach(s -> json(s, array.addObject()));
      Output.print(out, all);
    } else if (one) {
      describe(summaries.getFirst(), out);
    } else {
      list(summaries, out);
    }
    out.flush();
    boolean readable = summaries.stream().allMatch(s -> s.report().schema().isPresent());
    return readable ? 0 : 1;
  }

  private static void list(List<SessionSummary> summaries, PrintWriter out) {
    TextTable table =
        TextTable.columns(
            "session",
            "car",
            "date",
            "duration",
            "laps",
            "best",
            "samples",
            "state",
            "pits",
            "file");
    for (SessionSummary s : summaries) {
      table.row(
          s.report().schema().map(h -> h.session().toString()).orElse("?"),
          s.report().schema().map(Schema::car).orElse("?"),
          s.started().map(DATE::format).orElse("unknown"),
          Output.duration(s.seconds()),
          s.laps() == 0 ? "-" : s.laps(),
          s.bestSeconds().isPresent() ? LapText.time(s.bestSeconds().getAsDouble()) : "-",
          s.report().samples(),
          SessionState.of(s.report()).text()
              + (s.report().schema().flatMap(Schema::continues).isPresent() ? ", continues" : ""),
          s.receipt().isEmpty() ? "-" : s.inThePits() ? "complete" : "incomplete",
          s.file());
    }
    table.print(out);
  }

  private static void describe(SessionSummary s, PrintWriter out) {
    TextTable head = TextTable.pairs();
    s.report()
        .schema()
        .ifPresent(
            h -> {
              head.row("session", h.session() + " of " + h.device());
              head.row("car", h.car());
              h.track().ifPresent(t -> head.row("track", t));
              h.continues().ifPresent(c -> head.row("continues", c));
              head.row("software", h.software());
            });
    head.row("date", s.started().map(DATE::format).orElse("unknown: no clock was set"));
    head.row("duration", Output.duration(s.seconds()));
    if (s.laps() > 0) {
      head.row(
          "laps",
          s.laps()
              + (s.bestSeconds().isPresent()
                  ? ", best " + LapText.time(s.bestSeconds().getAsDouble())
                  : "")
              + " (as timed on the way; see keilog laps)");
    }
    head.row(
        "state",
        SessionState.of(s.report()).text()
            + s.report()
                .end()
                .map(e -> ", ended: " + e.reason().name().toLowerCase(Locale.ROOT))
                .orElse(""));
    head.row(
        "size",
        "%s, %d blocks, %d samples%s"
            .formatted(
                Output.bytes(s.report().bytes()),
                s.report().blocks(),
                s.report().samples(),
                s.report().samples() == 0
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        ", %.2f bytes per sample",
                        (double) s.report().bytes() / s.report().samples())));
    head.row(
        "drop-outs",
        "%d (%d rows, %d samples)"
            .formatted(s.dropouts(), s.report().droppedRows(), s.report().droppedSamples()));
    head.row(
        "damage",
        s.report().undamaged() ? "none" : s.report().damageCount() + " places; see keilog verify");
    s.receipt()
        .ifPresent(
            r ->
                head.row(
                    "in the pits",
                    s.inThePits() ? "complete" : "up to block %d".formatted(r.next())));
    head.print(out);
    out.println();
    TextTable table =
        TextTable.columns("channel", "source", "unit", "samples", "Hz", "lowest", "highest");
    for (SessionSummary.ChannelCount c : s.channels()) {
      table.row(
          c.channel.name(),
          c.source,
          c.channel.unit(),
          c.samples,
          String.format(Locale.ROOT, "%.2f", c.rateHz()),
          extreme(c, c.lowest),
          extreme(c, c.highest));
    }
    table.print(out);
  }

  /** The lowest or highest value; a time has none worth showing. */
  private static String extreme(SessionSummary.ChannelCount c, double value) {
    if (c.samples == 0 || c.channel.unit().equals(Unit.NANOSECOND.symbol())) {
      return "";
    }
    int decimals = Math.max(1, c.channel.decimals());
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static ObjectNode json(SessionSummary s, ObjectNode node) {
    node.put("file", s.file().toString());
    s.report()
        .schema()
        .ifPresent(
            h -> {
              node.put("session", h.session().toString());
              node.put("name", h.device());
              node.put("car", h.car());
              h.track().ifPresent(t -> node.put("track", t));
              h.continues().ifPresent(c -> node.put("continues", c));
              node.put("software", h.software());
            });
    s.started().map(Instant::toString).ifPresent(t -> node.put("started", t));
    s.tie()
        .ifPresent(
            t ->
                node.put("clock", t.source().name().toLowerCase(Locale.ROOT))
                    .put("clock_uncertainty_s", t.uncertaintyNanos() / 1e9));
    node.put("duration_s", Output.rounded(s.seconds(), 3));
    node.put("state", SessionState.of(s.report()).text());
    s.report().end().ifPresent(e -> node.put("end", e.reason().name().toLowerCase(Locale.ROOT)));
    node.put("bytes", s.report().bytes());
    node.put("blocks", s.report().blocks());
    node.put("samples", s.report().samples());
    node.put("rows", s.report().rows());
    node.put("events", s.events());
    node.put("laps", s.laps());
    s.bestSeconds().ifPresent(b -> node.put("best_s", Output.rounded(b, 3)));
    node.put("dropouts", s.dropouts());
    node.put("dropped_rows", s.report().droppedRows());
    node.put("dropped_samples", s.report().droppedSamples());
    node.put("damages", s.report().damageCount());
    node.put("lost_blocks", s.report().lostBlocks());
    node.put("damaged_bytes", s.report().damagedBytes());
    s.receipt()
        .ifPresent(r -> node.put("receipt_next", r.next()).put("complete_in_pits", s.inThePits()));
    ArrayNode channels = node.putArray("channels");
    for (SessionSummary.ChannelCount c : s.channels()) {
      ObjectNode channel =
          channels
              .addObject()
              .put("name", c.channel.name())
              .put("unit", c.channel.unit())
              .put("source", c.source)
              .put("samples", c.samples)
              .put("rate_hz", Output.rounded(c.rateHz(), 3));
      if (c.samples > 0) {
        channel.put("lowest", c.lowest).put("highest", c.highest);
      }
    }
    return node;
  }
}
