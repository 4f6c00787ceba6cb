package keilog.device.source.elm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import keilog.device.source.elm.ElmTrouble.Kind;

/**
 * At which line speed the adapter listens.
 *
 * @param tries in the order to try; empty where the link has none (TCP)
 * @param mayRaise that a faster one may be negotiated with the chip
 * @param wireBaud speed inside an adapter whose link has none; 0 where unknown
 */
record LineSpeeds(List<Integer> tries, boolean mayRaise, int wireBaud) {
  /** Most common first; the last ones are where an earlier run may have left the chip. */
  private static final List<Integer> USUAL =
      List.of(38_400, 9_600, 230_400, 115_200, 57_600, 19_200, 500_000);

  private static final long KNOCK_NANOS = Adapter.SECOND / 2;
  private static final long FIRST_KNOCK_NANOS = Adapter.SECOND;

  static LineSpeeds fixed(int baud) {
    return new LineSpeeds(List.of(baud), false, 0);
  }

  static LineSpeeds searched(boolean mayRaise) {
    return new LineSpeeds(USUAL, mayRaise, 0);
  }

  static LineSpeeds none(int wireBaud) {
    return new LineSpeeds(List.of(), false, wireBaud);
  }

  int first() {
    return tries.isEmpty() ? 0 : tries.getFirst();
  }

  /**
   * Knocks at each speed until a prompt comes.
   *
   * @param last where it was found before; 0 where it never was
   * @return the speed, 0 where the link has none
   * @throws ElmTrouble where nothing answers at any
   */
  int find(Adapter adapter, int last) throws ElmTrouble, InterruptedException {
    if (tries.isEmpty()) {
      if (knock(adapter, 2 * FIRST_KNOCK_NANOS) || knock(adapter, 2 * FIRST_KNOCK_NANOS)) {
        return 0;
      }
      throw new ElmTrouble(
          Kind.MUTE,
          "the connection stands, but no ELM327 answers on it",
          "check that the address is the adapter's; switch the adapter off and on");
    }
    Set<Integer> order = new LinkedHashSet<>();
    if (last > 0) {
      order.add(last);
    }
    order.addAll(tries);
    boolean heard = false;
    long nanos = FIRST_KNOCK_NANOS;
    for (int baud : order) {
      adapter.setBaud(baud);
      if (knock(adapter, nanos)) {
        return baud;
      }
      heard |= adapter.heard() > 0;
      nanos = KNOCK_NANOS;
    }
    throw new ElmTrouble(
        Kind.MUTE,
        heard
            ? "bytes come, but make no sense: tried baud=" + order
            : "the port opens, but no ELM327 answers: tried baud=" + order,
        tries.size() == 1
            ? "set baud = \"auto\"; check that the port is the adapter's and that it has power"
            : "check that the port is the adapter's and that it has power");
  }

  private static boolean knock(Adapter adapter, long nanos)
      throws ElmTrouble, InterruptedException {
    if (!adapter.askThroughRestart(Command.KNOCK, nanos)) {
      return false;
    }
    // At a wrong speed a prompt may come by chance, but not among plain text only.
    boolean plain =
        adapter
            .reply()
            .text()
            .chars()
            .allMatch(c -> c >= ' ' && c <= 0x7F || c == '\r' || c == '\n');
    adapter.drain();
    return plain;
  }
}
