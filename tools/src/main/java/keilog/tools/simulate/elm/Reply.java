package keilog.tools.simulate.elm;

/** What comes of an AT or ST command. */
sealed interface Reply {
  /** Lines of text, then the prompt. */
  record Lines(String... lines) implements Reply {}

  /** "?": not understood. */
  record Refused() implements Reply {}

  /** The chip starts anew. */
  record Restart(boolean cold) implements Reply {}

  /**
   * Another speed.
   *
   * @param handshake whether the host must confirm it
   */
  record Speed(int baud, String id, boolean handshake) implements Reply {}

  /** Listens to the bus until a character comes. */
  record Monitor() implements Reply {}

  /** A request hidden in a command. */
  record Ask(byte[] request, int count) implements Reply {}

  Reply OK = new Lines("OK");
  Reply REFUSED = new Refused();
}
