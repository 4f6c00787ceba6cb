package keilog.device.source.gps;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import keilog.device.link.Link;

/**
 * A u-blox receiver as its interface description has it, on a clock that the test moves: default
 * NMEA at 1 Hz, answers MON-VER, acknowledges or refuses settings, garbles whatever is read or
 * written at another speed than its own.
 */
final class ScriptedReceiver implements Link {
  static final long UTC = 1_795_000_000_000_000_000L;
  private static final long MS = 1_000_000;

  private final String protocol;
  private final Random noise = new Random(7);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream in = new ByteArrayOutputStream();
  final List<String> heard = new ArrayList<>();
  int deviceBaud;
  int linkBaud;
  int portId = 1;
  int periodMillis = 1000;
  int fastestMillis = 40;
  boolean pvt;
  boolean nmea = true;
  boolean answers = true;
  boolean knowsPvt = true;
  boolean losesSpeedChange;
  boolean saysItsPort = true;
  boolean wire = true;
  int fixType = 3;
  int model;
  private long nowMillis;
  private long lastFixMillis = -1;

  /**
   * @param protocol as MON-VER says it, {@code PROTVER=27.11}
   */
  ScriptedReceiver(String protocol, int deviceBaud, int linkBaud) {
    this.protocol = protocol;
    this.deviceBaud = deviceBaud;
    this.linkBaud = linkBaud;
  }

  /** The receiver starts again with its defaults. */
  void powerCycle(int defaultBaud) {
    deviceBaud = defaultBaud;
    periodMillis = 1000;
    pvt = false;
    nmea = true;
    model = 0;
    out.reset();
  }

  /** Moves the clock; gives the bytes that came since. */
  byte[] to(long millis) {
    while (nowMillis < millis) {
      nowMillis++;
      if (nowMillis % periodMillis == 0 && nowMillis != lastFixMillis) {
        lastFixMillis = nowMillis;
        long epoch = UTC + nowMillis * MS;
        if (pvt) {
          out.writeBytes(Wire.pvt(epoch, fixType, 0x37, 9));
        }
        if (nmea) {
          out.writeBytes(
              fixType == 0
                  ? Wire.join(
                      Wire.nmea("GNRMC,,V,,,,,,,,,,N"), Wire.nmea("GNGGA,,,,,,0,03,99.99,,,,,,"))
                  : Wire.nmeaEpoch(epoch));
        }
      }
    }
    byte[] bytes = out.toByteArray();
    int carried =
        deviceBaud == 0 || !wire
            ? bytes.length
            : Math.min(bytes.length, deviceBaud / 10 * 20 / 1000 + 1);
    out.reset();
    out.write(bytes, carried, bytes.length - carried);
    byte[] sent = Arrays.copyOf(bytes, carried);
    if (linkBaud != deviceBaud) {
      noise.nextBytes(sent);
    }
    return sent;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    if (linkBaud == deviceBaud && answers) {
      in.write(bytes, offset, length);
      byte[] frame = in.toByteArray();
      in.reset();
      hear(frame[2] & 0xFF, frame[3] & 0xFF, Arrays.copyOfRange(frame, 6, frame.length - 2));
    }
    return true;
  }

  private void hear(int cls, int id, byte[] payload) {
    heard.add("%02x-%02x/%d".formatted(cls, id, payload.length));
    switch (cls << 8 | id) {
      case UbxFrame.MON_VER -> out.writeBytes(Wire.frame(0x0A, 0x04, version()));
      case UbxFrame.CFG_PRT -> port(payload);
      case UbxFrame.CFG_MSG -> {
        pvt = knowsPvt;
        acknowledge(cls, id, knowsPvt);
      }
      case UbxFrame.CFG_RATE -> rate(cls, id, payload[0] & 0xFF | (payload[1] & 0xFF) << 8);
      case UbxFrame.CFG_NAV5 -> {
        model = payload[2];
        acknowledge(cls, id, true);
      }
      case UbxFrame.CFG_VALSET -> valset(payload);
      default -> {}
    }
  }

  private void port(byte[] payload) {
    if (payload.length == 0 && !saysItsPort) {
      acknowledge(6, 0, false);
      return;
    }
    if (payload.length == 0) {
      byte[] port = new byte[20];
      port[0] = (byte) portId;
      Bytes.putI4(port, 4, 0x8D0);
      Bytes.putI4(port, 8, deviceBaud);
      port[12] = 7;
      port[14] = 3;
      out.writeBytes(Wire.frame(0x06, 0x00, port));
      return;
    }
    acknowledge(6, 0, true);
    nmea = (payload[14] & 2) != 0;
    speed(Bytes.i4(payload, 8));
  }

  private void speed(int baud) {
    if (portId == 1 && !losesSpeedChange) {
      deviceBaud = baud;
    }
  }

  private void rate(int cls, int id, int millis) {
    boolean good = millis >= fastestMillis;
    if (good) {
      periodMillis = millis;
    }
    acknowledge(cls, id, good);
  }

  private void valset(byte[] p) {
    boolean known = protocol.startsWith("PROTVER=27") || protocol.startsWith("PROTVER=3");
    int at = 4;
    List<Runnable> changes = new ArrayList<>();
    while (at < p.length) {
      int key = Bytes.i4(p, at);
      int size = (key >> 28 & 7) == 3 ? 2 : (key >> 28 & 7) == 4 ? 4 : 1;
      int value = size == 1 ? p[at + 4] : size == 2 ? Bytes.u2(p, at + 4) : Bytes.i4(p, at + 4);
      at += 4 + size;
      switch (key) {
        case 0x3021_0001 -> {
          known &= value >= fastestMillis;
          changes.add(() -> periodMillis = value);
        }
        case 0x2091_0007 -> changes.add(() -> pvt |= portId == 1 && value == 1);
        case 0x1074_0002 -> changes.add(() -> nmea &= portId != 1 || value == 1);
        case 0x2091_0009 -> changes.add(() -> pvt |= portId == 3 && value == 1);
        case 0x1078_0002 -> changes.add(() -> nmea &= portId != 3 || value == 1);
        case 0x2011_0021 -> changes.add(() -> model = value);
        case 0x4052_0001 -> changes.add(() -> speed(value));
        case 0x2091_0008, 0x1076_0001, 0x1076_0002 -> known = false; // this chip has no UART2
        case 0x3021_0002, 0x1074_0001, 0x1078_0001 -> {}
        default -> known = false;
      }
    }
    acknowledge(6, 0x8A, known);
    if (known) {
      changes.forEach(Runnable::run);
    }
  }

  private void acknowledge(int cls, int id, boolean good) {
    out.writeBytes(Wire.frame(0x05, good ? 1 : 0, new byte[] {(byte) cls, (byte) id}));
  }

  private byte[] version() {
    byte[] payload = new byte[100];
    System.arraycopy("ROM CORE 3.01".getBytes(StandardCharsets.US_ASCII), 0, payload, 0, 13);
    System.arraycopy("FWVER=SPG 3.01".getBytes(StandardCharsets.US_ASCII), 0, payload, 40, 14);
    byte[] text = protocol.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, payload, 70, text.length);
    return payload;
  }

  @Override
  public int read(byte[] into, int offset, int length, int timeoutMillis) {
    throw new AssertionError("the test moves the bytes");
  }

  @Override
  public long arrivedNanos() {
    throw new AssertionError("the test says when");
  }

  @Override
  public int baud() {
    return linkBaud;
  }

  @Override
  public void setBaud(int baud) {
    linkBaud = baud;
  }

  @Override
  public void close() {}
}
