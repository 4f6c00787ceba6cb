package keilog.bench.polling;

/**
 * One row of the table.
 *
 * @param baud of the adapter's wire
 * @param ecuMillis until the control unit answers
 * @param adapter kind of the simulator's adapter
 * @param slow that slow PIDs are mixed in
 */
record Setting(int baud, int ecuMillis, String adapter, boolean slow) {
  /** Five PIDs in two lines, and the carriage return that asks for them. */
  private static final int BYTES = 38 + 1;

  /** The adapter's own time per request, as assumed for the limit. */
  private static final double OWN_MILLIS = 0.3;

  static final int PIDS = 5;

  /** What adapter and wire need for one repeated request of five PIDs. */
  double adapterMillis() {
    return BYTES * 10_000.0 / baud + OWN_MILLIS + ecuMillis;
  }

  /** PIDs per second with a host that needs no time. */
  double limit() {
    return PIDS * 1_000 / adapterMillis();
  }

  /** Share of the limit that is promised. */
  double promised() {
    return slow ? 0.85 : 0.97;
  }

  String label() {
    return "%d-%d-%s%s".formatted(baud, ecuMillis, adapter, slow ? "-slow" : "");
  }
}
