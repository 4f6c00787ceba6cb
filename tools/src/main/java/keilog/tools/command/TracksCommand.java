package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import keilog.protocol.track.Gate;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keilog tracks}: the tracks that come with keilog, and the user's own. */
@Command(
    name = "tracks",
    mixinStandardHelpOptions = true,
    subcommands = LearnTrackCommand.class,
    description = {
      "Lists the tracks that come with keilog and your own; with an id, all that is known of one;"
          + " with a venue, its layouts."
    })
final class TracksCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TrackOptions options;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "TRACK", description = "Id of a track or a venue.")
  private String id;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Track> own;
    try {
      own = options.own();
    } catch (NoSuchFileException absent) {
      return no("there is no such file: file=" + absent.getFile());
    } catch (IOException refused) {
      return no(refused.getMessage());
    }
    String venue = Tracks.find(Tracks.with(own), id).map(Track::venue).orElse(id);
    List<Track> tracks =
        Tracks.with(own).stream()
            .filter(t -> id == null || t.id().equals(id) || t.venue().equals(venue))
            .toList();
    Optional<Track> named = tracks.stream().filter(t -> t.id().equals(id)).findFirst();
    if (named.isPresent() && !json) {
      describe(named.get(), Owner.of(named.get(), own), out);
      String others =
          tracks.stream()
              .map(Track::id)
              .filter(other -> !other.equals(id))
              .collect(Collectors.joining(", "));
      if (!others.isEmpty()) {
        out.println("other layouts of this venue: " + others);
      }
    } else if (tracks.isEmpty()) {
      return no("no such track: track=%s (see keilog tracks)".formatted(id));
    } else if (json) {
      ObjectNode all = Output.object();
      ArrayNode array = all.putArray("tracks");
      (named.isPresent() ? List.of(named.get()) : tracks)
          .forEach(t -> json(t, Owner.of(t, own), array.addObject()));
      Output.print(out, all);
    } else {
      list(tracks, own, out);
    }
    out.flush();
    return 0;
  }

  private int no(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }

  /** Whose a track is. */
  private enum Owner {
    KEILOG("keilog"),
    USER("own"),
    USER_INSTEAD("own, replaces keilog's");

    private final String text;

    Owner(String text) {
      this.text = text;
    }

    static Owner of(Track track, List<Track> own) {
      if (Tracks.find(own, track.id()).isEmpty()) {
        return KEILOG;
      }
      return Tracks.find(track.id()).isPresent() ? USER_INSTEAD : USER;
    }
  }

  private static void list(List<Track> tracks, List<Track> own, PrintWriter out) {
    TextTable table =
        TextTable.columns(
            "id", "circuit", "layout", "length", "heading", "line", "confidence", "whose");
    for (Track t : tracks) {
      table.row(
          t.id(),
          t.name(),
          t.layout(),
          length(t),
          t.start().map(TracksCommand::heading).orElse("?"),
          t.start().map(TracksCommand::line).orElse("unknown: learn it on the spot"),
          t.confidence().text(),
          Owner.of(t, own).text);
    }
    table.print(out);
  }

  private static void describe(Track t, Owner owner, PrintWriter out) {
    TextTable table = TextTable.pairs();
    table.row("track", t.id() + " (" + owner.text + ")");
    table.row("circuit", t.name() + ", " + t.layout());
    table.row("venue", t.venue());
    t.alternativeOf().ifPresent(other -> table.row("other line of", other));
    table.row("length", length(t));
    table.row("direction", t.direction().text());
    t.start().ifPresent(g -> table.row("start", described(g)));
    t.sectors().forEach(g -> table.row(g.name(), described(g)));
    t.finish().ifPresent(g -> table.row("finish", described(g)));
    if (t.start().isEmpty()) {
      table.row("start", "unknown: keilog tracks learn SESSION finds it from a drive");
    }
    table.row("centreline", t.centreline().isEmpty() ? "none" : t.centreline().size() + " points");
    table.row("confidence", t.confidence().text());
    table.row("source", t.source());
    table.row("check", t.check());
    table.print(out);
  }

  private static String length(Track t) {
    return t.lengthMetres().isPresent() ? t.lengthMetres().getAsInt() + " m" : "?";
  }

  private static String heading(Gate g) {
    return String.format(Locale.ROOT, "%.0f", g.headingDegrees());
  }

  private static String described(Gate g) {
    return String.format(
        Locale.ROOT, "%s, %.0f m wide, heading %s°", line(g), g.widthMetres(), heading(g));
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

  private static void json(Track t, Owner owner, ObjectNode node) {
    node.put("id", t.id()).put("venue", t.venue());
    node.put("name", t.name()).put("layout", t.layout());
    node.put("own", owner != Owner.KEILOG);
    node.put("replaces_shipped", owner == Owner.USER_INSTEAD);
    node.put("latitude", t.location().latitude()).put("longitude", t.location().longitude());
    t.start().ifPresent(g -> gate(g, node.putObject("start")));
    t.finish().ifPresent(g -> gate(g, node.putObject("finish")));
    ArrayNode sectors = node.putArray("sectors");
    t.sectors().forEach(g -> gate(g, sectors.addObject()));
    node.put("direction", t.direction().text());
    t.lengthMetres().ifPresent(l -> node.put("length_m", l));
    node.put("confidence", t.confidence().text());
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
