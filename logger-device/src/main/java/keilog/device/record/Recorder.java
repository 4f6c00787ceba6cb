package keilog.device.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import keilog.device.lap.LapBoard;
import keilog.device.lap.LapWatch;
import keilog.device.ring.RingObserver;
import keilog.device.ring.SampleRing;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.track.Track;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings → blocks → file. {@link #step} does everything that is due and is called every 20 ms by the
 * recorder's own thread; no other thread writes a session. Sources get their {@link SourceFeed}s
 * before it starts.
 */
public final class Recorder implements RecorderView {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final long STEP_NANOS = 20_000_000L;

  private static final int RING_SECONDS = 8;
  private static final long PRE_TRIGGER_BYTES = 3L << 20;

  /** A card that cannot be read at the start is read again, but not for ever. */
  private static final long INVENTORY_AGAIN_NANOS = 10_000_000_000L;

  private static final int MOST_INVENTORIES = 6;

  /** A session goes on with one that a kill cut only while it is still the same drive. */
  private static final long SAME_DRIVE_MILLIS = 600_000;

  private final RecorderSettings settings;
  private final Storage storage;
  private final MonotonicClock clock;
  private final IntSupplier random;
  private final ChannelRegistry registry;
  private final ClockBoard clockBoard;
  private final Shelf shelf = new Shelf();
  private final CardRoom room;
  private final Card card;
  private final MemoryStore memory;
  private final PayloadPool pool = new PayloadPool();
  private final BlockMaker maker;
  private final PreTrigger preTrigger;
  private final SessionTrigger trigger = new SessionTrigger();
  private final SessionRule rule;
  private final RateMeter rates = new RateMeter();
  private final LapBoard lapBoard = new LapBoard();
  private final LapWatch laps;
  private final Intake intake;
  private final FactsBoard board;
  private SessionLog log;
  private SessionNames names;
  private Optional<SessionId> goesOnWith = Optional.empty();
  private long stepNanos;
  private long inventoryNanos;
  private int inventoriesLeft = MOST_INVENTORIES;
  private int stepFaults;
  private volatile boolean ending;
  private volatile Thread thread;

  private Recorder(
      RecorderSettings settings,
      Storage storage,
      MonotonicClock clock,
      KernelTime kernel,
      List<ChannelSpec> ownChannels,
      IntSupplier random) {
    this.settings = settings;
    this.storage = storage;
    this.clock = clock;
    this.random = random;
    this.registry = new ChannelRegistry(ownChannels);
    this.clockBoard = new ClockBoard(clock, kernel);
    CardRoom.WhenFull whenFull =
        settings.deleteOldest() ? CardRoom.WhenFull.OLDEST : CardRoom.WhenFull.STOP;
    this.room = new CardRoom(storage, shelf, settings.reserveBytes(), whenFull);
    this.card = new Card(storage, room, shelf);
    this.memory = new MemoryStore(settings.memoryBytes(), shelf);
    this.maker = new BlockMaker(pool, settings.codec(), edition -> log.learn(edition));
    this.preTrigger = new PreTrigger(settings.preTrigger().toMillis(), PRE_TRIGGER_BYTES, pool);
    this.rule = new SessionRule(settings.start(), trigger);
    this.laps = new LapWatch(settings.laps(), lapBoard, maker::note, () -> log.session());
    this.intake = new Intake(registry, maker, trigger, rates, laps, this::file);
    this.board = new FactsBoard(intake.feeds(), card, memory, rates, clockBoard);
  }

  /**
   * @param random bits for session ids
   */
  public static Recorder over(
      RecorderSettings settings,
      Storage storage,
      MonotonicClock clock,
      KernelTime kernel,
      List<ChannelSpec> ownChannels,
      IntSupplier random) {
    return new Recorder(settings, storage, clock, kernel, ownChannels, random);
  }

  /**
   * Gives a source its way in; before the first step.
   *
   * @param valuesPerSecond at most, for the size of its ring
   */
  public SourceFeed feed(String name, String kind, int valuesPerSecond) {
    SampleRing ring = SampleRing.holding(RING_SECONDS, valuesPerSecond);
    SourceFeed feed = new SourceFeed(name, kind, ring, registry, clockBoard, clock);
    intake.add(feed);
    return feed;
  }

  /** Looks at the card and recovers what is torn, so that the boot's number is known. */
  public void prepare() {
    begin(clock.nanos());
    board.renew(clock.nanos(), names.boot(), log);
  }

  /** Runs until {@link #stop}; then ends the session in good order. */
  public void run() {
    thread = Thread.currentThread();
    while (!ending) {
      guardedStep();
      LockSupport.parkNanos(this, Math.max(1, STEP_NANOS - (clock.nanos() - stepNanos)));
    }
    guardedStep();
    endSession(End.of(End.Reason.SHUTDOWN), clock.nanos());
    log.close();
    board.renew(clock.nanos(), names.boot(), log);
  }

  private void guardedStep() {
    try {
      step(clock.nanos());
    } catch (RuntimeException | LinkageError | StackOverflowError bug) {
      if (Integer.bitCount(++stepFaults) == 1) {
        LOG.error(
            "a fault in the recorder, number {}; what waited to be encoded is lost and counted",
            stepFaults,
            bug);
      }
      intake.discard();
    }
  }

  /** Asks the recorder to end; {@link #run} returns soon after. Any thread. */
  public void stop() {
    ending = true;
    LockSupport.unpark(thread);
  }

  /** Asks for a session now, whatever the rule says. Any thread. */
  public void startSession() {
    rule.ask(SessionRule.Request.START);
  }

  /** Asks for the session's end. Any thread. */
  public void stopSession() {
    rule.ask(SessionRule.Request.STOP);
  }

  /** Does everything that is due. The recorder's thread; tests call it with a time of their own. */
  void step(long nowNanos) {
    stepNanos = nowNanos;
    if (log == null) {
      begin(nowNanos);
    }
    intake.take(nowNanos);
    memory.takeLost().ifPresent(lost -> maker.dropout(lost, nowNanos));
    file();
    tellTime(nowNanos);
    startOrStop(nowNanos);
    log.tend(nowNanos);
    finishInventory(nowNanos);
    rates.tick(nowNanos);
    if (board.due(nowNanos)) {
      board.renew(nowNanos, names.boot(), log);
    }
  }

  /** Looks at the card, recovers what is torn, and takes this boot's number. */
  private void begin(long nowNanos) {
    CardInventory inventory = takeInventory(nowNanos);
    int boot = BootCounter.count(storage, settings.kernelBootId(), inventory.highestBoot());
    int ordinal = boot == inventory.highestBoot() ? inventory.highestOrdinal() + 1 : 1;
    long sinceMillis = nowNanos / 1_000_000L - inventory.tornLastMillis();
    goesOnWith = inventory.torn().filter(torn -> sinceMillis < SAME_DRIVE_MILLIS);
    names =
        new SessionNames(
            settings.device(),
            settings.car(),
            settings.kernelBootId(),
            boot,
            ordinal,
            settings.laps().track().map(Track::id),
            settings.software(),
            random);
    log =
        new SessionLog(
            card, memory, shelf, names, pool, settings.codec(), clock, maker::breakChain);
    shelf.changed();
  }

  private CardInventory takeInventory(long nowNanos) {
    inventoryNanos = nowNanos;
    inventoriesLeft--;
    try {
      CardInventory inventory = CardInventory.take(storage, shelf, settings.kernelBootId());
      room.lookAtStart();
      if (inventory.complete()) {
        inventoriesLeft = 0;
      }
      return inventory;
    } catch (IOException failure) {
      card.broken(failure, nowNanos);
      return CardInventory.empty();
    }
  }

  /** A card that could not be read at the start may be read later. */
  private void finishInventory(long nowNanos) {
    if (inventoriesLeft > 0
        && nowNanos - inventoryNanos >= INVENTORY_AGAIN_NANOS
        && card.settled()) {
      takeInventory(nowNanos);
      shelf.changed();
    }
  }

  /** Puts what is encoded where it belongs: into the session, or before its start. */
  private void file() {
    for (Payload payload = maker.take(); payload != null; payload = maker.take()) {
      if (log.isOpen()) {
        boolean data = payload.isData();
        log.append(payload);
        if (data) {
          log.commit();
        }
      } else {
        laps.abandon();
        preTrigger.keep(payload, stepNanos / 1_000_000L);
      }
    }
  }

  private void tellTime(long nowNanos) {
    Optional<UtcTie> due = clockBoard.due(nowNanos);
    if (due.isPresent() && log.isOpen()) {
      log.clock(due.get());
    }
    log.knows(clockBoard.best(nowNanos));
  }

  private void startOrStop(long nowNanos) {
    if (log.isOpen()) {
      rule.toStop(nowNanos).ifPresent(end -> endSession(end, nowNanos));
    } else {
      rule.toStart(nowNanos, preTrigger.hasRows()).ifPresent(this::openSession);
    }
  }

  private void openSession(Event why) {
    if (settings.preTrigger().isZero() && settings.start() != RecorderSettings.Start.ALWAYS) {
      preTrigger.clear();
    }
    if (!preTrigger.hasRows()) {
      maker.breakChain();
    }
    Edition first = preTrigger.hasRows() ? preTrigger.firstEdition() : maker.edition();
    log.knows(clockBoard.best(stepNanos));
    log.open(first, goesOnWith);
    goesOnWith = Optional.empty();
    laps.open();
    PastRows past = new PastRows(laps::past);
    Consumer<Payload> begin =
        payload -> {
          past.see(payload);
          log.append(payload);
        };
    preTrigger.handOver(begin);
    maker.event(why, stepNanos);
    for (Payload payload = maker.take(); payload != null; payload = maker.take()) {
      begin.accept(payload);
    }
    laps.begun();
    file();
    log.commit();
  }

  private void endSession(End end, long nowNanos) {
    if (!log.isOpen()) {
      return;
    }
    maker.cut(nowNanos);
    file();
    laps.end();
    file();
    log.end(end);
    maker.breakChain();
  }

  @Override
  public RecorderFacts facts() {
    return board.facts();
  }

  @Override
  public SessionShelf shelf() {
    return shelf;
  }

  @Override
  public List<LiveGroup> groups() {
    Optional<GroupSpec> derived = lapBoard.group();
    if (derived.isEmpty()) {
      return registry.groups();
    }
    List<LiveGroup> groups = new ArrayList<>(registry.groups());
    groups.add(new LiveGroup(derived.get(), lapBoard.latest()));
    return groups;
  }

  @Override
  public LapBoard laps() {
    return lapBoard;
  }

  @Override
  public RingObserver observe(String source) {
    return intake.feeds().stream()
        .filter(feed -> feed.name().equals(source))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source has the name: " + source))
        .ring()
        .observe();
  }
}
