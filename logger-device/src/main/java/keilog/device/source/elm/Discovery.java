package keilog.device.source.elm;

import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import keilog.device.source.elm.ElmTrouble.Kind;

/**
 * Finds out which protocol the car speaks, which control units answer, and what they can be asked.
 * Headers are on meanwhile, to tell them apart, and go off again where only one answers.
 */
final class Discovery {
  /** Most likely for the cars of this project first. */
  private static final String ORDER = "675438912";

  private static final long COMMAND_NANOS = Adapter.SECOND;
  private static final long FIRST_REQUEST_NANOS = 15 * Adapter.SECOND;
  private static final long REQUEST_NANOS = 3 * Adapter.SECOND;

  /**
   * The line must idle before the next initialisation (ISO 14230-2: W5; better several seconds).
   */
  private static final long IDLE_LINE_NANOS = 5 * Adapter.SECOND;

  private static final int BITMAPS_PER_PAGE = 0x20;
  private static final int ENGINE_SPEED = 0x0C;

  private final Adapter adapter;
  private final ElmPlan plan;
  private final Pause pause;

  Discovery(Adapter adapter, ElmPlan plan, Pause pause) {
    this.adapter = adapter;
    this.plan = plan;
    this.pause = pause;
  }

  /**
   * @param hint protocol found before, tried first; 0 where none was
   * @param everywhere look for other protocols where the hint gives no answer: that takes its time
   * @throws ElmTrouble of kind NO_CAR where nothing answers
   */
  Car find(char hint, boolean everywhere) throws ElmTrouble, InterruptedException {
    adapter.headers(taken("ATH1") || adapter.headers());
    boolean chosenBySetUp = plan.setUp().stream().anyMatch(c -> c.matches("AT ?[ST]P.*"));
    if (plan.protocol().isPresent()) {
      taken("ATSP" + plan.protocol().get());
    } else if (!chosenBySetUp) {
      // With a leading A the adapter searches on by itself where the hint no longer holds.
      if (hint == 0 || !taken((everywhere ? "ATSPA" : "ATSP") + hint)) {
        taken("ATSP0");
      }
    }
    boolean mayChoose = (everywhere || hint == 0) && plan.protocol().isEmpty() && !chosenBySetUp;
    if (!answers(FIRST_REQUEST_NANOS) && !(mayChoose && searchOneByOne())) {
      throw silent();
    }
    SortedMap<Integer, BitSet> supported = new TreeMap<>();
    collect(0, supported);
    for (int page = BITMAPS_PER_PAGE; page <= 0xC0; page += BITMAPS_PER_PAGE) {
      int bit = page;
      if (supported.values().stream().noneMatch(pids -> pids.get(bit))) {
        break;
      }
      adapter.ask(Command.of("01%02X".formatted(page)), REQUEST_NANOS);
      collect(page, supported);
    }
    char protocol = protocol(supported);
    boolean countDigit = takesCountDigit();
    if (!countDigit) {
      taken("ATAT2");
    }
    if (supported.size() == 1) {
      adapter.headers(!taken("ATH0"));
    }
    return new Car(protocol, supported, engine(supported), countDigit);
  }

  private boolean answers(long timeoutNanos) throws ElmTrouble, InterruptedException {
    Command bitmaps = Command.of("0100");
    adapter.ask(bitmaps, timeoutNanos);
    if (adapter.reply().messages().size() == 0
        && adapter.headers()
        && adapter.reply().badLines() + adapter.reply().strangeLines() > 0) {
      // Headers in a layout of the clone's own: do without.
      adapter.headers(!taken("ATH0"));
      adapter.ask(bitmaps, timeoutNanos);
    }
    return adapter.reply().messages().size() > 0;
  }

  private boolean searchOneByOne() throws ElmTrouble, InterruptedException {
    for (int i = 0; i < ORDER.length(); i++) {
      if (adapter.reply().has(Notice.BUS_INIT)) {
        pause.nanos(IDLE_LINE_NANOS);
      }
      if (taken("ATTP" + ORDER.charAt(i)) && answers(FIRST_REQUEST_NANOS)) {
        return true;
      }
    }
    return false;
  }

  private void collect(int page, SortedMap<Integer, BitSet> supported) {
    Messages messages = adapter.reply().messages();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.length(i) < 2 + PidTable.BITMAP_BYTES || messages.at(i, 1) != page) {
        continue;
      }
      BitSet pids = supported.computeIfAbsent(messages.ecu(i), ecu -> new BitSet());
      for (int bit = 0; bit < 8 * PidTable.BITMAP_BYTES; bit++) {
        if ((messages.at(i, 2 + bit / 8) & 0x80 >> bit % 8) != 0) {
          pids.set(page + bit + 1);
        }
      }
    }
    if (page == 0 && supported.isEmpty() && messages.size() > 0) {
      supported.put(messages.ecu(0), new BitSet());
    }
  }

  private char protocol(SortedMap<Integer, BitSet> supported)
      throws ElmTrouble, InterruptedException {
    if (taken("ATDPN")) {
      for (String line : adapter.reply().lines()) {
        if (line.matches("A?[1-9A-C]")) {
          return line.charAt(line.length() - 1);
        }
      }
    }
    int ecu = supported.firstKey();
    if (ecu > 0xFFFF) {
      return '7';
    }
    return ecu > 0xFF ? '6' : '0';
  }

  private boolean takesCountDigit() throws ElmTrouble, InterruptedException {
    boolean prompted = adapter.ask(Command.of("01001"), REQUEST_NANOS);
    Reply reply = adapter.reply();
    return prompted
        && !reply.has(Notice.NOT_UNDERSTOOD)
        && reply.messages().size() > 0
        && reply.messages().at(0, 1) == 0;
  }

  private static int engine(SortedMap<Integer, BitSet> supported) {
    return supported.entrySet().stream()
        .filter(e -> e.getValue().get(ENGINE_SPEED))
        .map(e -> e.getKey())
        .findFirst()
        .orElse(supported.firstKey());
  }

  private ElmTrouble silent() {
    Reply reply = adapter.reply();
    String words =
        reply.has(Notice.BUS_INIT)
            ? "bus initialisation failed"
            : reply.hasAny(Notice.mask(Notice.Effect.BUS_TROUBLE))
                ? "the bus is in trouble: " + String.join(" ", reply.lines())
                : reply.has(Notice.NO_DATA) ? "NO DATA" : "UNABLE TO CONNECT";
    return new ElmTrouble(
        Kind.NO_CAR,
        "the adapter is well, the car does not answer (" + words + ")",
        "switch the ignition on; check that the car speaks OBD-II and the plug sits firmly");
  }

  private boolean taken(String command) throws ElmTrouble, InterruptedException {
    return adapter.ask(Command.of(command), COMMAND_NANOS)
        && !adapter.reply().has(Notice.NOT_UNDERSTOOD);
  }
}
