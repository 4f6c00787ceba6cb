package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import keilog.protocol.toml.RefusedToml;
import keilog.protocol.track.Track;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.DriveAnalysis;
import keilog.tools.analysis.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keilog laps}: what a drive says of driver and engine. */
@Command(
    name = "laps",
    mixinStandardHelpOptions = true,
    description = {
      "Times the laps of a drive and says where the time went: laps and sectors, the best that"
          + " could have been, corners, grip, engine and gears, acceleration figures.",
      "A folder is taken drive by drive; one that goes on after a power cut is one drive. Files of"
          + " AiM (CSV), RaceChrono (CSV v3) and TrackAddict (CSV) are read too.",
      "A time is measured, or estimated (~), or not known (–).",
      "Ends 0 where a lap was timed, else 1."
    })
final class LapsCommand implements Callable<Integer> {

  /** What can be told of a drive. */
  enum Part {
    LAPS,
    DRIVING,
    ENGINE,
    STRAIGHT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Mixin private TrackOptions tracks;

  @Option(names = "--track", paramLabel = "ID", description = "Id of the track; else it is found.")
  private String track;

  @Option(
      names = "--car",
      paramLabel = "CAR",
      description = "Id or profile of the car; else what the session names.")
  private String car;

  @Option(
      names = "--mass",
      paramLabel = "KG",
      description = "What the car weighs as it was driven, with driver: for the power.")
  private Double mass;

  @Option(
      names = "--reference",
      paramLabel = "LAP",
      description = "Number of the lap that gaps are told against; else the best.")
  private Integer reference;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<Part> only = List.of(Part.values());

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "SESSION|DIR", description = "Session files or folders.")
  private List<Path> paths;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<DriveFiles> drives = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        return refuse("there is no such file or folder: path=" + path);
      }
      drives.addAll(DriveFiles.in(path));
    }
    if (drives.isEmpty()) {
      return refuse(
          "no sessions in " + paths.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    try {
      return tell(drives, out);
    } catch (RefusedToml | NoSuchFileException refused) {
      return refuse(refused.getMessage());
    } finally {
      out.flush();
    }
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    return 1;
  }

  private int tell(List<DriveFiles> drives, PrintWriter out) throws IOException {
    List<Track> known = tracks.all();
    if (track != null && Tracks.find(known, track).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no such track: track=%s (see keilog tracks)".formatted(track));
    }
    boolean timed = false;
    ObjectNode all = Output.object();
    ArrayNode array = all.putArray("drives");
    boolean first = true;
    for (DriveFiles files : drives) {
      Optional<DriveAnalysis> drive = analyse(files, known);
      if (drive.isEmpty()) {
        continue;
      }
      timed |= !drive.get().traces().laps().isEmpty();
      if (json) {
        DriveJson.write(drive.get(), files, only, array.addObject());
      } else {
        if (!first) {
          out.println();
          out.println();
        }
        new DrivePage(drive.get(), only, out, Ink.ofTerminal()).print();
      }
      first = false;
    }
    if (json) {
      Output.print(out, all);
    }
    return timed ? 0 : 1;
  }

  private Optional<DriveAnalysis> analyse(DriveFiles files, List<Track> known) throws IOException {
    Recording recording;
    try {
      recording = files.read();
    } catch (IOException unreadable) {
      spec.commandLine().getErr().println(unreadable.getMessage());
      return Optional.empty();
    }
    DriveAnalysis drive =
        DriveAnalysis.of(
            recording,
            known,
            Optional.ofNullable(track),
            CarOption.profile(car, recording),
            mass == null ? OptionalDouble.empty() : OptionalDouble.of(mass));
    if (reference == null) {
      return Optional.of(drive);
    }
    if (drive.laps().lap(reference).isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("no such lap: lap=%d, drive=%s".formatted(reference, recording.name()));
      return Optional.empty();
    }
    return Optional.of(drive.against(reference));
  }
}
