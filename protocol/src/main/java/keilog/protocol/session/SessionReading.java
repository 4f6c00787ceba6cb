package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import keilog.protocol.block.BlockScanner;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.DataDecoder;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.DropoutPayload;
import keilog.protocol.block.End;
import keilog.protocol.block.EndPayload;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventPayload;
import keilog.protocol.block.RawBytes;
import keilog.protocol.block.RawPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SchemaPayload;
import keilog.protocol.channel.GroupSpec;

/**
 * One pass over a session: the rules of FORMAT.md, section "Reading". The chain of DATA blocks
 * breaks at a missing number, a DROPOUT, a new SCHEMA and a block that cannot be read, and begins
 * again at the next KEY. What is found goes in spans to a {@link SpanQueue}, to be decoded and
 * told.
 */
final class SessionReading {
  private final BlockScanner scanner;
  private final SchemaSearch search;
  private final SpanQueue queue;
  private final ReadTally tally;
  private final Predicate<GroupSpec> wanted;
  private Queue<DataDecoder> spare = new ConcurrentLinkedQueue<>();
  private Span span;
  private Schema schema;
  private boolean chained;
  private int expected;
  private long goodEnd;
  private long lastMillis = -1;

  /**
   * @param wanted says of each group whether its rows are decoded
   */
  SessionReading(
      BlockScanner scanner,
      SchemaSearch search,
      SpanQueue queue,
      ReadTally tally,
      Predicate<GroupSpec> wanted) {
    this.scanner = scanner;
    this.search = search;
    this.queue = queue;
    this.tally = tally;
    this.wanted = wanted;
    this.span = Span.fresh(spare, decoders(null));
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
        chained &= missing == 0;
        expected = scanner.number() + 1;
        handOn();
      }
      lastMillis = scanner.timeMillis();
    }
    if (goodEnd < limit) {
      add(
          new SpanStep.Lost(
              new Damage(
                  Damage.Kind.TORN_TAIL, goodEnd, limit - goodEnd, -1, 0, lastMillis, -1, "")));
    }
    queue.add(span, true);
    queue.finish();
    return tally.report(limit);
  }

  private void tellGap(long missing) {
    long bytes = scanner.offset() - goodEnd;
    if (bytes > 0 || missing > 0) {
      int first = missing > 0 ? expected : -1;
      add(
          new SpanStep.Lost(
              new Damage(
                  Damage.Kind.LOST,
                  goodEnd,
                  bytes,
                  first,
                  (int) missing,
                  lastMillis,
                  scanner.timeMillis(),
                  "")));
    }
  }

  private void handOn() throws IOException {
    Optional<BlockType> type = scanner.type();
    if (type.isEmpty()) {
      chained = false;
      skip(Damage.Kind.UNKNOWN, "");
      return;
    }
    try {
      handOn(type.get(), scanner.payload());
    } catch (DamagedPayload broken) {
      chained = false;
      skip(Damage.Kind.MALFORMED, broken.getMessage());
    }
  }

  private void handOn(BlockType type, ByteBuffer payload) throws DamagedPayload, IOException {
    switch (type) {
      case SCHEMA -> adopt(SchemaPayload.decode(payload));
      case DATA -> data(payload);
      case EVENT -> {
        Event event = EventPayload.decode(payload);
        tell(visitor -> visitor.event(event));
      }
      case CLOCK -> {
        ClockTie tie = ClockPayload.decode(payload);
        tell(visitor -> visitor.clock(tie));
      }
      case RAW -> {
        RawBytes raw = RawPayload.decode(payload);
        tell(visitor -> visitor.raw(raw));
      }
      case DROPOUT -> {
        chained = false;
        Dropout dropout = DropoutPayload.decode(payload);
        tell(visitor -> visitor.dropout(dropout));
      }
      case END -> {
        End end = EndPayload.decode(payload);
        tell(visitor -> visitor.end(end));
      }
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
    if (scanner.key()) {
      begin();
    } else if (!chained) {
      skip(Damage.Kind.CHAIN_BROKEN, "");
      return;
    }
    add(new SpanStep.Data(payload, scanner.key(), place()));
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
    tell(visitor -> visitor.schema(next));
    schema = next;
    spare = new ConcurrentLinkedQueue<>();
    begin();
    chained = false;
  }

  /** A new chain, or a new schema: nothing that follows needs what went before. */
  private void begin() {
    queue.add(span, true);
    span = Span.fresh(spare, decoders(schema));
    chained = true;
  }

  private Supplier<DataDecoder> decoders(Schema of) {
    return () -> new DataDecoder(of, wanted);
  }

  private void tell(Consumer<SessionVisitor> what) {
    add(new SpanStep.Told(what));
  }

  private void skip(Damage.Kind kind, String detail) {
    add(new SpanStep.Skipped(kind, detail, place()));
  }

  private SpanStep.Place place() {
    return new SpanStep.Place(
        scanner.offset(), scanner.length(), scanner.number(), scanner.timeMillis(), lastMillis);
  }

  private void add(SpanStep step) {
    if (span.isFull()) {
      queue.add(span, false);
      span = span.next();
    }
    span.add(step);
  }
}
