package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk and its faulty twin keep one contract. */
class StorageContractTest {
  enum Kind {
    DISK(DiskStorage::new),
    FAULTY(folder -> new FaultyStorage());

    private final Function<Path, Storage> open;

    Kind(Function<Path, Storage> open) {
      this.open = open;
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsFiles(Kind kind, @TempDir Path folder) throws IOException {
    Storage storage = kind.open.apply(folder);
    assertEquals(List.of(), storage.list());
    assertEquals(-1, storage.size("b"));
    try (Storage.Output created = storage.create("b")) {
      ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
      created.write(bytes);
      assertEquals(0, bytes.remaining());
      assertEquals(4, created.size());
      created.force();
    }
    assertThrows(IOException.class, () -> storage.create("b"));
    Storage.Output output = storage.append("b");
    assertEquals(4, output.size());
    output.write(ByteBuffer.wrap(new byte[] {5}));
    output.close();
    output.close();
    ByteBuffer into = ByteBuffer.allocate(10).position(1);
    assertEquals(3, storage.read("b", 2, into));
    assertArrayEquals(new byte[] {0, 3, 4, 5, 0, 0, 0, 0, 0, 0}, into.array());
    assertEquals(-1, storage.read("b", 5, into));
    storage.truncate("b", 2);
    assertEquals(2, storage.size("b"));
    storage.create("a").close();
    assertEquals(List.of("a", "b"), storage.list());
    storage.rename("b", "a");
    storage.forceDirectory();
    assertEquals(List.of("a"), storage.list());
    assertEquals(2, storage.size("a"));
    storage.delete("a");
    storage.delete("a");
    assertThrows(IOException.class, () -> storage.append("a"));
    assertThrows(IOException.class, () -> storage.read("a", 0, into));
    assertTrue(storage.usableBytes() > 0 && storage.totalBytes() >= storage.usableBytes());
  }

  @Test
  void refusesNamesThatLeaveTheDirectory(@TempDir Path folder) {
    DiskStorage disk = new DiskStorage(folder);
    for (String name : List.of("../x", "/x", "a/b", "", ".", "..", ".hidden")) {
      assertThrows(IllegalArgumentException.class, () -> disk.create(name), name);
    }
  }

  @Test
  void losesWhatWasNotForced() throws IOException {
    FaultyStorage card = new FaultyStorage();
    try (Storage.Output kept = card.create("kept")) {
      kept.write(ByteBuffer.wrap(new byte[] {1, 2}));
      kept.force();
      card.forceDirectory();
      kept.write(ByteBuffer.wrap(new byte[] {3}));
      card.create("unforced name").close();
      card.powerCut(FaultyStorage.Tail.CUT);
      assertThrows(IOException.class, () -> kept.write(ByteBuffer.allocate(1)));
    }
    assertEquals(List.of("kept"), card.list());
    assertArrayEquals(new byte[] {1, 2}, card.bytes("kept"));
  }

  @Test
  void liesAfterAFailedForceAsLinuxDoes() throws IOException {
    FaultyStorage card = new FaultyStorage();
    Storage.Output file = card.create("f");
    card.forceDirectory();
    file.write(ByteBuffer.wrap(new byte[] {1, 2}));
    card.failNext(StorageFault.BROKEN);
    assertThrows(IOException.class, file::force);
    file.force();
    card.powerCut(FaultyStorage.Tail.CUT);
    assertArrayEquals(new byte[2], card.bytes("f"));
  }

  @Test
  void fillsUpStallsAndTurnsReadOnly() throws IOException {
    FaultyStorage card = new FaultyStorage();
    card.capacity(10);
    Storage.Output file = card.create("f");
    file.write(ByteBuffer.allocate(8));
    assertEquals(2, card.usableBytes());
    assertThrows(IOException.class, () -> file.write(ByteBuffer.allocate(3)));
    assertTrue(card.size("f") <= 10);
    long[] clock = {0};
    card.stallForces(700_000_000, nanos -> clock[0] += nanos);
    file.force();
    assertEquals(700_000_000, clock[0]);
    card.failFromNow(StorageFault.READ_ONLY);
    assertThrows(IOException.class, () -> card.create("g"));
    assertEquals(8, card.read("f", 0, ByteBuffer.allocate(8)));
    card.repair();
    card.create("g").close();
  }

  @Test
  void readsAroundASectorTheCardCannotRead() throws IOException {
    byte[] bytes = new byte[20_000];
    Arrays.fill(bytes, (byte) 7);
    FaultyStorage card = new FaultyStorage();
    card.put("f", bytes);
    card.failNext(StorageFault.BROKEN);
    card.failAt(4, StorageFault.BROKEN);
    ByteBuffer into = ByteBuffer.allocate(20_000);
    assertEquals(20_000, new StorageBytes(card, "f").read(0, into));
    Arrays.fill(bytes, 4096, 8192, (byte) 0);
    assertArrayEquals(bytes, into.array());
    card.failFromNow(StorageFault.BROKEN);
    assertThrows(IOException.class, () -> new StorageBytes(card, "f").read(0, into.clear()));
  }
}
