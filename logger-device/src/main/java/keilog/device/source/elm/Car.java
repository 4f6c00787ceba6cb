package keilog.device.source.elm;

import java.util.BitSet;
import java.util.SortedMap;

/**
 * What answered behind the adapter.
 *
 * @param protocol digit of {@code ATDPN}; {@code 0} where the adapter did not say
 * @param supported by each control unit: PIDs of mode 01; by CAN identifier or source address, 0
 *     where headers were not to be had
 * @param engine the control unit whose answer counts where several give one
 * @param countDigit that the adapter takes the number of lines to wait for behind a request
 */
record Car(char protocol, SortedMap<Integer, BitSet> supported, int engine, boolean countDigit) {

  boolean isCan() {
    return protocol >= '6' && protocol <= '9';
  }

  /** True where some control unit says that it has the PID, or none says what it has. */
  boolean offers(int pid) {
    boolean anySays = false;
    for (BitSet pids : supported.values()) {
      if (pids.get(pid)) {
        return true;
      }
      anySays |= !pids.isEmpty();
    }
    return !anySays;
  }

  String protocolName() {
    return switch (protocol) {
      case '1' -> "SAE J1850 PWM";
      case '2' -> "SAE J1850 VPW";
      case '3' -> "ISO 9141-2";
      case '4' -> "ISO 14230-4, 5 baud";
      case '5' -> "ISO 14230-4, fast";
      case '6' -> "CAN 11 bit, 500 kbit/s";
      case '7' -> "CAN 29 bit, 500 kbit/s";
      case '8' -> "CAN 11 bit, 250 kbit/s";
      case '9' -> "CAN 29 bit, 250 kbit/s";
      default -> "unknown protocol " + protocol;
    };
  }
}
