package keilog.tools.simulate.elm;

import java.util.List;
import java.util.Locale;

/** How an adapter prints a message from the bus. */
final class Layout {
  private final Bus bus;

  Layout(Bus bus) {
    this.bus = bus;
  }

  /** The header as the filter of ATCRA sees it. */
  String id(Frame frame) {
    return bus.extended()
        ? "18DAF1%02X".formatted(frame.ecu().address())
        : "%03X".formatted(frame.ecu().canId());
  }

  /** The lines of a message, without their ends. */
  List<String> lines(Frame frame, Options options) {
    if (!bus.can()) {
      return List.of(kLine(frame, options));
    }
    byte[] bytes = frame.bytes();
    if (!options.formatting || options.headers) {
      int shown = options.formatting && frame.kind() == Frame.Kind.SINGLE ? frame.used() : 8;
      String header = options.headers ? header(frame, options) : "";
      return List.of(header + hex(bytes, 0, shown, options));
    }
    return switch (frame.kind()) {
      case SINGLE, K_LINE -> List.of(hex(bytes, 1, frame.used(), options));
      case FIRST ->
          List.of(
              "%03X%s".formatted(frame.total(), options.spaces ? " " : ""),
              label(0, options) + hex(bytes, 2, 8, options));
      case NEXT -> List.of(label(bytes[0] & 0xf, options) + hex(bytes, 1, 8, options));
    };
  }

  private static String label(int sequence, Options options) {
    return "%X:%s".formatted(sequence, options.spaces ? " " : "");
  }

  private String header(Frame frame, Options options) {
    String id = id(frame);
    String space = options.spaces ? " " : "";
    if (!bus.extended()) {
      return id + space;
    }
    return id.replaceAll("(..)", "$1" + space);
  }

  private String kLine(Frame frame, Options options) {
    byte[] bytes = frame.bytes();
    if (!options.headers) {
      return hex(bytes, 0, bytes.length, options);
    }
    byte[] whole = new byte[bytes.length + 4];
    whole[0] = (byte) (bus == Bus.ISO9141 ? 0x48 : 0x80 | bytes.length);
    whole[1] = (byte) (bus == Bus.ISO9141 ? 0x6B : 0xF1);
    whole[2] = (byte) frame.ecu().address();
    System.arraycopy(bytes, 0, whole, 3, bytes.length);
    int sum = 0;
    for (byte value : whole) {
      sum += value;
    }
    whole[whole.length - 1] = (byte) sum;
    return hex(whole, 0, whole.length, options);
  }

  static String hex(byte[] bytes, int from, int until, Options options) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < until; i++) {
      text.append(String.format(Locale.ROOT, "%02X", bytes[i]));
      if (options.spaces) {
        text.append(' ');
      }
    }
    return text.toString();
  }
}
