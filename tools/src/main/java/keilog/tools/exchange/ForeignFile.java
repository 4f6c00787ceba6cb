package keilog.tools.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.channel.Tool;
import keilog.tools.analysis.Recording;

/**
 * A file of another tool as it was read.
 *
 * @param tool that wrote it
 * @param recording what it holds; epoch and monotonic time are one, the file's own
 * @param laps as that tool timed them; empty where the file does not say
 * @param rows that were read
 * @param damaged lines that were skipped
 * @param damages the first of them: line, column, what is wrong
 */
public record ForeignFile(
    Tool tool,
    Recording recording,
    List<ForeignLap> laps,
    long rows,
    long damaged,
    List<String> damages) {

  /** So many lines may stand before the head that tells the format. */
  private static final int HEAD_LINES = 64;

  public ForeignFile {
    laps = List.copyOf(laps);
    damages = List.copyOf(damages);
  }

  /** Which tool's file this is, by its content; empty for any other file. */
  public static Optional<Tool> tool(Path file) throws IOException {
    return format(head(file)).map(Format::tool);
  }

  /**
   * Reads a file of any tool that is known here.
   *
   * @throws RefusedForeignFile where no known tool wrote it, or its head lacks what it needs
   * @throws IOException where it cannot be read
   */
  public static ForeignFile read(Path file) throws IOException {
    String name = file.getFileName().toString();
    Format format =
        format(head(file))
            .orElseThrow(
                () ->
                    new RefusedForeignFile(
                        file.toString(),
                        "this is no file of AiM (CSV of GPS channels), RaceChrono (CSV v3) or"
                            + " TrackAddict (CSV); export one of these from the other tool"));
    try (TextLines lines = new TextLines(Files.newInputStream(file))) {
      return format.read(name, lines);
    }
  }

  private static List<String> head(Path file) throws IOException {
    List<String> head = new ArrayList<>();
    try (TextLines lines = new TextLines(Files.newInputStream(file))) {
      for (String line = lines.next();
          line != null && head.size() < HEAD_LINES;
          line = lines.next()) {
        head.add(line);
      }
    }
    return head;
  }

  private static Optional<Format> format(List<String> head) {
    return Format.ALL.stream().filter(f -> f.wrote(head)).findFirst();
  }
}
