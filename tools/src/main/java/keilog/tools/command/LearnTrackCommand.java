package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Track;
import keilog.protocol.track.TrackText;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.course.CourseLearner;
import keilog.tools.analysis.course.CourseWish;
import keilog.tools.analysis.course.LearnedCourse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code keilog tracks learn}: makes a track of a drive. */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a track of a drive: the start line on the longest straight of the loop, or where you"
          + " say; sectors; the way.",
      "Prints it as TOML (TRACKS.md), or adds it to your own tracks."
    })
final class LearnTrackCommand implements Callable<Integer> {
  private static final Map<String, CourseWish.SectorRule> SECTORS =
      Map.of("thirds", CourseWish.SectorRule.THIRDS, "speed", CourseWish.SectorRule.SPEED);

  /** 2000-01-01: an earlier epoch counts from when a logger was switched on. */
  private static final long FIRST_DATE_NANOS = 946_684_800_000_000_000L;

  @Spec private CommandSpec spec;

  @Mixin private TrackOptions options;

  @Parameters(
      paramLabel = "SESSION",
      description = "A session, or a drive of AiM, RaceChrono or TrackAddict.")
  private Path session;

  @Option(names = "--line", paramLabel = "LAT,LON", description = "A place on the start line.")
  private String line;

  @Option(
      names = "--finish",
      paramLabel = "LAT,LON",
      description = "A place on the finish line of a course that is no circuit.")
  private String finish;

  @Option(
      names = "--sectors",
      paramLabel = "RULE",
      defaultValue = "thirds",
      description = "thirds of the way, or speed: where the car is fastest. Default: thirds.")
  private String sectors;

  @Option(names = "--id", defaultValue = "learned", description = "Id of the track.")
  private String id;

  @Option(names = "--name", description = "Name of the circuit; else the id.")
  private String name;

  @Option(names = "--layout", defaultValue = "Full course", description = "Name of the layout.")
  private String layout;

  @Option(names = "-o", paramLabel = "FILE", description = "Writes a new file of tracks.")
  private Path output;

  @Option(names = "--add", description = "Adds it to your own tracks; changes none of them.")
  private boolean add;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (output != null && add) {
      throw new ParameterException(spec.commandLine(), "choose one: -o, --add");
    }
    CourseWish.SectorRule rule =
        new Choices(spec.commandLine()).choose("--sectors", sectors, SECTORS);
    Optional<GeoPoint> start = place("--line", line);
    Optional<GeoPoint> end = place("--finish", finish);
    try {
      Recording recording = new DriveFiles(List.of(session)).read();
      LearnedCourse course =
          CourseLearner.learn(
              recording.fixes(),
              new CourseWish(
                  id, name == null ? id : name, layout, source(recording), start, end, rule));
      if (course.track().isEmpty()) {
        return no("%s: %s".formatted(session, course.missing().orElse("no track")));
      }
      tell(course, keep(course.track().get()));
      return 0;
    } catch (NoSuchFileException absent) {
      return no("there is no such file: file=" + absent.getFile());
    } catch (IOException refused) {
      return no(refused.getMessage());
    }
  }

  private int no(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }

  /** Where the track went; empty for standard output. */
  private Optional<Path> keep(Track track) throws IOException {
    if (!add && output == null) {
      return Optional.empty();
    }
    OwnTracks file = new OwnTracks(add ? options.file() : output);
    if (add) {
      file.add(track);
    } else {
      file.create(track);
    }
    return Optional.of(file.path());
  }

  private void tell(LearnedCourse course, Optional<Path> file) {
    PrintWriter out = spec.commandLine().getOut();
    Track track = course.track().orElseThrow();
    if (json) {
      ObjectNode node = Output.object();
      node.put("id", track.id());
      node.put("laps", course.cleanLaps());
      node.put("fastest_s", course.fastestNanos() / 1e9);
      track.lengthMetres().ifPresent(metres -> node.put("length_m", metres));
      node.put("direction", track.direction().text());
      node.put("sectors", track.sectors().size());
      node.put("check", track.check());
      node.put("toml", TrackText.toml(track));
      file.ifPresent(path -> node.put("file", path.toString()));
      Output.print(out, node);
    } else if (file.isEmpty()) {
      out.print(TrackText.toml(track));
      out.flush();
    }
    spec.commandLine()
        .getErr()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %d m, from %s, the fastest %.2f s%s",
                track.id(),
                track.lengthMetres().orElse(0),
                course.cleanLaps() == 1 ? "one lap" : course.cleanLaps() + " clean laps",
                course.fastestNanos() / 1e9,
                file.map(path -> "; written to " + path).orElse("")));
  }

  private static String source(Recording recording) {
    Fixes fixes = recording.fixes();
    boolean dated = fixes.size() > 0 && fixes.epoch(0) >= FIRST_DATE_NANOS;
    String day =
        dated
            ? ", driven "
                + Instant.ofEpochSecond(fixes.epoch(0) / 1_000_000_000L)
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
            : "";
    return "learned from " + recording.name() + day;
  }

  private Optional<GeoPoint> place(String option, String text) {
    if (text == null) {
      return Optional.empty();
    }
    String[] parts = text.split(",", -1);
    try {
      if (parts.length == 2) {
        return Optional.of(
            new GeoPoint(
                Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip())));
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new ParameterException(
        spec.commandLine(),
        "a place is latitude,longitude in degrees: %s=%s".formatted(option, text));
  }
}
