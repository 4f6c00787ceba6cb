package keilog.device.source.elm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What this driver never sends. keilog reads; it does not change a car or an adapter's memory. Car
 * services are a list of those that read, everything else is refused; adapter commands are a list
 * of those that write to its memory, put it to sleep, or would blind this check.
 */
final class ReadOnly {
  /** Services that only read (SAE J1979, ISO 14230-3, ISO 14229-1), as two hex digits. */
  private static final Set<String> READING =
      Set.of(
          "01", "02", "03", "05", "06", "07", "09", "0A", "12", "13", "17", "18", "19", "1A", "21",
          "22", "3E");

  /** Services that change a car, for a message better than "unknown". */
  private static final List<Refused> WRITING =
      List.of(
          //          starts with  what it does
          new Refused("04", "clears fault codes and learned values"),
          new Refused("08", "drives an actuator or runs a test"),
          new Refused("10", "changes the diagnostic session"),
          new Refused("11", "resets the control unit"),
          new Refused("14", "clears fault codes"),
          new Refused("27", "unlocks security access"),
          new Refused("28", "silences a control unit"),
          new Refused("2E", "writes data by identifier"),
          new Refused("2F", "drives an actuator"),
          new Refused("30", "drives an actuator"),
          new Refused("31", "starts a routine"),
          new Refused("34", "starts a download into the control unit"),
          new Refused("36", "transfers data into the control unit"),
          new Refused("3B", "writes data by identifier"),
          new Refused("3D", "writes memory"),
          new Refused("85", "switches fault detection off"));

  /** Adapter commands that stay after power-off or hide what is sent. Without spaces. */
  private static final List<Refused> ADAPTER =
      List.of(
          new Refused("ATPP", "programs the adapter's parameters"),
          new Refused("ATSD", "stores a byte in the adapter"),
          new Refused("AT@3", "stores the adapter's name"),
          new Refused("ATLP", "puts the adapter to sleep"),
          new Refused("ATWM", "sets a free message that the adapter sends by itself"),
          new Refused("ATCAF0", "sends raw frames, which this check could not read"));

  /** Adapter commands of STN chips that only read or last until power-off. */
  private static final List<String> STN_HARMLESS =
      List.of("STI", "STDI", "STIX", "STMFR", "STSN", "STBR", "STPRS", "STPR", "STP", "STCSEGR");

  private record Refused(String start, String what) {}

  private ReadOnly() {}

  /** Why this command is not sent, or empty when it only reads. Without its carriage return. */
  static Optional<String> refusal(String command) {
    String text = command.replace(" ", "").toUpperCase(Locale.ROOT);
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return Optional.of("a command is one line of printable ASCII: command=\"" + command + "\"");
    }
    if (text.equals("ATPPS")) {
      return Optional.empty();
    }
    if (text.startsWith("AT")) {
      return first(ADAPTER, text).map(r -> reason(command, r));
    }
    if (text.startsWith("ST")) {
      return stnReads(text)
          ? Optional.empty()
          : Optional.of(
              "this STN command is not among those that only read: command=\"%s\""
                  .formatted(command));
    }
    if (text.length() < 2 || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return Optional.of("this is no OBD request in hex: command=\"" + command + "\"");
    }
    if (READING.contains(text.substring(0, 2))) {
      return Optional.empty();
    }
    return Optional.of(
        first(WRITING, text)
            .map(r -> reason(command, r))
            .orElse(
                "this service is not among those that only read: command=\"%s\""
                    .formatted(command)));
  }

  private static boolean stnReads(String text) {
    String letters = text.replaceAll("[0-9]+$", "");
    return STN_HARMLESS.contains(letters);
  }

  private static Optional<Refused> first(List<Refused> table, String text) {
    return table.stream().filter(r -> text.startsWith(r.start())).findFirst();
  }

  private static String reason(String command, Refused refused) {
    return "keilog only reads, and this %s: command=\"%s\"".formatted(refused.what(), command);
  }
}
