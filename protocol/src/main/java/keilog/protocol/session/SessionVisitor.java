package keilog.protocol.session;

import keilog.protocol.block.ClockTie;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.RawBytes;
import keilog.protocol.block.Schema;

/**
 * Is told what a session holds, in the order of its blocks, on the reader's thread. Override what
 * is wanted.
 */
public interface SessionVisitor {
  /** Before the first rows that follow it; again only when groups change within a session. */
  default void schema(Schema schema) {}

  /** Rows of one group; valid during the call only. */
  default void data(GroupBatch batch) {}

  default void event(Event event) {}

  default void clock(ClockTie tie) {}

  default void dropout(Dropout dropout) {}

  default void raw(RawBytes raw) {}

  default void end(End end) {}

  /** Something that is not handed on, told before what follows it. */
  default void damage(Damage damage) {}
}
