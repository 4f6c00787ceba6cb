package keilog.tools.simulate.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong. Each lasts from its instant for its duration. */
public enum Mishap {
  /** The cable is pulled, and put back. The device loses its supply and its settings. */
  UNPLUG,
  /** The adapter's supply dips, as when the starter turns: it says LV RESET and starts anew. */
  LVRESET,
  /** Random bytes among the answers. */
  GARBAGE,
  /** The device says nothing at all. */
  SILENCE,
  /** The ECU does not answer: NO DATA. */
  NODATA,
  /** The bus answers with an error: CAN ERROR. */
  BUSERROR,
  /** The UART is said to be too slow: BUFFER FULL. */
  BUFFERFULL,
  /** The next lines end in DATA ERROR. */
  DATAERROR,
  /** The ignition is off: UNABLE TO CONNECT. */
  KEYOFF,
  /** The receiver sees no satellites: epochs go on, without a fix. */
  LOSS,
  /** Reflections: places jump tens of metres. */
  JUMP;

  /** As written on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Mishap> find(String text) {
    return Arrays.stream(values()).filter(m -> m.text().equals(text)).findFirst();
  }
}
