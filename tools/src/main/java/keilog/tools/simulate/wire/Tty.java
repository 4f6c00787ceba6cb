package keilog.tools.simulate.wire;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/**
 * The few calls of the C library that make a pseudo-terminal, for Linux on x86-64 and ARM64.
 * Numbers are from the kernel's asm-generic/termbits.h and ioctls.h.
 */
@SuppressWarnings("restricted")
final class Tty {
  /** O_RDWR, O_NOCTTY, O_CLOEXEC. */
  private static final int OPEN_FLAGS = 2 | 0x100 | 0x80000;

  private static final int PR_SET_TIMERSLACK = 29;
  private static final long TCGETS2 = 0x802C542AL;
  private static final long TCSETS2 = 0x402C542BL;
  private static final long TCFLSH = 0x540BL;
  private static final MemorySegment TCIFLUSH = MemorySegment.NULL;
  private static final int CREAD_CLOCAL_CS8 = 0x8B0;
  private static final int BOTHER = 0x1000;
  private static final int CONTROL_FLAGS = 8;
  private static final int VMIN = 17 + 6;
  private static final int VTIME = 17 + 5;
  private static final int INPUT_SPEED = 36;
  private static final int OUTPUT_SPEED = 40;
  static final int TERMIOS_BYTES = 44;

  /** Speeds with a code of their own in c_cflag; all others are set by number. */
  private static final Map<Integer, Integer> CODES =
      Map.ofEntries(
          Map.entry(9600, 0xD),
          Map.entry(19_200, 0xE),
          Map.entry(38_400, 0xF),
          Map.entry(57_600, 0x1001),
          Map.entry(115_200, 0x1002),
          Map.entry(230_400, 0x1003),
          Map.entry(460_800, 0x1004),
          Map.entry(500_000, 0x1005),
          Map.entry(921_600, 0x1007),
          Map.entry(1_000_000, 0x1008),
          Map.entry(2_000_000, 0x100B));

  private static final MethodHandle POSIX_OPENPT = handle("posix_openpt", 1, JAVA_INT, JAVA_INT);
  private static final MethodHandle GRANTPT = handle("grantpt", 1, JAVA_INT, JAVA_INT);
  private static final MethodHandle UNLOCKPT = handle("unlockpt", 1, JAVA_INT, JAVA_INT);
  private static final MethodHandle PTSNAME_R =
      handle("ptsname_r", 3, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle OPEN = handle("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = handle("close", 1, JAVA_INT, JAVA_INT);
  private static final MethodHandle POLL =
      handle("poll", 3, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle READ =
      handle("read", 3, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE =
      handle("write", 3, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle IOCTL =
      handle("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
  private static final MethodHandle PRCTL =
      handle("prctl", 1, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  static final int READABLE = 1;
  static final int WRITABLE = 4;
  static final int HUNG_UP = 16;

  private Tty() {}

  /** A new pair's master end. */
  static int openMaster() throws IOException {
    int master = check("posix_openpt", intOf(() -> (int) POSIX_OPENPT.invokeExact(OPEN_FLAGS)));
    check("grantpt", intOf(() -> (int) GRANTPT.invokeExact(master)));
    check("unlockpt", intOf(() -> (int) UNLOCKPT.invokeExact(master)));
    return master;
  }

  /** The path under which hosts open the slave end. */
  static String slavePath(int master) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(128);
      check("ptsname_r", intOf(() -> (int) PTSNAME_R.invokeExact(master, name, 128L)));
      return name.getString(0);
    }
  }

  static void close(int descriptor) {
    intOf(() -> (int) CLOSE.invokeExact(descriptor));
  }

  /** Sets the pair to bytes as they are, at a speed. */
  static void raw(int descriptor, int baud) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(TERMIOS_BYTES, 8);
      check("TCGETS2", intOf(() -> (int) IOCTL.invokeExact(descriptor, TCGETS2, termios)));
      termios.set(JAVA_INT, 0, 0);
      termios.set(JAVA_INT, 4, 0);
      termios.set(JAVA_INT, CONTROL_FLAGS, CREAD_CLOCAL_CS8 | CODES.getOrDefault(baud, BOTHER));
      termios.set(JAVA_INT, 12, 0);
      termios.set(JAVA_BYTE, VMIN, (byte) 1);
      termios.set(JAVA_BYTE, VTIME, (byte) 0);
      termios.set(JAVA_INT, INPUT_SPEED, baud);
      termios.set(JAVA_INT, OUTPUT_SPEED, baud);
      check("TCSETS2", intOf(() -> (int) IOCTL.invokeExact(descriptor, TCSETS2, termios)));
    }
  }

  /**
   * The speed set on the pair by whoever holds the slave end; 0 where it cannot be read.
   *
   * @param termios memory of {@link #TERMIOS_BYTES}, reused
   */
  static int baud(int descriptor, MemorySegment termios) {
    int done = intOf(() -> (int) IOCTL.invokeExact(descriptor, TCGETS2, termios));
    return done < 0 ? 0 : termios.get(JAVA_INT, OUTPUT_SPEED);
  }

  /** Forgets bytes that a host never read, as a serial port does when it is closed. */
  static void forget(String slavePath) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(slavePath);
      int slave = intOf(() -> (int) OPEN.invokeExact(path, OPEN_FLAGS));
      if (slave >= 0) {
        intOf(() -> (int) IOCTL.invokeExact(slave, TCFLSH, TCIFLUSH));
        close(slave);
      }
    }
  }

  /**
   * Waits for events.
   *
   * @param pollfd eight bytes, reused
   * @return what happened, 0 when nothing did in time
   */
  static int poll(int descriptor, MemorySegment pollfd, int events, int millis) {
    pollfd.set(JAVA_INT, 0, descriptor);
    pollfd.set(JAVA_SHORT, 4, (short) events);
    pollfd.set(JAVA_SHORT, 6, (short) 0);
    int ready = intOf(() -> (int) POLL.invokeExact(pollfd, 1L, millis));
    return ready <= 0 ? 0 : pollfd.get(JAVA_SHORT, 6);
  }

  /** How many bytes were read; below 1 where the line is down. */
  static int read(int descriptor, MemorySegment into) {
    return longOf(() -> (long) READ.invokeExact(descriptor, into, into.byteSize()));
  }

  static int write(int descriptor, MemorySegment from, int length) {
    return longOf(() -> (long) WRITE.invokeExact(descriptor, from, (long) length));
  }

  /** Lets this thread's timed waits end when asked instead of up to 50 µs later. */
  static void sharpTimers() {
    intOf(() -> (int) PRCTL.invokeExact(PR_SET_TIMERSLACK, 1000L, 0L, 0L, 0L));
  }

  private interface IntCall {
    int call() throws Throwable;
  }

  private interface LongCall {
    long call() throws Throwable;
  }

  private static int intOf(IntCall call) {
    try {
      return call.call();
    } catch (Throwable bug) {
      throw new IllegalStateException("a call of the C library does not fit its signature", bug);
    }
  }

  private static int longOf(LongCall call) {
    try {
      return (int) call.call();
    } catch (Throwable bug) {
      throw new IllegalStateException("a call of the C library does not fit its signature", bug);
    }
  }

  /**
   * @param fixed how many arguments come before the variable ones
   */
  private static MethodHandle handle(
      String name, int fixed, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address = linker.defaultLookup().find(name).orElseThrow();
    FunctionDescriptor function = FunctionDescriptor.of(result, arguments);
    return fixed == arguments.length
        ? linker.downcallHandle(address, function)
        : linker.downcallHandle(address, function, Linker.Option.firstVariadicArg(fixed));
  }

  private static int check(String what, int result) throws IOException {
    if (result < 0) {
      throw new IOException("a pseudo-terminal cannot be made: call=" + what);
    }
    return result;
  }
}
