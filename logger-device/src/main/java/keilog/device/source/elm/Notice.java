package keilog.device.source.elm;

/**
 * What an adapter says instead of data (ELM327 data sheet, "Error Messages and Alerts"; STN1100
 * family reference). Compared without spaces and in capitals; may be glued to a data line. Longer
 * texts stand before those they contain.
 */
enum Notice {
  //               text                effect on what is being done
  SEARCHING("SEARCHING", Effect.PROGRESS),
  BUS_INIT("BUSINIT:", Effect.PROGRESS),
  UNABLE_TO_CONNECT("UNABLETOCONNECT", Effect.NO_CAR),
  NO_DATA("NODATA", Effect.NO_ANSWER),
  CAN_ERROR("CANERROR", Effect.BUS_TROUBLE),
  BUS_ERROR("BUSERROR", Effect.BUS_TROUBLE),
  BUS_BUSY("BUSBUSY", Effect.BUS_TROUBLE),
  FEEDBACK_ERROR("FBERROR", Effect.BUS_TROUBLE),
  DATA_ERROR("DATAERROR", Effect.BAD_LINE),
  RECEIVE_ERROR("RXERROR", Effect.BAD_LINE),
  FLOW_CONTROL_TIMEOUT("FCRXTIMEOUT", Effect.BAD_LINE),
  BUFFER_FULL("BUFFERFULL", Effect.BAD_LINE),
  STOPPED("STOPPED", Effect.AGAIN),
  LOW_VOLTAGE_RESET("LVRESET", Effect.SET_UP_ANEW),
  BANNER("ELM327V", Effect.SET_UP_ANEW),
  LOW_POWER_ALERT("LPALERT", Effect.ASLEEP),
  ACTIVITY_ALERT("ACTALERT", Effect.ASLEEP),
  /** What is left of {@code BUS INIT: ...ERROR}, or an error that no table names. */
  ERROR("ERROR", Effect.NO_CAR),
  /** {@code ERR94} and its kin: the chip itself is in trouble. */
  INTERNAL_ERROR("ERR", Effect.SET_UP_ANEW),
  NOT_UNDERSTOOD("?", Effect.REFUSED),
  OK("OK", Effect.NONE);

  /** What the driver does about it. */
  enum Effect {
    NONE,
    /** Wait longer. */
    PROGRESS,
    /** Discard this line, go on. */
    BAD_LINE,
    /** The car did not answer this request. */
    NO_ANSWER,
    /** The adapter does not know this command: do without. */
    REFUSED,
    /** Flush to the prompt and ask again. */
    AGAIN,
    /** Count; after several set up anew. */
    BUS_TROUBLE,
    /** No car, or ignition off: back off. */
    NO_CAR,
    /** The chip has lost its settings: full set-up. */
    SET_UP_ANEW,
    /** The adapter goes to low power: stop asking for a while. */
    ASLEEP
  }

  private static final Notice[] ALL = values();

  private final String text;
  private final Effect effect;

  Notice(String text, Effect effect) {
    this.text = text;
    this.effect = effect;
  }

  String text() {
    return text;
  }

  Effect effect() {
    return effect;
  }

  int bit() {
    return 1 << ordinal();
  }

  /** A mask of all notices with this effect. */
  static int mask(Effect effect) {
    int mask = 0;
    for (Notice notice : ALL) {
      if (notice.effect == effect) {
        mask |= notice.bit();
      }
    }
    return mask;
  }

  /**
   * Finds every notice in a line and blanks it out with spaces, dots too.
   *
   * @param line capitals, without spaces
   * @return a mask of the notices found
   */
  static int take(byte[] line, int length) {
    int found = 0;
    for (Notice notice : ALL) {
      int at = indexOf(line, length, notice.text);
      if (at < 0 || notice == INTERNAL_ERROR && !hexFollows(line, length, at + 3)) {
        continue;
      }
      int end = at + notice.text.length();
      if (notice == BANNER) {
        end = length;
      } else if (notice == INTERNAL_ERROR) {
        end += 2;
      }
      found |= notice.bit();
      java.util.Arrays.fill(line, at, end, (byte) ' ');
    }
    return found;
  }

  private static boolean hexFollows(byte[] line, int length, int at) {
    return at + 2 <= length
        && Character.digit(line[at], 16) >= 0
        && Character.digit(line[at + 1], 16) >= 0;
  }

  private static int indexOf(byte[] line, int length, String text) {
    int last = length - text.length();
    for (int at = 0; at <= last; at++) {
      int i = 0;
      while (i < text.length() && line[at + i] == text.charAt(i)) {
        i++;
      }
      if (i == text.length()) {
        return at;
      }
    }
    return -1;
  }
}
