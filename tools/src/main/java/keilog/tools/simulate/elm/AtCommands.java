package keilog.tools.simulate.elm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AT commands of the ELM327 data sheet that hosts use, without their AT and without spaces. */
final class AtCommands {
  private record Row(Pattern pattern, BiFunction<Options, MatchResult, Reply> does) {}

  private final Chip chip;
  private final Supplier<String> volts;
  private final List<Row> rows = new ArrayList<>();

  AtCommands(Chip chip, Supplier<String> volts) {
    this.chip = chip;
    this.volts = volts;
    if (chip == Chip.CLONE) {
      refuse("S[01]", "AT[0-2]", "AL", "NL", "CAF[01]", "CRA.*", "BRD.*", "PP.*", "@1");
    }
    output();
    timing();
    protocol();
    identity();
    accept("M[01]", "CFC[01]", "CSM[01]", "V[01]", "J[ES]", "J[HTS][FMS0-9]?", "AL", "NL", "SS");
    accept("TA[0-9A-F]{2}", "SR[0-9A-F]{2}", "CF[0-9A-F]{3}", "CF[0-9A-F]{8}", "CM[0-9A-F]{3}");
    accept("CM[0-9A-F]{8}", "CP[0-9A-F]{2}", "CEA([0-9A-F]{2})?", "CTM[15]", "IB(10|12|15|48|96)");
    accept("IIA[0-9A-F]{2}", "KW[01]", "SW[0-9A-F]{2}", "WM([0-9A-F]{2}){1,6}", "LP", "CV[0-9]{4}");
    accept("PP[0-9A-F]{2}(ON|OFF|SV[0-9A-F]{2})", "PPFF(ON|OFF)", "SD[0-9A-F]{2}", "FE", "@3.{12}");
    accept("FCSH[0-9A-F]{3}([0-9A-F]{5})?", "FCSD([0-9A-F]{2}){1,5}", "FCSM[0-2]", "CV");
  }

  private void output() {
    on("E([01])", (o, m) -> set(o.echo = on(m)));
    on("L([01])", (o, m) -> set(o.linefeeds = on(m)));
    on("S([01])", (o, m) -> set(o.spaces = on(m)));
    on("H([01])", (o, m) -> set(o.headers = on(m)));
    on("D([01])", (o, m) -> set(o.lengths = on(m)));
    on("R([01])", (o, m) -> set(o.responses = on(m)));
    on("CAF([01])", (o, m) -> set(o.formatting = on(m)));
  }

  private void timing() {
    on("AT([0-2])", (o, m) -> set(o.adaptive = Integer.parseInt(m.group(1))));
    on(
        "ST([0-9A-F]{2})",
        (o, m) -> {
          int units = hex(m, 1);
          return set(o.timeout = units == 0 ? 0x32 : units);
        });
    on("BRT([0-9A-F]{2})", (o, m) -> set(o.baudWait = hex(m, 1) == 0 ? 256 : hex(m, 1)));
    on(
        "BRD([0-9A-F]{2})",
        (o, m) ->
            hex(m, 1) == 0
                ? Reply.REFUSED
                : new Reply.Speed(4_000_000 / hex(m, 1), chip.banner(), true));
  }

  private void protocol() {
    on("[ST]P(A?)([0-9A-C])", (o, m) -> choose(o, m.group(1).equals("A"), hex(m, 2)));
    on("[ST]P([0-9A-C])A", (o, m) -> choose(o, true, hex(m, 1)));
    on("DP", (o, m) -> new Reply.Lines(describe(o)));
    on("DPN", (o, m) -> new Reply.Lines((o.automatic ? "A" : "") + "%X".formatted(current(o))));
    on("PC", (o, m) -> set(o.active = 0));
    on("SH([0-9A-F]{3}|[0-9A-F]{6}|[0-9A-F]{8})", (o, m) -> set(o.header = m.group(1)));
    on(
        "CRA([0-9A-FX]{3}|[0-9A-FX]{8})?",
        (o, m) -> set(o.filter = m.group(1) == null ? "" : m.group(1)));
    on("AR", (o, m) -> set(o.filter = ""));
    on("M[AP].*", (o, m) -> new Reply.Monitor());
    on("M[RT][0-9A-F]{2}", (o, m) -> new Reply.Monitor());
    on("KW", (o, m) -> new Reply.Lines("1:08 2:08"));
    on("CS", (o, m) -> new Reply.Lines("T:00 R:00"));
    on("BD", (o, m) -> new Reply.Lines("00"));
  }

  private void identity() {
    on("Z", (o, m) -> new Reply.Restart(true));
    on("WS", (o, m) -> new Reply.Restart(false));
    on("I", (o, m) -> new Reply.Lines(chip.banner()));
    on(
        "@1",
        (o, m) -> new Reply.Lines(chip.stn() ? "SCANTOOL.NET LLC" : "OBDII to RS232 Interpreter"));
    on("@2", (o, m) -> Reply.REFUSED);
    on("RV", (o, m) -> new Reply.Lines(volts.get()));
    on("IGN", (o, m) -> new Reply.Lines("ON"));
    on("RD", (o, m) -> new Reply.Lines("FF"));
    on("PPS", (o, m) -> new Reply.Lines("00:FF F  01:FF F  02:FF F  03:32 F"));
    on(
        "D",
        (o, m) -> {
          Options fresh = new Options();
          o.echo = fresh.echo;
          o.linefeeds = fresh.linefeeds;
          o.spaces = fresh.spaces;
          o.headers = fresh.headers;
          o.formatting = fresh.formatting;
          o.lengths = fresh.lengths;
          o.responses = fresh.responses;
          o.adaptive = fresh.adaptive;
          o.timeout = fresh.timeout;
          o.filter = fresh.filter;
          o.header = fresh.header;
          return Reply.OK;
        });
  }

  /** Does a command. */
  Reply run(String command, Options options) {
    for (Row row : rows) {
      Matcher matcher = row.pattern().matcher(command);
      if (matcher.matches()) {
        return row.does().apply(options, matcher);
      }
    }
    return Reply.REFUSED;
  }

  static String describe(Options o) {
    String title = Bus.title(current(o));
    return o.automatic && current(o) != 0 ? "AUTO, " + title : title;
  }

  private static int current(Options o) {
    return o.active != 0 ? o.active : o.protocol;
  }

  private static Reply choose(Options o, boolean automatic, int number) {
    o.protocol = number;
    o.automatic = automatic || number == Options.AUTO;
    o.active = 0;
    return Reply.OK;
  }

  private void on(String pattern, BiFunction<Options, MatchResult, Reply> does) {
    rows.add(new Row(Pattern.compile(pattern), does));
  }

  private void accept(String... patterns) {
    for (String pattern : patterns) {
      on(pattern, (o, m) -> Reply.OK);
    }
  }

  private void refuse(String... patterns) {
    for (String pattern : patterns) {
      on(pattern, (o, m) -> Reply.REFUSED);
    }
  }

  private static Reply set(Object ignored) {
    return Reply.OK;
  }

  private static boolean on(MatchResult m) {
    return m.group(1).equals("1");
  }

  private static int hex(MatchResult m, int group) {
    return Integer.parseInt(m.group(group), 16);
  }
}
