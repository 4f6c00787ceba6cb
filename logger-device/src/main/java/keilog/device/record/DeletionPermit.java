package keilog.device.record;

import keilog.protocol.block.SessionId;

/** Says from keepers' receipts whether a session may be deleted from this card. */
@FunctionalInterface
public interface DeletionPermit {
  /** Nobody has said anything. */
  DeletionPermit NEVER = (session, blocks) -> false;

  /**
   * Called on the recorder's thread when room is needed; answers from memory.
   *
   * @param blocks how many numbers the closed session has
   * @return true where a keeper's receipt reaches {@code blocks}
   */
  boolean heldInFull(SessionId session, int blocks);
}
