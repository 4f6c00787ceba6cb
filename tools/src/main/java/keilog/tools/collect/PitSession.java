package keilog.tools.collect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import keilog.protocol.session.BlockCursor;
import keilog.protocol.session.BlockRun;
import keilog.protocol.session.BlockSpot;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.Storage;
import keilog.protocol.session.Verification;
import keilog.protocol.topic.BlockRange;

/**
 * One session's file in the pits. Blocks come in any order and any number of times; they are
 * appended in order, once. After a failed write or force everything that was not forced before is
 * cut off and must come again. One thread.
 */
final class PitSession {
  /** Blocks that came too early wait here; beyond it they are dropped and come again. */
  private static final long MOST_EARLY_BYTES = 8 << 20;

  private static final String UNREADABLE_SUFFIX = ".unreadable";

  private final Storage storage;
  private final String name;
  private final TreeMap<Integer, Early> early = new TreeMap<>();
  private Storage.Output output;
  private List<BlockRange> lost = List.of();
  private long earlyBytes;
  private int next;
  private long size;
  private int forcedNext;
  private long forcedSize;
  private boolean suspect;

  private record Early(BlockRun run, byte[] bytes) {}

  private PitSession(Storage storage, String name) {
    this.storage = storage;
    this.name = name;
  }

  /** Opens what is there: a torn tail is cut back to the last good block, and all of it forced. */
  static PitSession open(Storage storage, SessionFile file) throws IOException {
    PitSession session = new PitSession(storage, file.name());
    session.recover();
    return session;
  }

  private void recover() throws IOException {
    long there = storage.size(name);
    if (there < 0) {
      return;
    }
    BlockCursor cursor = BlockCursor.over(storage, name);
    int after = 0;
    for (Optional<BlockSpot> s = cursor.nextOfFinished(there);
        s.isPresent();
        s = cursor.nextOfFinished(there)) {
      after = s.get().number() + 1;
    }
    if (after == 0 && there > 0) {
      storage.rename(name, name + UNREADABLE_SUFFIX);
      storage.forceDirectory();
      return;
    }
    cutTo(cursor.end(), there);
    next = after;
    forcedNext = after;
  }

  private void cutTo(long end, long there) throws IOException {
    if (there > end) {
      storage.truncate(name, end);
    }
    try (Storage.Output file = storage.append(name)) {
      file.force();
    }
    size = end;
    forcedSize = end;
  }

  /** What the car says it has lost: numbers that will never come. */
  void lost(List<BlockRange> ranges) throws IOException {
    lost = ranges;
    takeEarly();
  }

  /**
   * Takes checked blocks in.
   *
   * @return whether the file has grown
   * @throws IOException where they could not be written; then nothing unforced counts any more
   */
  boolean offer(BlockRun run, byte[] bytes) throws IOException {
    if (run.next() <= next) {
      return false;
    }
    if (run.first() > afterLost(next)) {
      keep(run, bytes);
      return false;
    }
    append(run, bytes);
    takeEarly();
    return true;
  }

  /** The next number that can come, lost ones passed over. */
  private int afterLost(int number) {
    int after = number;
    for (BlockRange range : lost) {
      if (range.contains(after)) {
        after = range.last() + 1;
      }
    }
    return after;
  }

  private void keep(BlockRun run, byte[] bytes) {
    if (earlyBytes + bytes.length <= MOST_EARLY_BYTES && !early.containsKey(run.first())) {
      early.put(run.first(), new Early(run, bytes));
      earlyBytes += bytes.length;
    }
  }

  private void takeEarly() throws IOException {
    while (!early.isEmpty() && early.firstKey() <= afterLost(next)) {
      Map.Entry<Integer, Early> first = early.pollFirstEntry();
      earlyBytes -= first.getValue().bytes().length;
      if (first.getValue().run().next() > next) {
        append(first.getValue().run(), first.getValue().bytes());
      }
    }
  }

  private void append(BlockRun run, byte[] bytes) throws IOException {
    int offset = 0;
    for (int number = run.first(); number < next; number++) {
      offset += Frames.length(bytes, offset);
    }
    try {
      open();
      output.write(ByteBuffer.wrap(bytes, offset, bytes.length - offset));
    } catch (IOException e) {
      distrust();
      throw e;
    }
    size += bytes.length - offset;
    next = run.next();
  }

  private void open() throws IOException {
    if (suspect) {
      throw new IOException("the file is set back first: file=" + name);
    }
    if (output != null) {
      return;
    }
    if (storage.size(name) < 0) {
      output = storage.create(name);
      storage.forceDirectory();
    } else {
      output = storage.append(name);
    }
  }

  private void distrust() {
    suspect = true;
    closeOutput();
    early.clear();
    earlyBytes = 0;
    next = forcedNext;
    size = forcedSize;
  }

  /**
   * Goes back to what was forced, after a failure; the pages the system threw away are written
   * anew.
   */
  void setBack() throws IOException {
    if (suspect) {
      long there = storage.size(name);
      if (there >= 0) {
        cutTo(forcedSize, there);
      }
      suspect = false;
    }
  }

  boolean isSuspect() {
    return suspect;
  }

  boolean isDirty() {
    return next != forcedNext;
  }

  /** Makes everything appended durable; only then may a receipt speak of it. */
  void force() throws IOException {
    if (!isDirty()) {
      return;
    }
    try {
      output.force();
    } catch (IOException e) {
      distrust();
      throw e;
    }
    forcedNext = next;
    forcedSize = size;
  }

  /** The number a receipt may say: lost blocks right behind the forced ones are passed over. */
  int receiptNext() {
    return afterLost(forcedNext);
  }

  /** Whether blocks have come that cannot be appended yet. */
  boolean hasGap() {
    return !early.isEmpty();
  }

  /** Bytes of the file that are forced. */
  long forcedBytes() {
    return forcedSize;
  }

  /** Of the whole file. */
  String sha256() throws IOException {
    return Verification.sha256(storage, name);
  }

  /** Puts the file aside, under another name, and begins anew. */
  void putAside(String suffix) throws IOException {
    closeOutput();
    storage.rename(name, name + suffix);
    storage.forceDirectory();
    next = 0;
    size = 0;
    forcedNext = 0;
    forcedSize = 0;
    early.clear();
    earlyBytes = 0;
  }

  /** Closes the file until more comes. */
  void rest() {
    if (!isDirty()) {
      closeOutput();
    }
  }

  private void closeOutput() {
    if (output != null) {
      try {
        output.close();
      } catch (IOException e) {
        // What was forced is on the disk; the rest comes again.
      }
      output = null;
    }
  }
}
