package keilog.tools.simulate.gps;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;

/**
 * What a u-blox receiver is set to, and the messages that change it: CFG-RATE, CFG-MSG, CFG-PRT and
 * CFG-NAV5 of protocol 18, CFG-VALSET of protocol 27 and later. One thread.
 */
final class UbxConfiguration {
  private static final int CFG = 0x06;
  private static final int PRT = 0x00;
  private static final int MSG = 0x01;
  private static final int RATE = 0x08;
  private static final int VALSET = 0x8A;

  private static final int KEY_MEASURE = 0x30210001;
  private static final int KEY_NAVIGATE = 0x30210002;
  private static final int KEY_BAUD = 0x40520001;
  private static final int KEY_UBX_OUT = 0x10740001;
  private static final int KEY_NMEA_OUT = 0x10740002;
  private static final int KEY_PVT_UART = 0x20910007;
  private static final int KEY_PVT_USB = 0x20910009;
  private static final int KEY_UBX_OUT_USB = 0x10780001;
  private static final int KEY_NMEA_OUT_USB = 0x10780002;

  private final GpsSettings.Receiver model;
  private final IntConsumer speed;
  private int measureMillis;
  private int perFix = 1;
  private int pvtEvery;
  private boolean ubxOut = true;
  private boolean nmeaOut;

  /**
   * @param speed is told a new baud rate
   */
  UbxConfiguration(GpsSettings settings, IntConsumer speed) {
    this.model = settings.model();
    this.speed = speed;
    boolean set = !settings.fresh() && model != GpsSettings.Receiver.NMEA;
    this.measureMillis = settings.fresh() ? 1000 : (int) (settings.periodNanos() / 1_000_000);
    this.pvtEvery = set ? 1 : 0;
    this.nmeaOut = !set;
  }

  /** Between epochs. */
  long periodNanos() {
    return measureMillis * 1_000_000L * perFix;
  }

  boolean sendsPlace(long epoch) {
    return ubxOut && pvtEvery > 0 && epoch % pvtEvery == 0;
  }

  boolean sendsSentences() {
    return nmeaOut;
  }

  /**
   * Applies a configuration message.
   *
   * @return whether the receiver accepts it
   */
  boolean apply(int id, byte[] payload) {
    boolean old = model != GpsSettings.Receiver.UBLOX_M10;
    boolean keys = model != GpsSettings.Receiver.UBLOX_M8;
    ByteBuffer p = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    return switch (id) {
      case RATE -> old && payload.length == 6 && rate(p.getShort(0) & 0xffff, p.getShort(2));
      case MSG -> old && message(payload);
      case PRT -> old && payload.length == 20 && port(p);
      case VALSET -> keys && payload.length >= 4 && values(p);
      case 0x24, 0x1E, 0x11, 0x3E, 0x13, 0x17, 0x23, 0x86, 0x09, 0x1B -> old;
      default -> false;
    };
  }

  /** True for messages of the configuration class. */
  static boolean isConfiguration(int messageClass) {
    return messageClass == CFG;
  }

  private int leastMillis() {
    return switch (model) {
      case NMEA -> 1000;
      case UBLOX_M8 -> 55;
      case UBLOX_M9, UBLOX_M10 -> 40;
    };
  }

  private boolean rate(int millis, int navigations) {
    if (millis < leastMillis() || navigations < 1) {
      return false;
    }
    measureMillis = millis;
    perFix = navigations;
    return true;
  }

  private boolean message(byte[] payload) {
    if (payload.length != 3 && payload.length != 8) {
      return false;
    }
    int every = payload.length == 3 ? payload[2] : Math.max(payload[3], payload[5]);
    if (payload[0] == 0x01 && payload[1] == 0x07) {
      pvtEvery = every;
    }
    return payload[0] == 0x01 || (payload[0] & 0xff) == 0xF0 || payload[0] == 0x0A;
  }

  private boolean port(ByteBuffer p) {
    int baud = p.getInt(8);
    int out = p.getShort(14);
    ubxOut = (out & 1) != 0;
    nmeaOut = (out & 2) != 0;
    if (p.get(0) == 1 && possible(baud)) {
      speed.accept(baud);
    }
    return true;
  }

  private static boolean possible(long baud) {
    return baud >= 4800 && baud <= 921_600;
  }

  /** All or nothing, as the specification asks: first a look, then the change. */
  private boolean values(ByteBuffer p) {
    for (boolean change : new boolean[] {false, true}) {
      p.position(4);
      while (p.remaining() >= 5) {
        int key = p.getInt();
        int bytes = sizes(key >>> 28 & 7);
        if (bytes == 0 || p.remaining() < bytes) {
          return false;
        }
        long value = 0;
        for (int i = 0; i < bytes; i++) {
          value |= (p.get() & 0xffL) << (8 * i);
        }
        if (!value(key, value, change)) {
          return false;
        }
      }
    }
    return true;
  }

  private static int sizes(int code) {
    return switch (code) {
      case 1, 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5 -> 8;
      default -> 0;
    };
  }

  private boolean value(int key, long value, boolean change) {
    if (!change) {
      return switch (key) {
        case KEY_MEASURE -> value >= leastMillis();
        case KEY_BAUD -> possible(value);
        default -> true;
      };
    }
    switch (key) {
      case KEY_MEASURE -> measureMillis = (int) value;
      case KEY_NAVIGATE -> perFix = (int) Math.max(1, value);
      case KEY_BAUD -> speed.accept((int) value);
      case KEY_UBX_OUT, KEY_UBX_OUT_USB -> ubxOut = value != 0;
      case KEY_NMEA_OUT, KEY_NMEA_OUT_USB -> nmeaOut = value != 0;
      case KEY_PVT_UART, KEY_PVT_USB -> pvtEvery = (int) value;
      default -> {
        // Accepted: nothing here depends on it.
      }
    }
    return true;
  }
}
