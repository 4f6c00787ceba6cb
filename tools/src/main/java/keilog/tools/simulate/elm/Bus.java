package keilog.tools.simulate.elm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the adapter is wired to; the number is the one of ATSP. */
public enum Bus {
  ISO9141(3, "ISO 9141-2", Kind.SLOW_INIT),
  KWP_SLOW(4, "ISO 14230-4 (KWP 5BAUD)", Kind.SLOW_INIT),
  KWP_FAST(5, "ISO 14230-4 (KWP FAST)", Kind.FAST_INIT),
  CAN11_500(6, "ISO 15765-4 (CAN 11/500)", Kind.CAN),
  CAN29_500(7, "ISO 15765-4 (CAN 29/500)", Kind.CAN),
  CAN11_250(8, "ISO 15765-4 (CAN 11/250)", Kind.CAN),
  CAN29_250(9, "ISO 15765-4 (CAN 29/250)", Kind.CAN);

  /** How a bus is spoken to at first. */
  enum Kind {
    SLOW_INIT,
    FAST_INIT,
    CAN
  }

  private final int number;
  private final String title;
  private final Kind kind;

  Bus(int number, String title, Kind kind) {
    this.number = number;
    this.title = title;
    this.kind = kind;
  }

  /** {@code can11-500}, {@code kwp-fast} … */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Bus> find(String text) {
    return List.of(values()).stream().filter(b -> b.text().equals(text)).findFirst();
  }

  int number() {
    return number;
  }

  String title() {
    return title;
  }

  Kind kind() {
    return kind;
  }

  boolean can() {
    return kind == Kind.CAN;
  }

  /** 29-bit ids. */
  boolean extended() {
    return this == CAN29_500 || this == CAN29_250;
  }

  /** As ATDP names a protocol by its number. */
  static String title(int number) {
    return switch (number) {
      case 0 -> "AUTO";
      case 1 -> "SAE J1850 PWM";
      case 2 -> "SAE J1850 VPW";
      case 10 -> "SAE J1939 (CAN 29/250)";
      case 11 -> "USER1 (CAN 11/125)";
      case 12 -> "USER2 (CAN 11/50)";
      default ->
          List.of(values()).stream()
              .filter(b -> b.number == number)
              .map(Bus::title)
              .findFirst()
              .orElse("");
    };
  }
}
