package keilog.tools.command;

/** Colour where a terminal shows it, nothing elsewhere. Never the only sign of anything. */
enum Ink {
  PLAIN,
  COLOUR;

  private static final String PURPLE = "\u001B[35m";
  private static final String BOLD = "\u001B[1m";
  private static final String END = "\u001B[0m";

  /** Colour on a terminal whose user has not asked for none (NO_COLOR). */
  static Ink ofTerminal() {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return terminal && System.getenv("NO_COLOR") == null ? COLOUR : PLAIN;
  }

  /** The best of all. */
  String best(String text) {
    return this == COLOUR ? PURPLE + text + END : text;
  }

  /** What a part begins with. */
  String head(String text) {
    return this == COLOUR ? BOLD + text + END : text;
  }
}
