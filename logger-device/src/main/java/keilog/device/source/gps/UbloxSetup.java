package keilog.device.source.gps;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;
import keilog.device.link.Link;

/**
 * Sets a u-blox receiver up while its fixes already flow: asks who is there, then one command after
 * another, each acknowledged, refused or out of time. A receiver that does not answer is no u-blox
 * and is only listened to. Order: NAV-PVT on, NMEA off, speed of the line, rate, automotive model;
 * so the line is never asked to carry more than it can.
 */
final class UbloxSetup {
  private static final long ANSWER_NANOS = 700_000_000;
  private static final long LINE_NANOS = 250_000_000;
  private static final long VERIFY_NANOS = 2_000_000_000;
  private static final int TRIES = 3;

  /** A NAV-PVT frame in bits on the wire, with a quarter for what else is sent. */
  private static final int BITS_PER_FIX = 1250;

  private static final int[] SPEEDS = {38_400, 115_200, 230_400, 460_800};
  private static final int[] SLOWER_RATES = {10, 5, 2, 1};

  /** RMC, GGA, GSA, VTG and the like of one fix; what a receiver sends that has no NAV-PVT. */
  private static final int BITS_PER_NMEA_FIX = 5000;

  /** UART 1, 8N1, all protocols in, UBX and NMEA out: what a receiver has that does not say. */
  private static final byte[] USUAL_PORT = {
    1, 0, 0, 0, (byte) 0xD0, 8, 0, 0, (byte) 0x80, 0x25, 0, 0, 7, 0, 3, 0, 0, 0, 0, 0
  };

  /** One thing to write, and what follows from each way it can go. */
  private record Command(byte[] frame, int acknowledges, Runnable done, Runnable refused) {}

  private enum Stage {
    IDLE,
    ASKING_VERSION,
    ASKING_PORT,
    COMMANDING,
    CHANGING_SPEED,
    VERIFYING_SPEED,
    FINISHED
  }

  private final int rateHz;
  private final Deque<Command> commands = new ArrayDeque<>();
  private Stage stage = Stage.IDLE;
  private long deadline;
  private int tries;
  private int protocolVersion = -1;
  private int oldBaud;
  private int newBaud;
  private boolean speedFailed;
  private boolean pvt;
  private int acceptedRate;

  UbloxSetup(int rateHz) {
    this.rateHz = rateHz;
  }

  /** The link is new or the receiver came back: begin again. */
  void begin(long nowNanos, Link link) {
    commands.clear();
    protocolVersion = -1;
    acceptedRate = 0;
    pvt = false;
    tries = TRIES;
    stage = Stage.ASKING_VERSION;
    ask(UbloxMessages.pollVersion(), nowNanos, link);
  }

  /** True once nothing more will be written. */
  boolean finished() {
    return stage == Stage.FINISHED;
  }

  /** True while the line's speed is in change: what arrives then says nothing. */
  boolean changingSpeed() {
    return stage == Stage.CHANGING_SPEED || stage == Stage.VERIFYING_SPEED;
  }

  /** Protocol version times 100, 0 where the receiver does not say, -1 where it did not answer. */
  int protocolVersion() {
    return protocolVersion;
  }

  /** The rate the receiver acknowledged, 0 where none. */
  int acceptedRate() {
    return acceptedRate;
  }

  /** Moves on where time has passed. */
  void step(long nowNanos, Link link) {
    if (stage == Stage.IDLE || stage == Stage.FINISHED || nowNanos < deadline) {
      return;
    }
    switch (stage) {
      case ASKING_VERSION -> again(UbloxMessages.pollVersion(), nowNanos, link);
      case ASKING_PORT -> {
        oldStyle(USUAL_PORT, link);
        next(nowNanos, link);
      }
      case COMMANDING -> {
        if (--tries > 0) {
          ask(commands.peek().frame(), nowNanos, link);
        } else {
          commands.poll().refused().run();
          next(nowNanos, link);
        }
      }
      case CHANGING_SPEED -> {
        link.setBaud(newBaud);
        stage = Stage.VERIFYING_SPEED;
        tries = 2;
        ask(UbloxMessages.pollVersion(), nowNanos, link);
        deadline = nowNanos + VERIFY_NANOS / 2;
      }
      case VERIFYING_SPEED -> {
        if (--tries > 0) {
          ask(UbloxMessages.pollVersion(), nowNanos, link);
          deadline = nowNanos + VERIFY_NANOS / 2;
        } else {
          speedFailed = true;
          link.setBaud(oldBaud);
          next(nowNanos, link);
        }
      }
      case IDLE, FINISHED -> {}
    }
  }

  /** A frame that is not a fix. */
  void frame(int classAndId, byte[] b, int payload, int length, long nowNanos, Link link) {
    if (classAndId == UbxFrame.MON_VER && stage == Stage.ASKING_VERSION) {
      protocolVersion = UbloxMessages.protocolVersion(b, payload, length);
      plan(nowNanos, link);
    } else if (classAndId == UbxFrame.MON_VER && stage == Stage.VERIFYING_SPEED) {
      next(nowNanos, link);
    } else if (classAndId == UbxFrame.CFG_PRT && stage == Stage.ASKING_PORT && length == 20) {
      oldStyle(Arrays.copyOfRange(b, payload, payload + length), link);
      next(nowNanos, link);
    } else if (stage == Stage.ASKING_PORT && classAndId == UbxFrame.ACK_NAK) {
      oldStyle(USUAL_PORT, link);
      next(nowNanos, link);
    } else if (stage == Stage.COMMANDING && length >= 2) {
      acknowledged(
          classAndId, Bytes.u1(b, payload) << 8 | Bytes.u1(b, payload + 1), nowNanos, link);
    }
  }

  private void acknowledged(int verdict, int command, long nowNanos, Link link) {
    if (command != commands.peek().acknowledges()) {
      return;
    }
    if (verdict == UbxFrame.ACK_ACK) {
      commands.poll().done().run();
      next(nowNanos, link);
    } else if (verdict == UbxFrame.ACK_NAK) {
      commands.poll().refused().run();
      next(nowNanos, link);
    }
  }

  private void plan(long nowNanos, Link link) {
    if (protocolVersion >= UbloxMessages.FIRST_VALSET) {
      newStyle(link);
      next(nowNanos, link);
    } else {
      stage = Stage.ASKING_PORT;
      ask(UbloxMessages.pollPort(), nowNanos, link);
    }
  }

  private void newStyle(Link link) {
    output(UbloxMessages.KEY_PVT_UART1, UbloxMessages.KEY_UBX_UART1, UbloxMessages.KEY_NMEA_UART1);
    output(UbloxMessages.KEY_PVT_USB, UbloxMessages.KEY_UBX_USB, UbloxMessages.KEY_NMEA_USB);
    output(UbloxMessages.KEY_PVT_UART2, UbloxMessages.KEY_UBX_UART2, UbloxMessages.KEY_NMEA_UART2);
    int speed = neededSpeed(link);
    if (speed > 0) {
      changeSpeed(() -> UbloxMessages.valset(UbloxMessages.KEY_UART1_BAUD, speed), link, speed);
    }
    later(() -> rate(carried(link), true));
    valset(UbloxMessages.KEY_DYNAMIC_MODEL, UbloxMessages.AUTOMOTIVE);
  }

  /** A port the chip does not have refuses; the others stand. */
  private void output(int pvtKey, int ubxKey, int nmeaKey) {
    add(
        UbloxMessages.valset(pvtKey, 1, ubxKey, 1),
        UbxFrame.CFG_VALSET,
        () -> {
          pvt = true;
          commands.addFirst(command(UbloxMessages.valset(nmeaKey, 0)));
        },
        () -> {});
  }

  /** Something to decide when its turn comes. */
  private void later(Runnable decision) {
    commands.add(new Command(new byte[0], 0, decision, () -> {}));
  }

  /** The rate asked for, or the fastest that the line carries at the speed it has now. */
  private int carried(Link link) {
    int bits = pvt ? BITS_PER_FIX : BITS_PER_NMEA_FIX;
    return link.baud() == 0 ? rateHz : Math.clamp(link.baud() / bits, 1, rateHz);
  }

  private void oldStyle(byte[] port, Link link) {
    boolean uart = port[0] == 1 || port[0] == 2;
    int speed = uart ? neededSpeed(link) : 0;
    add(
        UbloxMessages.enablePvt(),
        UbxFrame.CFG_MSG,
        () -> {
          pvt = true;
          byte[] quiet = UbloxMessages.port(port, link.baud(), true);
          commands.addFirst(new Command(quiet, UbxFrame.CFG_PRT, () -> {}, () -> {}));
        },
        () -> {});
    if (speed > 0) {
      changeSpeed(() -> UbloxMessages.port(port, speed, pvt), link, speed);
    }
    later(() -> rate(carried(link), false));
    add(UbloxMessages.automotive(), UbxFrame.CFG_NAV5, () -> {}, () -> {});
  }

  private void rate(int hz, boolean valset) {
    int period = 1000 / hz;
    addFirst(
        valset
            ? UbloxMessages.valset(
                UbloxMessages.KEY_RATE_MEAS, period, UbloxMessages.KEY_RATE_NAV, 1)
            : UbloxMessages.rate(period),
        valset ? UbxFrame.CFG_VALSET : UbxFrame.CFG_RATE,
        () -> acceptedRate = hz,
        () -> {
          for (int slower : SLOWER_RATES) {
            if (slower < hz) {
              rate(slower, valset);
              return;
            }
          }
        });
  }

  /** The acknowledgement comes at either speed or not at all: what counts is an answer after it. */
  private void changeSpeed(Supplier<byte[]> frame, Link link, int speed) {
    oldBaud = link.baud();
    later(() -> commands.addFirst(new Command(frame.get(), -speed, () -> {}, () -> {})));
  }

  private int neededSpeed(Link link) {
    int baud = link.baud();
    return baud == 0 || speedFailed || baud >= rateHz * BITS_PER_FIX ? 0 : speed();
  }

  /** The least of the usual speeds that carries the rate. */
  int speed() {
    for (int speed : SPEEDS) {
      if (speed >= rateHz * BITS_PER_FIX) {
        return speed;
      }
    }
    return SPEEDS[SPEEDS.length - 1];
  }

  private void valset(int... keysAndValues) {
    commands.add(command(UbloxMessages.valset(keysAndValues)));
  }

  private static Command command(byte[] valset) {
    return new Command(valset, UbxFrame.CFG_VALSET, () -> {}, () -> {});
  }

  private void add(byte[] frame, int acknowledges, Runnable done, Runnable refused) {
    commands.add(new Command(frame, acknowledges, done, refused));
  }

  private void addFirst(byte[] frame, int acknowledges, Runnable done, Runnable refused) {
    commands.addFirst(new Command(frame, acknowledges, done, refused));
  }

  private void next(long nowNanos, Link link) {
    while (!commands.isEmpty() && commands.peek().acknowledges() == 0) {
      commands.poll().done().run();
    }
    Command command = commands.peek();
    if (command == null) {
      stage = Stage.FINISHED;
      return;
    }
    tries = TRIES;
    if (command.acknowledges() < 0) {
      commands.poll();
      newBaud = -command.acknowledges();
      stage = Stage.CHANGING_SPEED;
      ask(command.frame(), nowNanos, link);
      deadline = nowNanos + LINE_NANOS;
    } else {
      stage = Stage.COMMANDING;
      ask(command.frame(), nowNanos, link);
    }
  }

  private void again(byte[] frame, long nowNanos, Link link) {
    if (--tries > 0) {
      ask(frame, nowNanos, link);
    } else {
      stage = Stage.FINISHED;
    }
  }

  private void ask(byte[] frame, long nowNanos, Link link) {
    link.write(frame, 0, frame.length);
    deadline = nowNanos + ANSWER_NANOS;
  }
}
