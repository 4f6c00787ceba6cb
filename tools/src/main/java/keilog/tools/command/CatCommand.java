package keilog.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.protocol.block.Schema;
import keilog.protocol.session.ReadReport;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code keilog cat}: a session's samples in the order of time. */
@Command(
    name = "cat",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a session's rows in the order of time: as lines of text, CSV or JSON lines.",
      "Text and CSV count seconds from the first row; JSON has t, the milliseconds of the"
          + " session's",
      "own axis. Derived channels (see keilog channels) are written where they are named.",
      "Ends 1 where the session is damaged; what can be read is written all the same."
    })
final class CatCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SESSION", description = "Session file; - reads stdin.")
  private String session;

  @Option(
      names = "--channels",
      split = ",",
      paramLabel = "NAME",
      description = "Only these, separated by commas.")
  private List<String> channels = List.of();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Seconds.class,
      description = "From this time after the first row: seconds, or m:ss.s, or h:mm:ss.")
  private double from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Seconds.class,
      description = "Up to this time after the first row.")
  private double to = Double.POSITIVE_INFINITY;

  @ArgGroup(exclusive = true)
  private Form form = new Form();

  private static final class Form {
    @Option(names = "--json", description = "A JSON object per line.")
    private boolean json;

    @Option(names = "--csv", description = "CSV with a column per channel.")
    private boolean csv;
  }

  /** Seconds, or minutes and hours before colons. */
  static final class Seconds implements ITypeConverter<Double> {
    private static final Pattern TEXT =
        Pattern.compile("(?:(?:(\\d{1,3}):)?(\\d{1,4}):)?(\\d{1,7}(?:\\.\\d{1,9})?)s?");

    @Override
    public Double convert(String text) {
      Matcher m = TEXT.matcher(text);
      if (!m.matches()) {
        throw new TypeConversionException("a time is seconds, m:ss.s or h:mm:ss: time=" + text);
      }
      double hours = m.group(1) == null ? 0 : Double.parseDouble(m.group(1));
      double minutes = m.group(2) == null ? 0 : Double.parseDouble(m.group(2));
      return hours * 3600 + minutes * 60 + Double.parseDouble(m.group(3));
    }
  }

  @Override
  public Integer call() throws IOException {
    RowWriter.Form rowForm =
        form.json ? RowWriter.Form.JSON : form.csv ? RowWriter.Form.CSV : RowWriter.Form.TEXT;
    RowWriter writer = new RowWriter(spec.commandLine().getOut(), rowForm, channels, from, to);
    OrderedRows ordered = new OrderedRows(writer);
    if (!session.equals("-") && !Files.isRegularFile(Path.of(session))) {
      spec.commandLine().getErr().println("there is no such file: session=" + session);
      return 1;
    }
    SessionReader reader =
        session.equals("-")
            ? SessionReader.of(System.in.readAllBytes())
            : SessionReader.open(Path.of(session));
    if (form.csv) {
      reader.read(
          new SessionVisitor() {
            @Override
            public void schema(Schema schema) {
              writer.schema(schema);
            }
          });
    }
    ReadReport report = reader.read(ordered);
    ordered.end();
    writer.flush();
    return verdict(report, writer.unknownNames());
  }

  private int verdict(ReadReport report, Set<String> unknown) {
    if (!unknown.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("the session has no such channel: channels=" + String.join(",", unknown));
    }
    if (!report.undamaged() || report.schema().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "damaged: %d places, %d blocks missing, %d bytes unreadable; see keilog verify"
                  .formatted(report.damageCount(), report.lostBlocks(), report.damagedBytes()));
    }
    boolean good = report.undamaged() && report.schema().isPresent() && unknown.isEmpty();
    return good ? 0 : 1;
  }
}
