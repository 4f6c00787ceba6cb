package keilog.tools.simulate.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A pseudo-terminal of our own making. The host opens its slave end by path, sets a speed on it as
 * on any serial port, may close and open it again at will. Unplugging closes the master end, so the
 * host sees what it sees when a USB cable is pulled; a link under which hosts find it goes too.
 */
final class PtyPort implements HostPort {
  private static final int POLL_MILLIS = 100;
  private static final int ABSENT_MILLIS = 10;
  private static final int NONE = -1;

  private final String name;
  private final Optional<Path> link;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment outgoing = arena.allocate(4096);
  private final MemorySegment outgoingPoll = arena.allocate(8, 8);
  private final MemorySegment termios = arena.allocate(Tty.TERMIOS_BYTES, 8);
  private volatile int master = NONE;
  private Thread reader;

  PtyPort(String name, Optional<Path> link) {
    this.name = name;
    this.link = link;
  }

  @Override
  public String plug(int baud, Arrival arrival) throws IOException {
    int opened = Tty.openMaster();
    String path = Tty.slavePath(opened);
    Tty.raw(opened, baud == 0 ? 38_400 : baud);
    if (link.isPresent()) {
      Path fresh = link.get().resolveSibling(link.get().getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createSymbolicLink(fresh, Path.of(path));
      Files.move(
          fresh, link.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    master = opened;
    reader =
        Thread.ofPlatform().name(name + "-host").daemon().start(() -> read(opened, path, arrival));
    return link.map(Path::toString).orElse(path);
  }

  /** Until unplugged; only this thread closes the descriptor, so it is never read after reuse. */
  private void read(int mine, String path, Arrival arrival) {
    byte[] bytes = new byte[4096];
    boolean nobody = false;
    try (Arena own = Arena.ofConfined()) {
      MemorySegment incoming = own.allocate(bytes.length);
      MemorySegment pollfd = own.allocate(8, 8);
      while (master == mine) {
        int events = Tty.poll(mine, pollfd, Tty.READABLE, POLL_MILLIS);
        boolean absent = nobody;
        nobody = (events & Tty.HUNG_UP) != 0;
        if ((events & Tty.READABLE) != 0) {
          int count = Tty.read(mine, incoming);
          long nanos = System.nanoTime();
          if (count > 0) {
            MemorySegment.copy(incoming, ValueLayout.JAVA_BYTE, 0, bytes, 0, count);
            arrival.arrived(bytes, count, nanos);
          }
        } else if (events != 0) {
          if (!absent) {
            Tty.forget(path);
          }
          pause();
        }
      }
    } finally {
      Tty.close(mine);
    }
  }

  /** Nobody holds the slave end: the line says "hung up" at once, so wait a little by ourselves. */
  private static void pause() {
    try {
      Thread.sleep(ABSENT_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void unplug() {
    try {
      if (link.isPresent()) {
        Files.deleteIfExists(link.get());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    master = NONE;
    Thread gone = reader;
    if (gone != null) {
      gone.interrupt();
      Ports.join(gone);
    }
  }

  @Override
  public void write(byte[] bytes, int length) {
    int to = master;
    if (to == NONE) {
      return;
    }
    int events = Tty.poll(to, outgoingPoll, Tty.WRITABLE, 0);
    if (events == Tty.WRITABLE) {
      MemorySegment.copy(bytes, 0, outgoing, ValueLayout.JAVA_BYTE, 0, length);
      Tty.write(to, outgoing, length);
    }
  }

  @Override
  public int hostBaud() {
    int of = master;
    return of == NONE ? 0 : Tty.baud(of, termios);
  }

  @Override
  public void close() {
    unplug();
    arena.close();
  }
}
