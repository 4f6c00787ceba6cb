package keilog.device.link;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** A pty of our own: the test holds the master's end, the logger opens {@link #device()}. */
@SuppressWarnings("restricted")
public final class PseudoTerminal implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle POSIX_OPENPT = find("posix_openpt", ValueLayout.JAVA_INT);
  private static final MethodHandle GRANTPT = find("grantpt", ValueLayout.JAVA_INT);
  private static final MethodHandle UNLOCKPT = find("unlockpt", ValueLayout.JAVA_INT);
  private static final MethodHandle PTSNAME_R =
      find("ptsname_r", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle CLOSE = find("close", ValueLayout.JAVA_INT);
  private static final MethodHandle READ = buffered("read");
  private static final MethodHandle WRITE = buffered("write");
  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = 0x100;

  private final int master;
  private final Path device;
  private boolean closed;

  private PseudoTerminal(int master, Path device) {
    this.master = master;
    this.device = device;
  }

  public static PseudoTerminal open() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int master = (int) POSIX_OPENPT.invokeExact(O_RDWR | O_NOCTTY);
      MemorySegment name = arena.allocate(128);
      if (master < 0
          || (int) GRANTPT.invokeExact(master) != 0
          || (int) UNLOCKPT.invokeExact(master) != 0
          || (int) PTSNAME_R.invokeExact(master, name, 128L) != 0) {
        throw new IOException("no pty to be had: master=" + master);
      }
      return new PseudoTerminal(master, Path.of(name.getString(0)));
    } catch (Throwable failure) {
      throw new IOException(failure);
    }
  }

  public Path device() {
    return device;
  }

  /** Waits for bytes from the logger; below 1 when it has closed its end. */
  public int read(byte[] into) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(into.length);
      long count = (long) READ.invokeExact(master, buffer, (long) into.length);
      if (count > 0) {
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, (int) count);
      }
      return (int) count;
    } catch (Throwable failure) {
      throw new IOException(failure);
    }
  }

  public void write(byte[] bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
      long count = (long) WRITE.invokeExact(master, buffer, (long) bytes.length);
      if (count != bytes.length) {
        throw new IOException("short write to the pty: count=" + count);
      }
    } catch (IOException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IOException(failure);
    }
  }

  /** The cable is pulled. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      int ignored = (int) CLOSE.invokeExact(master);
    } catch (Throwable failure) {
      throw new IOException(failure);
    }
  }

  private static MethodHandle find(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  private static MethodHandle buffered(String name) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG));
  }
}
