package keilog.device.source.elm;

import java.io.IOException;
import java.util.List;

/**
 * The conversation with the adapter cannot go on. The message is one plain sentence for the owner;
 * the kind says where to start again.
 */
final class ElmTrouble extends IOException {
  private static final long serialVersionUID = 1;

  enum Kind {
    /** Unplugged: open anew. */
    GONE,
    /** Open, but no answer or none that makes sense: close, open anew, look for the line speed. */
    MUTE,
    /** The chip has lost its settings: set up anew, on the same link. */
    RESET,
    /** The adapter sleeps: leave it alone for a while, then set up anew. */
    ASLEEP,
    /** The adapter is well, the car does not answer. */
    NO_CAR
  }

  private final Kind kind;
  private final String action;

  ElmTrouble(Kind kind, String detail, String action) {
    super(detail);
    this.kind = kind;
    this.action = action;
  }

  static ElmTrouble gone() {
    return new ElmTrouble(
        Kind.GONE, "the adapter is unplugged or its connection has ended", "plug it in again");
  }

  /** Bytes come and no prompt, or answers that are none. */
  static ElmTrouble noSense() {
    return new ElmTrouble(
        Kind.MUTE,
        "what comes from the adapter makes no sense",
        "check the line speed (baud = \"auto\" looks for it) and that the port is the adapter's");
  }

  static ElmTrouble silent() {
    return new ElmTrouble(
        Kind.MUTE,
        "the adapter has fallen silent",
        "check its plug in the car; if it stays silent, unplug it and plug it in again");
  }

  static ElmTrouble carStopped(List<String> words) {
    return new ElmTrouble(
        Kind.NO_CAR,
        "the car has stopped answering (" + brief(words) + ")",
        "switch the ignition on; it is asked on and on");
  }

  static ElmTrouble busTrouble(List<String> words) {
    return new ElmTrouble(
        Kind.RESET,
        "the bus between adapter and car is in trouble (" + brief(words) + ")",
        "check the plug and its wiring");
  }

  private static String brief(List<String> words) {
    String all = String.join(" ", words);
    return all.length() > 40 ? all.substring(0, 40) + "…" : all;
  }

  Kind kind() {
    return kind;
  }

  /** What the owner can do; may be empty. */
  String action() {
    return action;
  }
}
