package keilog.device.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import keilog.device.lap.LapBoard;
import keilog.device.record.BlockRun;
import keilog.device.record.DeletionPermit;
import keilog.device.record.LiveGroup;
import keilog.device.record.RecorderFacts;
import keilog.device.record.RecorderView;
import keilog.device.record.SessionShelf;
import keilog.device.record.ShelvedSession;
import keilog.device.ring.LatestValues;
import keilog.device.ring.RingObserver;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.End;
import keilog.protocol.block.RawBytes;
import keilog.protocol.block.RawPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.BlockIndex;
import keilog.protocol.session.BlockSpot;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.SessionWriter;
import keilog.protocol.session.Storage;
import keilog.protocol.session.Verification;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.BlockRange;

/**
 * A recorder as the publisher sees it, whose blocks the test makes: real session files, forced when
 * the test says so. Safe from any thread.
 */
public final class RecordedSessions implements RecorderView, SessionShelf {
  public static final String CAR = "az-1";

  /** Engine speed and two more, in one group. */
  public static final GroupSpec GROUP =
      new GroupSpec(
          1,
          "elm",
          1_000_000,
          0,
          List.of(
              ChannelSpec.of(Channel.ENGINE_SPEED),
              ChannelSpec.of(Channel.THROTTLE_POSITION),
              ChannelSpec.of(Channel.GNSS_TIME)));

  private final Storage storage;
  private final MonotonicClock clock;
  private final Random random;
  private final LatestValues latest = new LatestValues(3);
  private final Map<SessionId, Shelved> shelved = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private DeletionPermit permit = DeletionPermit.NEVER;
  private int ordinal;
  private volatile boolean digestsWithheld;

  private static final class Shelved {
    private final SessionFile file;
    private final BlockIndex index;
    private SessionWriter writer;
    private long forced;

    private Shelved(SessionFile file, BlockIndex index) {
      this.file = file;
      this.index = index;
    }
  }

  public RecordedSessions(Storage storage, MonotonicClock clock, long seed) {
    this.storage = storage;
    this.clock = clock;
    this.random = new Random(seed);
  }

  /** Begins a session; its SCHEMA is forced. */
  public synchronized SessionId begin() throws IOException {
    ordinal++;
    SessionId id = new SessionId(1, ordinal, random.nextInt());
    Schema schema =
        new Schema(
            1,
            id,
            CAR,
            CAR,
            "boot",
            Optional.empty(),
            Optional.empty(),
            "keilog test",
            List.of(GROUP));
    SessionFile file = new SessionFile(CAR, id);
    Shelved session = new Shelved(file, BlockIndex.over(storage, file.name()));
    session.writer = SessionWriter.create(storage, schema, millis());
    shelved.put(id, session);
    forced(session);
    return id;
  }

  /** Writes a block of up to this many bytes and forces it. */
  public synchronized void block(SessionId id, int mostBytes) throws IOException {
    Shelved session = shelved.get(id);
    byte[] bytes = new byte[1 + random.nextInt(mostBytes)];
    random.nextBytes(bytes);
    ByteBuffer payload =
        RawPayload.encode(
            new RawBytes(
                "elm",
                List.of(new RawBytes.Chunk(clock.nanos(), RawBytes.Direction.RECEIVED, bytes))));
    session.writer.append(BlockType.RAW, false, millis(), payload);
    session.writer.force();
    forced(session);
  }

  /** Ends a session. */
  public synchronized void end(SessionId id) throws IOException {
    Shelved session = shelved.get(id);
    session.writer.end(End.of(End.Reason.STOPPED));
    session.writer = null;
    forced(session);
  }

  /** Begins, fills and ends a session. */
  public SessionId record(int blocks, int mostBytes) throws IOException {
    SessionId id = begin();
    for (int i = 0; i < blocks; i++) {
      block(id, mostBytes);
    }
    end(id);
    return id;
  }

  private void forced(Shelved session) throws IOException {
    session.forced = storage.size(session.file.name());
    session.index.extend(session.forced);
    listeners.forEach(Runnable::run);
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(clock.nanos());
  }

  /** From now on no digest is said. */
  public void withholdDigests() {
    digestsWithheld = true;
  }

  /** Turns bits of a block on the card over, for good; found at once. */
  public synchronized void damage(SessionId id, int number) throws IOException {
    Shelved session = shelved.get(id);
    BlockSpot spot = session.index.spots().get(session.index.from(number));
    byte[] bytes = bytes(id);
    bytes[(int) spot.offset() + spot.length() / 2] ^= 0x55;
    String name = session.file.name();
    storage.delete(name);
    try (Storage.Output output = storage.create(name)) {
      output.write(ByteBuffer.wrap(bytes));
      output.force();
    }
    Shelved found = new Shelved(session.file, BlockIndex.over(storage, name));
    found.forced = session.forced;
    found.index.finish(session.forced);
    shelved.put(id, found);
  }

  /** Deletes a session where the keepers permit it; returns whether they do. */
  public synchronized boolean deleteIfPermitted(SessionId id) throws IOException {
    Shelved session = shelved.get(id);
    if (!permit.heldInFull(id, session.index.nextNumber())) {
      return false;
    }
    shelved.remove(id);
    storage.delete(session.file.name());
    listeners.forEach(Runnable::run);
    return true;
  }

  public synchronized String fileName(SessionId id) {
    return new SessionFile(CAR, id).name();
  }

  /** The whole file, forced or not. */
  public synchronized byte[] bytes(SessionId id) throws IOException {
    String name = fileName(id);
    ByteBuffer bytes = ByteBuffer.allocate((int) storage.size(name));
    while (bytes.hasRemaining() && storage.read(name, bytes.position(), bytes) > 0) {
      // Until all is there.
    }
    return bytes.array();
  }

  public synchronized int blocks(SessionId id) {
    return shelved.get(id).index.nextNumber();
  }

  /** A new row of live values. */
  public void drive(long timeNanos, long... raw) {
    latest.update(timeNanos, (1L << raw.length) - 1, raw);
  }

  @Override
  public synchronized List<ShelvedSession> sessions() {
    List<ShelvedSession> sessions = new ArrayList<>();
    shelved.values().forEach(s -> sessions.add(facts(s)));
    return sessions;
  }

  @Override
  public synchronized Optional<ShelvedSession> session(SessionId id) {
    return Optional.ofNullable(shelved.get(id)).map(RecordedSessions::facts);
  }

  private static ShelvedSession facts(Shelved session) {
    return new ShelvedSession(
        session.file.session(),
        session.file.name(),
        CAR,
        CAR,
        session.writer != null,
        session.index.nextNumber(),
        session.forced,
        session.index.lost().stream().map(r -> new BlockRange(r.first(), r.last())).toList(),
        OptionalLong.empty(),
        Optional.empty(),
        false);
  }

  @Override
  public synchronized Optional<BlockRun> read(SessionId id, int from, ByteBuffer into)
      throws IOException {
    Shelved session = shelved.get(id);
    if (session == null) {
      return Optional.empty();
    }
    List<BlockSpot> spots = session.index.spots();
    int at = session.index.from(from);
    if (at >= spots.size()) {
      return Optional.empty();
    }
    int first = spots.get(at).number();
    if (spots.get(at).length() > into.remaining()) {
      return Optional.of(new BlockRun(first, first + 1, spots.get(at).length()));
    }
    int start = into.position();
    int next = first;
    while (at < spots.size()
        && spots.get(at).number() == next
        && spots.get(at).length() <= into.remaining()
        && session.index.read(spots.get(at), into)) {
      at++;
      next++;
    }
    return Optional.of(new BlockRun(first, next, into.position() - start));
  }

  @Override
  public Optional<String> sha256(SessionId id) throws IOException {
    Optional<ShelvedSession> session = session(id);
    if (digestsWithheld
        || session.isEmpty()
        || session.get().open()
        || !session.get().lost().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Verification.sha256(storage, session.get().file()));
  }

  @Override
  public void listen(Runnable changed) {
    listeners.add(changed);
  }

  @Override
  public synchronized void permit(DeletionPermit permit) {
    this.permit = permit;
  }

  @Override
  public synchronized RecorderFacts facts() {
    return new RecorderFacts(
        clock.nanos(),
        1,
        shelved.values().stream()
            .filter(s -> s.writer != null)
            .map(s -> s.file.session())
            .findFirst(),
        RecorderFacts.Store.CARD,
        "",
        Optional.empty(),
        List.of(),
        0,
        1,
        2,
        OptionalDouble.empty());
  }

  @Override
  public SessionShelf shelf() {
    return this;
  }

  @Override
  public LapBoard laps() {
    return new LapBoard();
  }

  @Override
  public List<LiveGroup> groups() {
    return List.of(new LiveGroup(GROUP, latest));
  }

  @Override
  public RingObserver observe(String source) {
    throw new IllegalArgumentException("no source has the name: source=" + source);
  }
}
