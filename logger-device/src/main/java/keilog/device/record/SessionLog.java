package keilog.device.record;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.End;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.session.SessionWriter;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session being recorded, wherever it can be kept. What was appended stays in memory until a
 * force said it is durable; when anything fails, the session ends where it was last forced and a
 * new one goes on with the rest: on the card, or in the memory store while the card takes nothing.
 * The recorder's thread; throws nothing but bugs.
 */
final class SessionLog {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);

  private final Card card;
  private final MemoryStore memory;
  private final Shelf shelf;
  private final SessionNames names;
  private final PayloadPool pool;
  private final MonotonicClock clock;
  private final Runnable breakChain;
  private final ForceTimes forceTimes = new ForceTimes();
  private final Map<Integer, Edition> editions = new HashMap<>();
  private final HeldPayloads held;

  private SessionWriter writer;
  private ShelfEntry entry;
  private Optional<SessionId> continues = Optional.empty();

  private Edition edition = new Edition(1, List.of());
  private Optional<UtcTie> tie = Optional.empty();
  private long forcedNanos;

  /**
   * @param breakChain tells whoever makes payloads that the next DATA must be a KEY
   */
  SessionLog(
      Card card,
      MemoryStore memory,
      Shelf shelf,
      SessionNames names,
      PayloadPool pool,
      int codec,
      MonotonicClock clock,
      Runnable breakChain) {
    this.card = card;
    this.memory = memory;
    this.shelf = shelf;
    this.names = names;
    this.pool = pool;
    this.held = new HeldPayloads(pool, codec);
    this.clock = clock;
    this.breakChain = breakChain;
  }

  ForceTimes forceTimes() {
    return forceTimes;
  }

  /** Every edition has to be told before its payloads come. */
  void learn(Edition next) {
    editions.put(next.number(), next);
  }

  /** The best tie to UTC there is; the next session begins with it. */
  void knows(Optional<UtcTie> best) {
    tie = best;
    if (entry != null && best.isPresent()) {
      entry.started(best.get());
    }
  }

  boolean isOpen() {
    return writer != null;
  }

  Optional<SessionId> session() {
    return Optional.ofNullable(entry).map(ShelfEntry::id);
  }

  /**
   * Begins a session.
   *
   * @param first edition of the first payload
   * @param goesOnWith the session of this boot that a kill has cut, if any
   */
  void open(Edition first, Optional<SessionId> goesOnWith) {
    edition = first;
    learn(first);
    continues = goesOnWith;
    held.forget();
    forcedNanos = clock.nanos();
    begin();
  }

  /** Takes a payload; it is the log's from now on. Durable after {@link #commit}. */
  void append(Payload payload) {
    if (writer == null) {
      memory.lost(List.of(payload));
      pool.give(payload);
      return;
    }
    Payload fitting = held.add(payload);
    try {
      write(fitting);
    } catch (IOException failure) {
      failOver(failure);
    }
  }

  private void write(Payload payload) throws IOException {
    while (writer.schema().number() < payload.edition().number()) {
      Edition next = editions.get(writer.schema().number() + 1);
      writer.change(names.schema(writer.schema().session(), next, continues), payload.timeMillis());
    }
    edition = editions.get(writer.schema().number());
    writer.append(payload.type(), payload.key(), payload.timeMillis(), payload.bytes());
  }

  /** Writes what ties this session to UTC. */
  void clock(UtcTie now) {
    long millis = Math.floorDiv(now.timeNanos(), 1_000_000L);
    append(
        pool.take()
            .of(BlockType.CLOCK, false, millis, edition)
            .copy(ClockPayload.encode(now.encoded())));
  }

  /** Makes everything appended durable. */
  void commit() {
    if (writer == null || held.allForced()) {
      return;
    }
    try {
      force();
      forced();
    } catch (IOException failure) {
      failOver(failure);
    }
    makeRoom();
  }

  private void force() throws IOException {
    long before = clock.nanos();
    writer.force();
    if (entry == null || !entry.inMemory()) {
      forceTimes.took(clock.nanos() - before);
    }
  }

  /** Everything unforced is durable now. */
  private void forced() {
    long before = entry.bytes();
    entry.forcedTo(writer.nextNumber(), writer.size(), true);
    held.forced(entry::holds);
    tie.ifPresent(entry::started);
    long now = clock.nanos();
    if (!entry.inMemory()) {
      card.room().wrote(entry.bytes() - before, now - forcedNanos);
    }
    forcedNanos = now;
    shelf.changed();
  }

  private void makeRoom() {
    if (writer == null) {
      return;
    }
    if (entry.inMemory()) {
      if (memory.sessionIsLong(writer.size())) {
        goOnInNew("the next part follows");
      }
      return;
    }
    try {
      if (card.room().low() && !card.room().make()) {
        card.full(clock.nanos());
        goOnInNew("the card is full");
      }
    } catch (IOException failure) {
      LOG.debug("the card does not tell its room", failure);
    }
  }

  /** Ends this session in good order and goes on in another; everything is forced. */
  private void goOnInNew(String why) {
    Optional<SessionId> before = session();
    close(new End(End.Reason.STORAGE, why));
    continues = before;
    begin();
  }

  /** Ends the session. */
  void end(End end) {
    commit();
    if (writer != null) {
      close(end);
    }
    held.forget();
    continues = Optional.empty();
  }

  private void close(End end) {
    try {
      writer.end(end);
      entry.forcedTo(writer.nextNumber(), writer.size(), false);
    } catch (IOException failure) {
      LOG.warn("a session could not be closed; it is cut and closed later: {}", session(), failure);
      closeQuietly();
      abandon();
      card.failed(failure, clock.nanos());
    }
    writer = null;
    entry = null;
    shelf.changed();
  }

  /** What was forced of this session counts, and nothing behind it. */
  private void abandon() {
    if (entry.inMemory()) {
      entry.forcedTo(entry.blocks(), entry.bytes(), false);
    } else {
      card.suspect(entry);
    }
  }

  private void failOver(IOException failure) {
    LOG.warn("a session ends where it was last forced, a new one goes on: {}", failure.toString());
    closeQuietly();
    continues = session();
    abandon();
    if (!entry.inMemory()) {
      card.failed(failure, clock.nanos());
    }
    writer = null;
    entry = null;
    begin();
  }

  /** Begins a session with what is unforced, on the card if that takes it, else in memory. */
  private void begin() {
    breakChain.run();
    held.rekey();
    if (card.ready(clock.nanos())) {
      try {
        beginOn(card.storage(), false);
        return;
      } catch (IOException failure) {
        LOG.warn("the card takes no session: {}", failure.toString());
        dropBegun(false);
        card.broken(failure, clock.nanos());
      }
    }
    memory.makeRoom();
    try {
      beginOn(memory.storage(), true);
    } catch (IOException full) {
      LOG.error("the memory store takes no session: {}", full.toString());
      dropBegun(true);
      memory.lost(held.unforced());
      held.dropUnforced();
    }
  }

  private void beginOn(Storage storage, boolean inMemory) throws IOException {
    Edition first = held.firstEdition().orElse(edition);
    Schema schema = names.schema(names.next(), first, continues);
    long millis =
        held.allForced() ? Math.floorDiv(clock.nanos(), 1_000_000L) : held.first().timeMillis();
    try {
      writer = SessionWriter.create(storage, schema, millis);
    } catch (IOException failure) {
      if (!inMemory) {
        card.suspect(schema.fileName());
      }
      throw failure;
    }
    ShelfEntry begun = ShelfEntry.open(schema, storage, inMemory, writer.size());
    if (tie.isPresent()) {
      long tieMillis = Math.floorDiv(tie.get().timeNanos(), 1_000_000L);
      writer.append(BlockType.CLOCK, false, tieMillis, ClockPayload.encode(tie.get().encoded()));
    }
    for (Payload payload : held.unforced()) {
      write(payload);
    }
    force();
    entry = begun;
    shelf.add(begun);
    forced();
    LOG.info(
        "recording session={} {}", schema.session(), inMemory ? "in memory only" : "on the card");
  }

  /** A session that did not get as far as its first force: nothing of it counts. */
  private void dropBegun(boolean inMemory) {
    if (writer != null) {
      closeQuietly();
      if (inMemory) {
        memory.drop(writer.name());
      } else {
        card.suspect(writer.name());
      }
      writer = null;
    }
  }

  private void closeQuietly() {
    try {
      writer.close();
    } catch (IOException again) {
      LOG.debug("closing a suspect file", again);
    }
  }

  /** Looks after a card that took nothing, or left something to settle; call now and then. */
  void tend(long nowNanos) {
    if (!card.tendDue(nowNanos)) {
      return;
    }
    commit();
    if (card.tend(memory, nowNanos) && writer != null && entry.inMemory()) {
      goOnInNew("the card takes blocks again");
      card.tend(memory, nowNanos);
    }
  }

  /** The logger ends: what waits in memory gets a last chance. */
  void close() {
    if (!memory.closed().isEmpty()) {
      card.tend(memory, clock.nanos());
      memory.closed().forEach(e -> LOG.error("lost with the memory store: session={}", e.id()));
    }
  }
}
