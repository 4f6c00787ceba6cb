package keilog.device.source.elm;

import keilog.device.link.Link;
import keilog.device.source.elm.ElmTrouble.Kind;
import keilog.device.source.elm.Notice.Effect;
import keilog.protocol.time.MonotonicClock;

/**
 * One conversation: a command out, everything up to the prompt in, with the times at which the
 * request had left the wire and the first byte of the answer reached it. Nothing is sent before the
 * prompt, since that would abort the request. One thread; allocates nothing per command.
 */
final class Adapter {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  /** A bus initialisation at 5 baud, tried for several protocols, may take so long. */
  static final long SEARCH_NANOS = 20 * SECOND;

  private static final int READ_MILLIS = 200;
  private static final int QUIET_MILLIS = 100;
  private static final int MOST_QUIET_READS = 20;
  private static final int RESET = Notice.mask(Effect.SET_UP_ANEW);
  private static final int ASLEEP = Notice.mask(Effect.ASLEEP);
  private static final long BITS_PER_BYTE = 10;

  private final Link link;
  private final MonotonicClock clock;
  private final int wireBaud;
  private final Reply reply = new Reply();
  private final Stamp stamp = new Stamp();
  private final byte[] buffer = new byte[4_096];
  private boolean headers;
  private boolean echo;
  private boolean pending;
  private int heard;
  private long promptNanos;

  /**
   * @param wireBaud line speed inside an adapter whose link has none of its own; 0 where unknown
   */
  Adapter(Link link, MonotonicClock clock, int wireBaud) {
    this.link = link;
    this.clock = clock;
    this.wireBaud = wireBaud;
  }

  /**
   * Asks and reads the answer; longer than the time-out while the adapter says that it searches.
   *
   * @return false where no prompt came in time; the adapter has then been brought back to one
   */
  boolean ask(Command command, long timeoutNanos) throws ElmTrouble, InterruptedException {
    boolean prompted = exchange(command, timeoutNanos);
    if (!prompted) {
      resync();
    }
    reply.parse(command, 0x41, headers);
    if (reply.hasAny(RESET) || reply.echoed() && !echo) {
      throw new ElmTrouble(
          Kind.RESET,
          reply.has(Notice.LOW_VOLTAGE_RESET)
              ? "the adapter lost its supply for a moment (LV RESET), as cranking does; it is set"
                  + " up anew"
              : "the adapter has restarted by itself; it is set up anew",
          "");
    }
    if (reply.hasAny(ASLEEP)) {
      throw new ElmTrouble(
          Kind.ASLEEP,
          "the adapter goes to low power (" + firstLine() + ")",
          "start the engine, or switch the adapter's power saving off");
    }
    return prompted;
  }

  /** As {@link #ask}, where a restart of the chip is what was asked for. */
  boolean askThroughRestart(Command command, long timeoutNanos)
      throws ElmTrouble, InterruptedException {
    boolean prompted = exchange(command, timeoutNanos);
    reply.parse(command, 0x41, headers);
    return prompted;
  }

  private boolean exchange(Command command, long timeoutNanos)
      throws ElmTrouble, InterruptedException {
    if (pending) {
      drain();
    }
    long startNanos = send(command);
    return await(startNanos, timeoutNanos);
  }

  /** Writes without waiting for the answer. */
  private long send(Command command) throws ElmTrouble {
    reply.clear();
    heard = 0;
    long startNanos = clock.nanos();
    if (!link.write(command.bytes(), 0, command.length())) {
      throw ElmTrouble.gone();
    }
    stamp.sent(startNanos, command.length(), byteNanos(), echo);
    return startNanos;
  }

  private boolean await(long startNanos, long timeoutNanos)
      throws ElmTrouble, InterruptedException {
    long deadlineNanos = startNanos + timeoutNanos;
    boolean extended = timeoutNanos >= SEARCH_NANOS;
    while (true) {
      long leftNanos = deadlineNanos - clock.nanos();
      if (leftNanos <= 0) {
        if (extended || !reply.inProgress()) {
          return false;
        }
        extended = true;
        deadlineNanos = startNanos + SEARCH_NANOS;
        continue;
      }
      int count = read((int) Math.min(READ_MILLIS, leftNanos / MILLI + 1));
      if (count == 0) {
        continue;
      }
      heard += count;
      stamp.took(buffer, count, link.arrivedNanos());
      int used = reply.take(buffer, count);
      if (used >= 0) {
        pending = used < count;
        promptNanos = link.arrivedNanos();
        return true;
      }
      if (reply.full()) {
        throw ElmTrouble.noSense();
      }
    }
  }

  private int read(int millis) throws ElmTrouble, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    int count = link.read(buffer, 0, buffer.length, millis);
    if (count == Link.GONE) {
      throw ElmTrouble.gone();
    }
    return count;
  }

  /** Gets the adapter back to its prompt: a carriage return ends whatever it does. */
  private void resync() throws ElmTrouble, InterruptedException {
    int before = heard;
    for (int attempt = 0; attempt < 2; attempt++) {
      if (!link.write(Command.REPEAT.bytes(), 0, 1)) {
        throw ElmTrouble.gone();
      }
      long deadlineNanos = clock.nanos() + SECOND;
      while (clock.nanos() - deadlineNanos < 0) {
        int count = read(READ_MILLIS);
        before += count;
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '>') {
            drain();
            return;
          }
        }
      }
    }
    throw before > 0 ? ElmTrouble.noSense() : ElmTrouble.silent();
  }

  /** Reads until nothing comes: what is left over must not be taken for the next answer. */
  void drain() throws ElmTrouble, InterruptedException {
    pending = false;
    for (int reads = 0; reads < MOST_QUIET_READS; reads++) {
      if (read(QUIET_MILLIS) == 0) {
        return;
      }
    }
  }

  /**
   * Raises the line speed: the adapter says OK at the old speed and its name at the new one, and
   * goes back unless a carriage return comes at once (ELM327 data sheet, AT BRD; the same for STN's
   * STBR).
   *
   * @return false where the adapter does not know the command or has gone back
   */
  boolean raise(Command command, int newBaud) throws ElmTrouble, InterruptedException {
    int oldBaud = link.baud();
    send(command);
    if (!await("OK", SECOND)) {
      if (promptNanos == 0) {
        settle();
      }
      return false;
    }
    reply.clear();
    link.setBaud(newBaud);
    if (await("\r", SECOND / 5)) {
      String name = reply.text();
      if (name.contains("ELM") || name.contains("STN") || name.contains("OBD")) {
        long startNanos = send(Command.REPEAT);
        if (await(startNanos, SECOND / 2) && reply.text().contains("OK")) {
          return true;
        }
      }
    }
    link.setBaud(oldBaud);
    settle();
    return false;
  }

  /** Gets a prompt without a bare carriage return, which would repeat the last command. */
  private void settle() throws ElmTrouble, InterruptedException {
    drain();
    if (!exchange(Command.NAME, SECOND)) {
      resync();
    }
  }

  /** Waits for a text that comes without a prompt; sets {@link #promptNanos} where one came. */
  private boolean await(String text, long timeoutNanos) throws ElmTrouble, InterruptedException {
    promptNanos = 0;
    long deadlineNanos = clock.nanos() + timeoutNanos;
    while (clock.nanos() - deadlineNanos < 0) {
      int count = read(QUIET_MILLIS);
      if (count > 0 && reply.take(buffer, count) >= 0) {
        promptNanos = link.arrivedNanos();
        return false;
      }
      if (reply.text().stripLeading().contains(text)) {
        return true;
      }
    }
    return false;
  }

  private String firstLine() {
    return reply.lines().isEmpty() ? "" : reply.lines().getFirst();
  }

  private double byteNanos() {
    int baud = link.baud() > 0 ? link.baud() : wireBaud;
    return baud > 0 ? BITS_PER_BYTE * SECOND / (double) baud : 0;
  }

  Reply reply() {
    return reply;
  }

  /** Bytes that came since the last command was sent. */
  int heard() {
    return heard;
  }

  /** When the polled value was measured. */
  long measuredNanos() {
    return stamp.measuredNanos();
  }

  /** Arrival of the last prompt. */
  long promptNanos() {
    return promptNanos;
  }

  boolean headers() {
    return headers;
  }

  /** What the adapter was told, and took. */
  void headers(boolean on) {
    headers = on;
  }

  /** The adapter was told to echo nothing; a clone may echo all the same. */
  void echo(boolean on) {
    echo = on;
  }

  int baud() {
    return link.baud();
  }

  void setBaud(int baud) {
    link.setBaud(baud);
  }
}
