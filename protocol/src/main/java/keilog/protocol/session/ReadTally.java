package keilog.protocol.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.RawBytes;
import keilog.protocol.block.Schema;

/** Counts while a session is read, and passes everything on. */
final class ReadTally implements SessionVisitor {
  private final SessionVisitor next;
  private final List<Damage> damages = new ArrayList<>();
  private int blocks;
  private long rows;
  private long samples;
  private long firstMillis = -1;
  private long lastMillis = -1;
  private Schema schema;
  private End end;
  private long droppedRows;
  private long droppedSamples;
  private long lostBlocks;
  private long skippedBlocks;
  private long damagedBytes;
  private long damageCount;

  ReadTally(SessionVisitor next) {
    this.next = next;
  }

  /** An intact block, whatever becomes of it. */
  void block(long timeMillis) {
    blocks++;
    lastMillis = timeMillis;
  }

  /** A DATA block that could be read. */
  void dataBlock(long timeMillis) {
    firstMillis = firstMillis < 0 ? timeMillis : Math.min(firstMillis, timeMillis);
  }

  @Override
  public void schema(Schema found) {
    if (schema == null) {
      schema = found;
    }
    next.schema(found);
  }

  @Override
  public void data(GroupBatch batch) {
    rows += batch.size();
    samples += batch.samples();
    next.data(batch);
  }

  @Override
  public void event(Event event) {
    next.event(event);
  }

  @Override
  public void clock(ClockTie tie) {
    next.clock(tie);
  }

  @Override
  public void dropout(Dropout dropout) {
    droppedRows += dropout.rows();
    droppedSamples += dropout.samples();
    next.dropout(dropout);
  }

  @Override
  public void raw(RawBytes raw) {
    next.raw(raw);
  }

  @Override
  public void end(End found) {
    end = found;
    next.end(found);
  }

  @Override
  public void damage(Damage damage) {
    damageCount++;
    if (damages.size() < ReadReport.MOST_DAMAGES) {
      damages.add(damage);
    }
    switch (damage.kind()) {
      case LOST, TORN_TAIL -> {
        lostBlocks += damage.blocks();
        damagedBytes += damage.bytes();
      }
      case CHAIN_BROKEN, NO_SCHEMA, REPEATED, MALFORMED, UNKNOWN ->
          skippedBlocks += damage.blocks();
    }
    next.damage(damage);
  }

  ReadReport report(long bytes) {
    return new ReadReport(
        bytes,
        blocks,
        rows,
        samples,
        firstMillis,
        lastMillis,
        Optional.ofNullable(schema),
        Optional.ofNullable(end),
        droppedRows,
        droppedSamples,
        lostBlocks,
        skippedBlocks,
        damagedBytes,
        damages,
        damageCount);
  }
}
