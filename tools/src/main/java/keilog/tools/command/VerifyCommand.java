package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import keilog.protocol.session.Damage;
import keilog.protocol.session.ReadReport;
import keilog.protocol.session.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keilog verify}: whether sessions are whole, and what is lost where not. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Reads sessions in full and says good, recovered (closed after a power cut: all there that"
          + " was",
      "forced), open (no end yet) or damaged with what was lost, and the SHA-256 of each file.",
      "Ends 0 where all are good or recovered, else 1."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int MOST_LINES = 20;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "SESSION|DIR", description = "Session files or folders.")
  private List<Path> paths;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        spec.commandLine().getErr().println("there is no such file or folder: path=" + path);
        return 1;
      }
      files.addAll(SessionFiles.in(path));
    }
    boolean allWhole = true;
    ObjectNode all = Output.object();
    ArrayNode array = all.putArray("sessions");
    for (Path file : files) {
      Verification verification = verify(file);
      SessionState state = SessionState.of(verification.report());
      allWhole &= state == SessionState.GOOD || state == SessionState.RECOVERED;
      if (json) {
        json(file, verification, state, array.addObject());
      } else {
        print(file, verification, state, out);
      }
    }
    if (json) {
      Output.print(out, all);
    }
    out.flush();
    return allWhole ? 0 : 1;
  }

  private static Verification verify(Path file) throws IOException {
    String name = file.getFileName().toString();
    try (ProgressStorage storage =
        ProgressStorage.open(SessionFiles.storage(file), name, Files.size(file))) {
      return Verification.verify(storage, name);
    }
  }

  private static void print(Path file, Verification v, SessionState state, PrintWriter out) {
    ReadReport r = v.report();
    out.println("%s  %s  sha256=%s".formatted(state.text(), file, v.sha256()));
    out.println(
        "  %d blocks, %d samples, %s; dropped by the logger: %d rows, %d samples"
            .formatted(
                r.blocks(),
                r.samples(),
                Output.bytes(r.bytes()),
                r.droppedRows(),
                r.droppedSamples()));
    if (state == SessionState.OPEN) {
      out.println("  no end: still being recorded, or cut off; the logger's next start closes it");
    }
    if (r.schema().isEmpty()) {
      out.println("  holds no block of any session");
    }
    if (!r.undamaged()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  lost: %d blocks missing, %d blocks unreadable, %d bytes damaged, %.3f s of time",
              r.lostBlocks(),
              r.skippedBlocks(),
              r.damagedBytes(),
              lostMillis(r) / 1e3));
      r.damages().stream().limit(MOST_LINES).forEach(d -> out.println("  " + text(d)));
      if (r.damageCount() > MOST_LINES) {
        out.println("  and %d more (see --json)".formatted(r.damageCount() - MOST_LINES));
      }
    }
  }

  private static String text(Damage d) {
    return "%s at byte %d: %d bytes, %d blocks%s%s%s"
        .formatted(
            d.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            d.offset(),
            d.bytes(),
            d.blocks(),
            d.firstNumber() < 0 ? "" : " from number " + d.firstNumber(),
            d.fromMillis() < 0 || d.toMillis() < 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    ", between %.3f s and %.3f s",
                    d.fromMillis() / 1e3,
                    d.toMillis() / 1e3),
            d.detail().isEmpty() ? "" : "; " + d.detail());
  }

  /** Time between the good blocks around each damage; an upper bound of what is missing. */
  private static long lostMillis(ReadReport report) {
    return report.damages().stream()
        .filter(d -> d.fromMillis() >= 0 && d.toMillis() > d.fromMillis())
        .mapToLong(d -> d.toMillis() - d.fromMillis())
        .sum();
  }

  private static void json(Path file, Verification v, SessionState state, ObjectNode node) {
    ReadReport r = v.report();
    node.put("file", file.toString()).put("state", state.text()).put("sha256", v.sha256());
    r.schema().ifPresent(h -> node.put("session", h.session().toString()));
    node.put("bytes", r.bytes()).put("blocks", r.blocks()).put("samples", r.samples());
    node.put("dropped_rows", r.droppedRows()).put("dropped_samples", r.droppedSamples());
    node.put("lost_blocks", r.lostBlocks()).put("unreadable_blocks", r.skippedBlocks());
    node.put("damaged_bytes", r.damagedBytes()).put("lost_s", lostMillis(r) / 1e3);
    ArrayNode damages = node.putArray("damages");
    for (Damage d : r.damages()) {
      ObjectNode damage =
          damages
              .addObject()
              .put("kind", d.kind().name().toLowerCase(Locale.ROOT))
              .put("offset", d.offset())
              .put("bytes", d.bytes())
              .put("blocks", d.blocks());
      if (d.firstNumber() >= 0) {
        damage.put("first", d.firstNumber());
      }
      if (d.fromMillis() >= 0) {
        damage.put("from_ms", d.fromMillis());
      }
      if (d.toMillis() >= 0) {
        damage.put("to_ms", d.toMillis());
      }
      if (!d.detail().isEmpty()) {
        damage.put("detail", d.detail());
      }
    }
  }
}
