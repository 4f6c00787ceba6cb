package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import keilog.protocol.toml.RefusedToml;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.DriveAnalysis;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.lap.Lap;
import keilog.tools.analysis.lap.LapComparison;
import keilog.tools.analysis.lap.LapDelta;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code keilog compare}: two laps of one course at the same places of road.
 *
 * <p>As JSON: {@code track}; {@code a} and {@code b} as laps of {@code keilog laps --json} with
 * {@code name}; {@code total_s}; {@code sectors[]} with {@code a_s}, {@code b_s}, {@code gap_s};
 * {@code stretches[]} with {@code label}, {@code from_m}, {@code to_m}, {@code a_kmh}, {@code
 * b_kmh}, {@code lost_s}, {@code so_far_s}; {@code delta[]} every 20 m with {@code m}, {@code s};
 * {@code closing_error_s}. Positive seconds: B is slower.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two laps of one course: where the second won and lost time against the first, and"
          + " the speeds at the same places.",
      "Of two sessions the best laps, or those chosen by --lap; of"
          + " one session its two best laps, or two chosen ones.",
      "Ends 1 where they cannot be compared."
    })
final class CompareCommand implements Callable<Integer> {
  private static final double DELTA_METRES = 20;

  @Spec private CommandSpec spec;

  @Mixin private TrackOptions tracks;

  @Option(names = "--track", paramLabel = "ID", description = "Id of the track; else it is found.")
  private String track;

  @Option(
      names = "--lap",
      split = ",",
      paramLabel = "N",
      description = "Number of the lap of A, and of B: --lap 3,7. Of A alone: --lap 3.")
  private List<Integer> chosen = List.of();

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Parameters(arity = "1..2", paramLabel = "SESSION", description = "Session A, and session B.")
  private List<Path> paths;

  @Override
  public Integer call() throws IOException {
    if (chosen.size() > 2) {
      throw new ParameterException(spec.commandLine(), "--lap takes one number or two");
    }
    try {
      return compare();
    } catch (Incomparable reason) {
      return refuse(reason.getMessage());
    } catch (RefusedToml refused) {
      return refuse(refused.getMessage());
    }
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }

  private int compare() throws IOException, Incomparable {
    List<Track> known = tracks.all();
    if (track != null && Tracks.find(known, track).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no such track: track=%s (see keilog tracks)".formatted(track));
    }
    DriveAnalysis one = analyse(paths.getFirst(), known);
    DriveAnalysis other = paths.size() == 1 ? one : analyse(paths.getLast(), known);
    String trackOfOne = trackOf(one);
    if (!trackOfOne.equals(trackOf(other))) {
      throw new Incomparable(
          "these are laps of different courses: A is on %s, B is on %s"
              .formatted(trackOfOne, trackOf(other)));
    }
    int a = lap(one, 0, Optional.empty());
    int b = lap(other, 1, one == other ? Optional.of(a) : Optional.empty());
    LapComparison laps =
        LapComparison.of(one.side(), a, other.side(), b, one.places())
            .orElseThrow(() -> new Incomparable("the fixes of lap %d show no way".formatted(a)));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Output.print(out, json(laps, one, other));
    } else {
      new ComparePage(laps, out, Ink.ofTerminal()).print(one, other);
    }
    out.flush();
    return 0;
  }

  private DriveAnalysis analyse(Path path, List<Track> known) throws IOException, Incomparable {
    if (!Files.exists(path)) {
      throw new Incomparable("there is no such file or folder: path=" + path);
    }
    List<DriveFiles> drives = DriveFiles.in(path);
    if (drives.size() != 1) {
      throw new Incomparable(
          "%s holds %d drives: name one of its sessions".formatted(path, drives.size()));
    }
    Recording recording;
    try {
      recording = drives.getFirst().read();
    } catch (IOException unreadable) {
      throw new Incomparable(unreadable.getMessage());
    }
    return DriveAnalysis.of(
        recording, known, Optional.ofNullable(track), CarOption.profile(null, recording));
  }

  private static String trackOf(DriveAnalysis drive) throws Incomparable {
    return drive
        .laps()
        .track()
        .map(Track::id)
        .orElseThrow(
            () ->
                new Incomparable(
                    drive.recording().name() + ": " + drive.laps().missing().orElse("no laps")));
  }

  /** The chosen lap of A (0) or B (1), else the best one that is not another. */
  private int lap(DriveAnalysis drive, int which, Optional<Integer> not) throws Incomparable {
    String name = drive.recording().name();
    if (chosen.size() > which) {
      int number = chosen.get(which);
      boolean whole = drive.traces().laps().stream().anyMatch(l -> l.number() == number);
      if (!whole) {
        throw new Incomparable(
            "%s has no lap %d that goes from line to line".formatted(name, number));
      }
      return number;
    }
    return drive.laps().valid().stream()
        .filter(l -> not.isEmpty() || l.number() != not.get())
        .min(Comparator.comparingDouble(Lap::seconds))
        .map(Lap::number)
        .orElseThrow(
            () ->
                new Incomparable(
                    "%s has %s lap that counts; choose laps with --lap"
                        .formatted(name, not.isPresent() ? "no second" : "no")));
  }

  private static ObjectNode json(LapComparison laps, DriveAnalysis one, DriveAnalysis other) {
    ObjectNode node = Output.object();
    DriveJson.track(laps.track(), node.putObject("track"));
    DriveJson.lap(laps.a(), node.putObject("a").put("name", one.recording().name()));
    DriveJson.lap(laps.b(), node.putObject("b").put("name", other.recording().name()));
    node.put("total_s", Output.rounded(laps.totalSeconds(), 3));
    ArrayNode sectors = node.putArray("sectors");
    for (LapComparison.SectorGap sector : laps.sectors()) {
      ObjectNode each = sectors.addObject().put("sector", sector.number());
      put(each, "a_s", sector.aSeconds(), 3);
      put(each, "b_s", sector.bSeconds(), 3);
      put(each, "gap_s", sector.gapSeconds(), 3);
    }
    ArrayNode stretches = node.putArray("stretches");
    for (LapComparison.Stretch stretch : laps.stretches()) {
      ObjectNode each = stretches.addObject().put("label", stretch.label());
      put(each, "from_m", stretch.fromMetres(), 1);
      put(each, "to_m", stretch.toMetres(), 1);
      put(each, "a_kmh", stretch.aKmh(), 1);
      put(each, "b_kmh", stretch.bKmh(), 1);
      put(each, "lost_s", stretch.lostSeconds(), 3);
      put(each, "so_far_s", stretch.soFarSeconds(), 3);
    }
    ArrayNode delta = node.putArray("delta");
    LapDelta along = laps.delta();
    double length = along.stepMetres() * (along.seconds().length - 1);
    int count = (int) Math.max(1, Math.round(length / DELTA_METRES));
    for (int i = 0; i <= count; i++) {
      ObjectNode each = delta.addObject();
      put(each, "m", length * i / count, 1);
      put(each, "s", along.seconds()[along.point(length * i / count)], 3);
    }
    put(node, "closing_error_s", laps.closingErrorSeconds(), 4);
    return node;
  }

  private static void put(ObjectNode node, String name, double value, int decimals) {
    DriveJson.put(node, name, OptionalDouble.of(value), decimals);
  }

  /** Why there is nothing to compare: a sentence for the user. */
  private static final class Incomparable extends Exception {
    private static final long serialVersionUID = 1;

    Incomparable(String message) {
      super(message);
    }
  }
}
