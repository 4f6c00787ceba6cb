package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import keilog.protocol.block.ByteSource;

/**
 * One file's bytes for a reader. Where the card cannot read a piece it is read again sector by
 * sector, and a sector that stays unreadable counts as zeros: damage like any other. A piece of
 * which nothing can be read is a failure of the card.
 */
final class StorageBytes implements ByteSource {
  private static final int SECTOR_BYTES = 4096;

  private final Storage storage;
  private final String name;

  StorageBytes(Storage storage, String name) {
    this.storage = storage;
    this.name = name;
  }

  @Override
  public int read(long offset, ByteBuffer into) throws IOException {
    int start = into.position();
    try {
      return storage.read(name, offset, into);
    } catch (IOException failure) {
      into.position(start);
      return readBySector(offset, into, failure);
    }
  }

  private int readBySector(long offset, ByteBuffer into, IOException failure) throws IOException {
    int start = into.position();
    int limit = into.limit();
    long size = storage.size(name);
    boolean any = false;
    while (into.position() < limit && offset + into.position() - start < size) {
      int from = into.position();
      long at = offset + from - start;
      int toSector = SECTOR_BYTES - (int) (at % SECTOR_BYTES);
      int count = (int) Math.min(Math.min(toSector, limit - from), size - at);
      into.limit(from + count);
      try {
        any |= storage.read(name, at, into) > 0;
      } catch (IOException again) {
        Arrays.fill(
            into.array(), into.arrayOffset() + from, into.arrayOffset() + from + count, (byte) 0);
      }
      into.limit(limit).position(from + count);
    }
    if (!any) {
      throw failure;
    }
    return into.position() - start;
  }
}
