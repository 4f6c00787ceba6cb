package keilog.device.source.elm;

import java.io.IOException;

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

  Kind kind() {
    return kind;
  }

  /** What the owner can do; may be empty. */
  String action() {
    return action;
  }
}
