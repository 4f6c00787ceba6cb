package keilog.device.source.gps;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import keilog.device.link.Link;

/**
 * What is to be written to one receiver, in its order: NAV-PVT on, NMEA off, speed of the line,
 * rate, automotive model; so the line is never asked to carry more than it can. A refusal changes
 * what follows.
 */
final class UbloxPlan {
  /** A NAV-PVT frame in bits on the wire, with a quarter for what else is sent. */
  private static final int BITS_PER_FIX = 1250;

  /** RMC, GGA, GSA, VTG and the like of one fix; what a receiver sends that has no NAV-PVT. */
  private static final int BITS_PER_NMEA_FIX = 5000;

  private static final int[] SPEEDS = {38_400, 115_200, 230_400, 460_800};
  private static final int[] SLOWER_RATES = {10, 5, 2, 1};
  private static final int LATER = 0;

  /** UART 1, 8N1, all protocols in, UBX and NMEA out: what a receiver has that does not say. */
  static final byte[] USUAL_PORT = {
    1, 0, 0, 0, (byte) 0xD0, 8, 0, 0, (byte) 0x80, 0x25, 0, 0, 7, 0, 3, 0, 0, 0, 0, 0
  };

  /**
   * One thing to write, and what follows from each way it can go.
   *
   * @param acknowledges class and id; the negative new speed where the line's speed changes
   */
  record Command(byte[] frame, int acknowledges, Runnable done, Runnable refused) {
    boolean changesSpeed() {
      return acknowledges < 0;
    }

    int newBaud() {
      return -acknowledges;
    }
  }

  private final Deque<Command> commands = new ArrayDeque<>();
  private final int rateHz;
  private boolean speedFixed;
  private boolean usb;
  private boolean pvt;
  private int acceptedRate;

  UbloxPlan(int rateHz) {
    this.rateHz = rateHz;
  }

  /** Nothing is planned, nothing accepted. */
  void clear() {
    commands.clear();
    acceptedRate = 0;
    pvt = false;
    usb = false;
  }

  /** Changing the speed did not work: it is left alone from now on. */
  void keepSpeed() {
    speedFixed = true;
  }

  /** The rate the receiver acknowledged, 0 where none. */
  int acceptedRate() {
    return acceptedRate;
  }

  /** The command whose turn it is, or null at the end. */
  Command current() {
    while (!commands.isEmpty() && commands.peek().acknowledges() == LATER) {
      commands.poll().done().run();
    }
    return commands.peek();
  }

  /** The current command was acknowledged, or has to do without. */
  void done() {
    commands.poll().done().run();
  }

  /** The current command was refused, or never answered. */
  void refused() {
    commands.poll().refused().run();
  }

  /** For protocol 27 and later. */
  void newStyle(Link link) {
    output(UbloxMessages.KEY_PVT_UART1, UbloxMessages.KEY_UBX_UART1, UbloxMessages.KEY_NMEA_UART1);
    output(UbloxMessages.KEY_PVT_USB, UbloxMessages.KEY_UBX_USB, UbloxMessages.KEY_NMEA_USB);
    output(UbloxMessages.KEY_PVT_UART2, UbloxMessages.KEY_UBX_UART2, UbloxMessages.KEY_NMEA_UART2);
    int speed = neededSpeed(link);
    if (speed > 0) {
      changeSpeed(() -> UbloxMessages.valset(UbloxMessages.KEY_UART1_BAUD, speed), speed);
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
    commands.add(new Command(new byte[0], LATER, decision, () -> {}));
  }

  /** The rate asked for, or the fastest that the line carries at the speed it has now. */
  private int carried(Link link) {
    int bits = pvt ? BITS_PER_FIX : BITS_PER_NMEA_FIX;
    return usb || link.baud() == 0 ? rateHz : Math.clamp(link.baud() / bits, 1, rateHz);
  }

  /**
   * For protocol 26 and before.
   *
   * @param port its CFG-PRT payload
   */
  void oldStyle(byte[] port, Link link) {
    usb = port[0] == 3;
    int speed = usb ? 0 : neededSpeed(link);
    add(
        UbloxMessages.enablePvt(),
        UbxFrame.CFG_MSG,
        () -> {
          pvt = true;
          byte[] quiet = UbloxMessages.port(port, usb ? 0 : link.baud(), true);
          commands.addFirst(new Command(quiet, UbxFrame.CFG_PRT, () -> {}, () -> {}));
        },
        () -> {});
    if (speed > 0) {
      changeSpeed(() -> UbloxMessages.port(port, speed, pvt), speed);
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
  private void changeSpeed(Supplier<byte[]> frame, int speed) {
    later(() -> commands.addFirst(new Command(frame.get(), -speed, () -> {}, () -> {})));
  }

  private int neededSpeed(Link link) {
    int baud = link.baud();
    return baud == 0 || speedFixed || baud >= rateHz * BITS_PER_FIX ? 0 : speed();
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
}
