package keilog.device.source.elm;

/** What one connection teaches the next. One thread. */
final class Memory {
  /** Line speed at which the adapter was found; 0 before the first time. */
  int baud;

  /** Protocol the car spoke; 0 before the first time. */
  char protocol;

  /** How often a raised line speed did not hold, as after cranking; after the second it is left. */
  int raisingFailures;

  /** The last connection ended without an adapter having answered: say nothing until one does. */
  boolean mute;

  /** The line speed was raised on this connection. */
  boolean raised;
}
