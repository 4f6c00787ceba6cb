package keilog.tools.exchange;

import java.io.IOException;
import java.util.List;
import keilog.protocol.channel.Tool;

/** How one tool writes its file. */
sealed interface Format permits AimCsv, RaceChronoCsv, TrackAddictCsv {
  /** Asked in this order. */
  List<Format> ALL = List.of(new RaceChronoCsv(), new TrackAddictCsv(), new AimCsv());

  Tool tool();

  /** Whether a file that begins with these lines is of this tool. */
  boolean wrote(List<String> head);

  /** Reads the whole file; its name is that of the recording. */
  ForeignFile read(String name, TextLines lines) throws IOException;
}
