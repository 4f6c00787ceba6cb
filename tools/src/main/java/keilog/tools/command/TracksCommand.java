package keilog.tools.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import keilog.protocol.track.Gate;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keilog tracks}: the start lines that come with keilog. */
@Command(
    name = "tracks",
    mixinStandardHelpOptions = true,
    description = "Lists the tracks that come with keilog; with an id, all that is known of one.")
final class TracksCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "TRACK", description = "Id of a track.")
  private String id;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Track> tracks = id == null ? Tracks.all() : Tracks.find(id).stream().toList();
    if (tracks.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("no such track: track=%s (see keilog tracks)".formatted(id));
      return 1;
    }
    if (json) {
      ObjectNode all = Output.object();
      ArrayNode array = all.putArray("tracks");
      tracks.forEach(t -> json(t, array.addObject()));
      Output.print(out, all);
    } else {
      TextTable table =
          TextTable.columns("id", "circuit", "layout", "length", "heading", "line", "confidence");
      tracks.forEach(t -> row(t, table));
      table.print(out);
      if (id != null) {
        out.println();
        out.println("source  " + tracks.getFirst().source());
        out.println("check   " + tracks.getFirst().check());
      }
    }
    out.flush();
    return 0;
  }

  private static void row(Track t, TextTable table) {
    table.row(
        t.id(),
        t.name(),
        t.layout(),
        t.lengthMetres().isPresent() ? t.lengthMetres().getAsInt() + " m" : "?",
        t.start().map(g -> String.format(Locale.ROOT, "%.0f", g.headingDegrees())).orElse("?"),
        t.start().map(TracksCommand::line).orElse("unknown: learn it on the spot"),
        t.confidence().name().toLowerCase(Locale.ROOT));
  }

  private static String line(Gate g) {
    return String.format(
        Locale.ROOT,
        "%.7f,%.7f - %.7f,%.7f",
        g.a().latitude(),
        g.a().longitude(),
        g.b().latitude(),
        g.b().longitude());
  }

  private static void json(Track t, ObjectNode node) {
    node.put("id", t.id()).put("name", t.name()).put("layout", t.layout());
    node.put("latitude", t.location().latitude()).put("longitude", t.location().longitude());
    t.start().ifPresent(g -> gate(g, node.putObject("start")));
    ArrayNode sectors = node.putArray("sectors");
    t.sectors().forEach(g -> gate(g, sectors.addObject()));
    node.put("direction", t.direction().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    t.lengthMetres().ifPresent(l -> node.put("length_m", l));
    node.put("confidence", t.confidence().name().toLowerCase(Locale.ROOT));
    node.put("source", t.source()).put("check", t.check());
    t.alternativeOf().ifPresent(a -> node.put("alternative_of", a));
    node.put("centreline_points", t.centreline().size());
  }

  private static void gate(Gate g, ObjectNode node) {
    node.put("name", g.name());
    node.putArray("a").add(g.a().latitude()).add(g.a().longitude());
    node.putArray("b").add(g.b().latitude()).add(g.b().longitude());
    node.put("heading", Output.rounded(g.headingDegrees(), 2));
    node.put("width_m", Output.rounded(g.widthMetres(), 1));
  }
}
