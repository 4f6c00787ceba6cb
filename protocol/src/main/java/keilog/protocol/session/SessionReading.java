package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import keilog.protocol.block.BlockScanner;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.DataDecoder;
import keilog.protocol.block.DropoutPayload;
import keilog.protocol.block.EndPayload;
import keilog.protocol.block.EventPayload;
import keilog.protocol.block.RawPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SchemaPayload;

/**
 * One pass over a session: the rules of FORMAT.md, section "Reading". The chain of DATA blocks
 * breaks at a missing number, a DROPOUT, a new SCHEMA and a block that cannot be read, and begins
 * again at the next KEY.
 */
final class SessionReading {
  private final BlockScanner scanner;
  private final SchemaSearch search;
  private final ReadTally tally;
  private final SkippedRun skipped;
  private Schema schema;
  private DataDecoder decoder;
  private int expected;
  private long goodEnd;
  private long lastMillis = -1;

  SessionReading(BlockScanner scanner, SchemaSearch search, SessionVisitor visitor) {
    this.scanner = scanner;
    this.search = search;
    this.tally = new ReadTally(visitor);
    this.skipped = new SkippedRun(tally);
  }

  ReadReport read(long limit) throws IOException {
    while (scanner.next(limit, BlockScanner.Ending.FINAL)) {
      boolean repeated = scanner.number() < expected;
      long missing = repeated ? 0 : (long) scanner.number() - expected;
      tellGap(missing);
      tally.block(scanner.timeMillis());
      goodEnd = scanner.end();
      if (repeated) {
        skip(Damage.Kind.REPEATED, "");
      } else {
        if (missing > 0) {
          breakChain();
        }
        expected = scanner.number() + 1;
        handOn();
      }
      lastMillis = scanner.timeMillis();
    }
    skipped.tell(-1);
    if (goodEnd < limit) {
      tally.damage(
          new Damage(Damage.Kind.TORN_TAIL, goodEnd, limit - goodEnd, -1, 0, lastMillis, -1, ""));
    }
    return tally.report(limit);
  }

  private void tellGap(long missing) {
    long bytes = scanner.offset() - goodEnd;
    if (bytes > 0 || missing > 0) {
      skipped.tell(-1);
      tally.damage(
          new Damage(
              Damage.Kind.LOST,
              goodEnd,
              bytes,
              missing > 0 ? expected : -1,
              (int) missing,
              lastMillis,
              scanner.timeMillis(),
              ""));
    }
  }

  private void handOn() throws IOException {
    Optional<BlockType> type = scanner.type();
    if (type.isEmpty()) {
      breakChain();
      skip(Damage.Kind.UNKNOWN, "");
      return;
    }
    try {
      handOn(type.get(), scanner.payload());
    } catch (DamagedPayload broken) {
      breakChain();
      skip(Damage.Kind.MALFORMED, broken.getMessage());
    }
  }

  private void handOn(BlockType type, ByteBuffer payload) throws DamagedPayload, IOException {
    switch (type) {
      case SCHEMA -> adopt(SchemaPayload.decode(payload));
      case DATA -> data(payload);
      case EVENT -> tally.event(EventPayload.decode(payload));
      case CLOCK -> tally.clock(ClockPayload.decode(payload));
      case RAW -> tally.raw(RawPayload.decode(payload));
      case DROPOUT -> {
        breakChain();
        tally.dropout(DropoutPayload.decode(payload));
      }
      case END -> tally.end(EndPayload.decode(payload));
    }
  }

  private void data(ByteBuffer payload) throws DamagedPayload, IOException {
    long number = DataDecoder.schemaNumber(payload);
    if (schema == null || schema.number() != number) {
      Optional<Schema> elsewhere = search.number(number);
      if (elsewhere.isEmpty()) {
        skip(Damage.Kind.NO_SCHEMA, "");
        return;
      }
      adopt(elsewhere.get());
    }
    if (decoder.needsKey() && !scanner.key()) {
      skip(Damage.Kind.CHAIN_BROKEN, "");
      return;
    }
    skipped.tell(scanner.timeMillis());
    decoder.decode(payload, scanner.key(), tally::data);
    tally.dataBlock(scanner.timeMillis());
  }

  /** Goes on under a schema; a repeated one changes nothing. */
  private void adopt(Schema next) throws DamagedPayload {
    if (next.equals(schema)) {
      return;
    }
    if (scanner.session().orElseThrow() != next.session().random()) {
      throw new DamagedPayload(
          "a schema is its session's: schema=%s, frame=%08x"
              .formatted(next.session(), scanner.session().orElseThrow()));
    }
    schema = next;
    decoder = new DataDecoder(next);
    tally.schema(next);
  }

  private void breakChain() {
    if (decoder != null) {
      decoder.breakChain();
    }
  }

  private void skip(Damage.Kind kind, String detail) {
    skipped.add(kind, detail, scanner.offset(), scanner.length(), scanner.number(), lastMillis);
  }
}
