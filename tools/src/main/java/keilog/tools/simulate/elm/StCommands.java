package keilog.tools.simulate.elm;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ST commands of the STN1100 family that hosts use, without their ST and without spaces. */
final class StCommands {
  private static final Pattern BAUD = Pattern.compile("(S?)BRT?(\\d{4,7})");
  private static final Pattern SEND =
      Pattern.compile(
          "PX(?:H:([0-9A-F]{3,8}),)?D:((?:[0-9A-F]{2}){1,7})(?:,[TX]:\\w+)*(?:,R:(\\d))?");

  private final Chip chip;

  StCommands(Chip chip) {
    this.chip = chip;
  }

  Reply run(String command, Options options, double volts) {
    if (!chip.stn()) {
      return Reply.REFUSED;
    }
    Matcher baud = BAUD.matcher(command);
    if (baud.matches() && !command.startsWith("BRT")) {
      int speed = Integer.parseInt(baud.group(2));
      return speed < 9600 || speed > 2_000_000
          ? Reply.REFUSED
          : new Reply.Speed(speed, chip.firmware(), baud.group(1).isEmpty());
    }
    Matcher send = SEND.matcher(command);
    if (send.matches()) {
      return new Reply.Ask(
          HexFormat.of().parseHex(send.group(2)),
          send.group(3) == null ? 0 : Integer.parseInt(send.group(3)));
    }
    if (command.matches("BRT\\d{1,5}")) {
      options.baudWait = Math.max(1, Integer.parseInt(command.substring(3)) / 5);
      return Reply.OK;
    }
    if (command.matches("CSEGR[01]")) {
      options.joined = command.endsWith("1");
      return Reply.OK;
    }
    return switch (command) {
      case "I" -> new Reply.Lines(chip.firmware());
      case "DI" -> new Reply.Lines(chip.device());
      case "MFR" -> new Reply.Lines("ScanTool.net LLC");
      case "SN" -> new Reply.Lines("110012345678");
      case "BR" -> new Reply.Lines("0");
      case "VR" -> new Reply.Lines(String.format(Locale.ROOT, "%.2f", volts));
      case "PRS" -> new Reply.Lines(AtCommands.describe(options));
      case "PR" -> new Reply.Lines(options.active == 0 ? "0" : "33");
      case "FAC", "FCA", "FBA", "FPA", "CSEGT0", "CSEGT1" -> Reply.OK;
      default ->
          command.matches("P\\d{2}|PTO\\d{1,5}|CTOR?\\d.*|FAP.*|FAB.*|FAFC.*|CAFCP.*|CFCPA.*|SLU.*")
              ? Reply.OK
              : Reply.REFUSED;
    };
  }
}
