package keilog.protocol.testing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import keilog.protocol.session.Storage;

/**
 * A card in memory that fails on demand: at operation number N, from there on, or when it is full.
 * It keeps apart what was written and what was forced, names too, so that a power cut can take the
 * difference. It lies and stalls when told. Safe from any thread; operations are counted in the
 * order they come, from 1.
 */
public final class FaultyStorage implements Storage {

  /** What a power cut leaves where bytes were written but not forced. */
  public enum Tail {
    /** The file ends where it was forced. */
    CUT,
    /** Some of the bytes made it. */
    PARTIAL,
    /** The file has its new length, but zeros. */
    ZEROS,
    /** The file has its new length, and what the card held there before. */
    NOISE
  }

  private final Map<String, FaultyFile> directory = new TreeMap<>();
  private final Map<String, FaultyFile> durableDirectory = new TreeMap<>();
  private final FaultPlan plan = new FaultPlan();
  private final Random random;
  private long capacityBytes = Long.MAX_VALUE;
  private int life;
  private long stallNanos;
  private LongConsumer clock = nanos -> {};

  public FaultyStorage() {
    this(1);
  }

  /**
   * @param seed decides which part of a torn write is left
   */
  public FaultyStorage(long seed) {
    random = new Random(seed);
  }

  /** Operations so far. */
  public synchronized int operations() {
    return plan.operations();
  }

  /** One operation fails, counted from 1 since the beginning. */
  public synchronized void failAt(int operation, StorageFault fault) {
    plan.failAt(operation, fault);
  }

  /** The next operation fails. */
  public synchronized void failNext(StorageFault fault) {
    failAt(plan.operations() + 1, fault);
  }

  /** Every operation fails from a number on, until {@link #repair}. */
  public synchronized void failFrom(int operation, StorageFault fault) {
    plan.failFrom(operation, fault);
  }

  /** Every operation fails from now on, until {@link #repair}. */
  public synchronized void failFromNow(StorageFault fault) {
    failFrom(plan.operations() + 1, fault);
  }

  /** No operation fails any more. */
  public synchronized void repair() {
    plan.repair();
  }

  /** All files together hold no more than this. */
  public synchronized void capacity(long bytes) {
    capacityBytes = bytes;
  }

  /** Every force takes this long on a clock that the test owns. */
  public synchronized void stallForces(long nanos, LongConsumer advance) {
    stallNanos = nanos;
    clock = advance;
  }

  /** The process was killed: what was written stays, forced or not; open files are closed. */
  public synchronized void restart() {
    life++;
    plan.restart();
  }

  /** The power goes: only what was forced is sure to stay, names too. */
  public synchronized void powerCut(Tail tail) {
    restart();
    directory.clear();
    durableDirectory.forEach(
        (name, file) -> {
          file.powerCut(tail, random);
          directory.put(name, file);
        });
  }

  /** All bytes of a file as a reader would see them now. */
  public synchronized byte[] bytes(String name) {
    return directory.get(name).copy();
  }

  /** Puts a file there, durable. */
  public synchronized void put(String name, byte[] bytes) {
    FaultyFile file = new FaultyFile();
    file.write(ByteBuffer.wrap(bytes), bytes.length);
    file.force();
    directory.put(name, file);
    durableDirectory.put(name, file);
  }

  @Override
  public synchronized Output create(String name) throws IOException {
    change("create", name);
    if (directory.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    FaultyFile file = new FaultyFile();
    directory.put(name, file);
    return new FaultyOutput(name, file);
  }

  @Override
  public synchronized Output append(String name) throws IOException {
    change("append", name);
    return new FaultyOutput(name, existing(name));
  }

  @Override
  public synchronized int read(String name, long offset, ByteBuffer into) throws IOException {
    look("read", name);
    return existing(name).read(offset, into);
  }

  @Override
  public synchronized long size(String name) throws IOException {
    look("size", name);
    FaultyFile file = directory.get(name);
    return file == null ? -1 : file.size();
  }

  @Override
  public synchronized void truncate(String name, long size) throws IOException {
    StorageFault fault = plan.begin("truncate", name);
    if (fault == null || fault == StorageFault.DEATH && random.nextBoolean()) {
      existing(name).truncate((int) size);
    }
    plan.end(fault, "truncate", name);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    StorageFault fault = plan.begin("rename", from);
    if (fault == null || fault == StorageFault.DEATH && random.nextBoolean()) {
      FaultyFile file = existing(from);
      directory.remove(from);
      directory.put(to, file);
    }
    plan.end(fault, "rename", from);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    StorageFault fault = plan.begin("delete", name);
    if (fault == null || fault == StorageFault.DEATH && random.nextBoolean()) {
      directory.remove(name);
    }
    plan.end(fault, "delete", name);
  }

  @Override
  public synchronized List<String> list() throws IOException {
    look("list", "");
    return new ArrayList<>(directory.keySet());
  }

  @Override
  public synchronized void forceDirectory() throws IOException {
    StorageFault fault = plan.begin("force directory", "");
    if (fault == null || fault == StorageFault.DEATH && random.nextBoolean()) {
      durableDirectory.clear();
      durableDirectory.putAll(directory);
    }
    plan.end(fault, "force directory", "");
  }

  @Override
  public synchronized long usableBytes() throws IOException {
    look("usable bytes", "");
    return capacityBytes - usedBytes();
  }

  @Override
  public synchronized long totalBytes() throws IOException {
    look("total bytes", "");
    return capacityBytes;
  }

  private long usedBytes() {
    return directory.values().stream().mapToLong(FaultyFile::size).sum();
  }

  private FaultyFile existing(String name) throws IOException {
    FaultyFile file = directory.get(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }

  /** A change that happens in full or not at all. */
  private void change(String operation, String name) throws IOException {
    plan.end(plan.begin(operation, name), operation, name);
  }

  /** Reading fails only where the card is broken or nobody lives to read. */
  private void look(String operation, String name) throws IOException {
    StorageFault fault = plan.begin(operation, name);
    if (fault == StorageFault.BROKEN || fault == StorageFault.DEATH) {
      throw fault.failure(operation, name);
    }
  }

  private synchronized void write(String name, FaultyFile file, ByteBuffer bytes)
      throws IOException {
    StorageFault fault = plan.begin("write", name);
    if (fault == null && usedBytes() + bytes.remaining() > capacityBytes) {
      fault = StorageFault.FULL;
    }
    int count = bytes.remaining();
    if (fault == StorageFault.READ_ONLY) {
      count = 0;
    } else if (fault != null) {
      long room = Math.max(0, capacityBytes - usedBytes());
      count = (int) Math.min(random.nextInt(count + 1), room);
    }
    file.write(bytes, count);
    plan.end(fault, "write", name);
    bytes.position(bytes.limit());
  }

  private synchronized void force(String name, FaultyFile file) throws IOException {
    StorageFault fault = plan.begin("force", name);
    clock.accept(stallNanos);
    if (fault == null || fault == StorageFault.DEATH && random.nextBoolean()) {
      file.force();
    } else if (fault == StorageFault.BROKEN) {
      file.forget();
    }
    plan.end(fault, "force", name);
  }

  private final class FaultyOutput implements Output {
    private final String name;
    private final FaultyFile file;
    private final int born = life;
    private long size;
    private boolean closed;

    FaultyOutput(String name, FaultyFile file) {
      this.name = name;
      this.file = file;
      this.size = file.size();
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      checkOpen();
      int count = bytes.remaining();
      FaultyStorage.this.write(name, file, bytes);
      size += count;
    }

    @Override
    public void force() throws IOException {
      checkOpen();
      FaultyStorage.this.force(name, file);
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void close() {
      closed = true;
    }

    private void checkOpen() throws IOException {
      if (closed || born != life) {
        throw new IOException("the file is closed: " + name);
      }
    }
  }
}
