package keilog.device.source.elm;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.device.source.elm.ElmTrouble.Kind;

/**
 * Brings an adapter from any state to the one the driver wants: reset, no echo, no line feeds, no
 * spaces. A command that a clone refuses is done without, since the parser reads every layout.
 */
final class AdapterSetup {
  private static final long RESET_NANOS = 5 * Adapter.SECOND;
  private static final long COMMAND_NANOS = Adapter.SECOND;
  private static final Pattern VOLTAGE = Pattern.compile("(\\d{1,2}\\.\\d{1,2})\\s*V?");

  private final Adapter adapter;
  private final ElmPlan plan;

  AdapterSetup(Adapter adapter, ElmPlan plan) {
    this.adapter = adapter;
    this.plan = plan;
  }

  /**
   * @param warm keeps the line speed that was negotiated ({@code ATWS}); a full reset loses it
   */
  AdapterFacts run(boolean warm) throws ElmTrouble, InterruptedException {
    adapter.echo(true);
    adapter.headers(false);
    String name = reset(warm);
    taken("ATE0");
    taken("ATL0");
    adapter.echo(adapter.reply().echoed());
    taken("ATS0");
    String stn = taken("STI") ? answer() : "";
    if (!stn.isEmpty() && taken("STDI") && !answer().isEmpty()) {
      stn = answer() + ", " + stn;
    }
    OptionalDouble voltage = voltage();
    taken("ATAT1");
    for (String command : plan.setUp()) {
      taken(command);
    }
    return new AdapterFacts(name, stn, voltage);
  }

  private String reset(boolean warm) throws ElmTrouble, InterruptedException {
    boolean prompted = adapter.askThroughRestart(Command.of(warm ? "ATWS" : "ATZ"), RESET_NANOS);
    if (!prompted || adapter.reply().has(Notice.NOT_UNDERSTOOD)) {
      prompted = adapter.askThroughRestart(Command.of(warm ? "ATZ" : "ATWS"), RESET_NANOS);
    }
    if (!prompted) {
      throw new ElmTrouble(
          Kind.MUTE,
          "the adapter does not come back from its reset",
          "unplug it and plug it in again");
    }
    String name = answer();
    adapter.drain();
    if (name.isEmpty() && adapter.askThroughRestart(Command.NAME, COMMAND_NANOS)) {
      name = answer();
    }
    return name.isEmpty() ? "an adapter without a name" : name;
  }

  OptionalDouble voltage() throws ElmTrouble, InterruptedException {
    return taken("ATRV") ? voltage(adapter.reply()) : OptionalDouble.empty();
  }

  /** Volts in an answer such as {@code 12.6V}; empty where there are none. */
  static OptionalDouble voltage(Reply reply) {
    Matcher volts = VOLTAGE.matcher(reply.text());
    return volts.find()
        ? OptionalDouble.of(Double.parseDouble(volts.group(1)))
        : OptionalDouble.empty();
  }

  /** Sends a setting; false where the adapter does not know it. */
  boolean taken(String command) throws ElmTrouble, InterruptedException {
    return adapter.ask(Command.of(command), COMMAND_NANOS)
        && !adapter.reply().has(Notice.NOT_UNDERSTOOD);
  }

  /** The last line that is no echo. */
  private String answer() {
    return adapter.reply().lines().stream()
        .map(line -> line.replaceAll("[^ -~]", ""))
        .filter(line -> !line.matches("(?i)(AT ?Z|AT ?WS|AT ?I|STI|STDI|OK|\\?|)"))
        .reduce((first, second) -> second)
        .orElse("");
  }
}
