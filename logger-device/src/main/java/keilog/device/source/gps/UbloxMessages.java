package keilog.device.source.gps;

import static keilog.device.source.gps.Bytes.putI4;

import java.nio.charset.StandardCharsets;

/**
 * What is written to a u-blox receiver: into its RAM only, so that a power cut undoes it. Up to
 * protocol 26 (M8 and older) by CFG-RATE, CFG-PRT, CFG-MSG and CFG-NAV5; from protocol 27 (M9, M10,
 * F9) by CFG-VALSET. Source: u-blox 8 / M8 and M9/M10 interface descriptions.
 */
final class UbloxMessages {
  /** First protocol version with CFG-VALSET, times 100. */
  static final int FIRST_VALSET = 2700;

  static final int KEY_RATE_MEAS = 0x3021_0001;
  static final int KEY_RATE_NAV = 0x3021_0002;
  static final int KEY_DYNAMIC_MODEL = 0x2011_0021;
  static final int KEY_UART1_BAUD = 0x4052_0001;
  static final int KEY_PVT_UART1 = 0x2091_0007;
  static final int KEY_PVT_UART2 = 0x2091_0008;
  static final int KEY_PVT_USB = 0x2091_0009;
  static final int KEY_UBX_UART1 = 0x1074_0001;
  static final int KEY_UBX_UART2 = 0x1076_0001;
  static final int KEY_UBX_USB = 0x1078_0001;
  static final int KEY_NMEA_UART1 = 0x1074_0002;
  static final int KEY_NMEA_UART2 = 0x1076_0002;
  static final int KEY_NMEA_USB = 0x1078_0002;
  static final int AUTOMOTIVE = 4;

  private UbloxMessages() {}

  /** Asks who is there; changes nothing. */
  static byte[] pollVersion() {
    return UbxFrame.of(UbxFrame.MON_VER);
  }

  /** Asks which port this is, and how it is set. */
  static byte[] pollPort() {
    return UbxFrame.of(UbxFrame.CFG_PRT);
  }

  /** A fix every so many milliseconds, in step with GPS time. */
  static byte[] rate(int periodMillis) {
    return UbxFrame.of(
        UbxFrame.CFG_RATE,
        (byte) periodMillis,
        (byte) (periodMillis >> 8),
        (byte) 1,
        (byte) 0,
        (byte) 1,
        (byte) 0);
  }

  /** NAV-PVT with every fix on the port this is written to. */
  static byte[] enablePvt() {
    return UbxFrame.of(UbxFrame.CFG_MSG, (byte) 1, (byte) 7, (byte) 1);
  }

  /** The automotive platform model, all else as it is. */
  static byte[] automotive() {
    byte[] payload = new byte[36];
    payload[0] = 1; // mask: dynModel
    payload[2] = AUTOMOTIVE;
    return UbxFrame.of(UbxFrame.CFG_NAV5, payload);
  }

  /**
   * A port's settings as the receiver gave them, with another speed and only UBX going out.
   *
   * @param baud 0 leaves the speed
   */
  static byte[] port(byte[] settings, int baud, boolean ubxOnly) {
    byte[] payload = settings.clone();
    if (baud > 0) {
      putI4(payload, 8, baud);
    }
    if (ubxOnly) {
      payload[12] |= 1; // in: UBX stays possible
      payload[14] = 1; // out: UBX
      payload[15] = 0;
    }
    return UbxFrame.of(UbxFrame.CFG_PRT, payload);
  }

  /** Keys and values into RAM: all of them or none. */
  static byte[] valset(int... keysAndValues) {
    int length = 4;
    for (int i = 0; i < keysAndValues.length; i += 2) {
      length += 4 + valueBytes(keysAndValues[i]);
    }
    byte[] payload = new byte[length];
    payload[1] = 1; // layers: RAM
    int at = 4;
    for (int i = 0; i < keysAndValues.length; i += 2) {
      putI4(payload, at, keysAndValues[i]);
      at += 4;
      for (int n = 0; n < valueBytes(keysAndValues[i]); n++) {
        payload[at++] = (byte) (keysAndValues[i + 1] >> 8 * n);
      }
    }
    return UbxFrame.of(UbxFrame.CFG_VALSET, payload);
  }

  /** Bits 28..30 of a key say how wide its value is. */
  private static int valueBytes(int key) {
    return switch (key >> 28 & 7) {
      case 1, 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      default -> 8;
    };
  }

  /**
   * The protocol version times 100 out of a MON-VER payload ({@code PROTVER=27.11}, {@code PROTVER
   * 15.00}); 0 where it says none, as the oldest do.
   */
  static int protocolVersion(byte[] buffer, int payload, int length) {
    for (int at = payload + 40; at + 30 <= payload + length; at += 30) {
      String text = new String(buffer, at, 30, StandardCharsets.US_ASCII);
      if (text.startsWith("PROTVER")) {
        return hundredths(text, 8);
      }
    }
    return 0;
  }

  private static int hundredths(String text, int from) {
    int value = 0;
    int decimals = -1;
    for (int i = from; i < text.length() && decimals < 2; i++) {
      char c = text.charAt(i);
      if (c == '.' && decimals < 0) {
        decimals = 0;
      } else if (c >= '0' && c <= '9' && value < 100_000) {
        value = value * 10 + (c - '0');
        decimals += decimals < 0 ? 0 : 1;
      } else {
        break;
      }
    }
    return switch (decimals) {
      case 2 -> value;
      case 1 -> value * 10;
      default -> value * 100;
    };
  }
}
