package keilog.device.source.elm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import keilog.device.link.Link;
import keilog.device.link.LinkOpener;

/**
 * A small adapter with a car behind it, on a fake clock: every byte has the time at which it is
 * through the wire. Written from the data sheet's words, sharing nothing with the driver. Knobs are
 * fields, set by the test before or while it runs.
 */
final class FakeAdapter implements LinkOpener {
  private static final long MS = 1_000_000;

  final FakeClock clock;
  int baud = 38_400;
  long ecuNanos = 10 * MS;
  long ownNanos = 300_000;
  long waitNanos = 32 * MS;
  long resetNanos = 800 * MS;
  boolean knowsCount = true;
  boolean knowsRepeat = true;
  boolean knowsSeveral = true;
  boolean knowsSettings = true;
  boolean knowsHeaders = true;
  boolean isStn;
  boolean ignition = true;
  boolean wireless;
  boolean lineAtOnce;
  int mostPerRead = Integer.MAX_VALUE;
  char protocol = '6';
  int raisesTo;
  long absentUntilNanos;
  long goneAtNanos = Long.MAX_VALUE;

  /** How much later than its last byte's arrival a read returns. */
  LongSupplier lateness = () -> 0;

  /** How many reads and writes there were. */
  int calls;

  /** What the next commands are answered with, raw, instead of what they deserve. */
  final ArrayDeque<String> surprises = new ArrayDeque<>();

  /** Answers a command differently; null leaves it as it is. */
  BiFunction<String, Integer, String> mischief = (command, n) -> null;

  /** Control units: identifier as on the wire, then PID to bytes at a time. */
  final Map<String, Map<Integer, LongFunction<byte[]>>> ecus = new TreeMap<>();

  final List<String> commands = new ArrayList<>();
  int opens;
  private boolean echo;
  private boolean spaces;
  private boolean headers;
  private boolean linefeeds;
  private String last = "";
  private Wire wire;

  FakeAdapter(FakeClock clock) {
    this.clock = clock;
    powerUp();
  }

  void powerUp() {
    echo = true;
    spaces = true;
    headers = false;
    linefeeds = false;
    last = "";
  }

  FakeAdapter ecu(String id, int pid, LongFunction<byte[]> value) {
    ecus.computeIfAbsent(id, i -> new TreeMap<>()).put(pid, value);
    return this;
  }

  FakeAdapter ecu(String id, int pid, int... bytes) {
    byte[] fixed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      fixed[i] = (byte) bytes[i];
    }
    return ecu(id, pid, t -> fixed);
  }

  /** Engine speed, road speed, pressure, throttle, coolant, intake air. */
  FakeAdapter usualCar(String id) {
    return ecu(id, 0x0C, 0x1A, 0xF8)
        .ecu(id, 0x0D, 50)
        .ecu(id, 0x0B, 100)
        .ecu(id, 0x11, 51)
        .ecu(id, 0x05, 130)
        .ecu(id, 0x0F, 65);
  }

  @Override
  public Link open() throws IOException {
    opens++;
    if (clock.nanos() < absentUntilNanos) {
      throw new IOException("the device is not there: port=fake; plug it in");
    }
    wire = new Wire();
    return wire;
  }

  private long byteNanos() {
    return baud == 0 ? 0 : 10_000_000_000L / baud;
  }

  private final class Wire implements Link {
    private final ArrayDeque<long[]> bytes = new ArrayDeque<>();
    private final StringBuilder input = new StringBuilder();
    private int hostBaud = wireless ? 0 : 38_400;
    private long freeNanos;
    private long promptNanos;
    private long arrivedNanos;
    private boolean closed;
    private boolean raising;

    @Override
    public boolean write(byte[] from, int offset, int length) {
      calls++;
      clock.advance(20_000);
      if (closed || clock.nanos() >= goneAtNanos) {
        return false;
      }
      long endNanos = clock.nanos() + length * byteNanos();
      if (!wireless && hostBaud != baud && !raising) {
        emit("\u00F8\u0003\u0080", endNanos);
        return true;
      }
      if (promptNanos > clock.nanos()) {
        bytes.removeIf(b -> b[0] > endNanos);
        promptNanos = emit("STOPPED\r\r>", endNanos);
        return true;
      }
      for (int i = 0; i < length; i++) {
        if (from[offset + i] == '\r') {
          String command = input.toString().replace(" ", "").toUpperCase();
          input.setLength(0);
          promptNanos = take(command, endNanos);
        } else {
          input.append((char) from[offset + i]);
        }
      }
      return true;
    }

    private long take(String typed, long endNanos) {
      if (raising) {
        raising = false;
        baud = raisesTo;
        return emit("OK\r\r>", endNanos);
      }
      String command = typed.isEmpty() && knowsRepeat ? last : typed;
      last = command;
      commands.add(typed.isEmpty() ? "CR" : command);
      String head = echo ? typed + "\r" : "";
      String other = surprises.poll();
      if (other == null) {
        other = mischief.apply(command, commands.size());
      }
      if (other != null) {
        return emit(other, endNanos + ownNanos);
      }
      if (command.matches("01[0-9A-F]+")) {
        return request(command, head, endNanos + ownNanos);
      }
      String answer = setting(command);
      if (raising) {
        return 0;
      }
      return emit(head + answer + (linefeeds ? "\r\n\r\n>" : "\r\r>"), when(command, endNanos));
    }

    private long when(String command, long endNanos) {
      return endNanos
          + ownNanos
          + (command.equals("ATZ") || command.equals("ATWS") ? resetNanos : 0);
    }

    private String setting(String command) {
      switch (command) {
        case "ATZ", "ATWS" -> {
          powerUp();
          return "\r\rELM327 v1.5";
        }
        case "ATI" -> {
          return "ELM327 v1.5";
        }
        case "STI", "STDI" -> {
          return isStn ? "STN1110 v4.2.0" : "?";
        }
        case "ATRV" -> {
          return "12.6V";
        }
        case "ATDPN" -> {
          return "A" + protocol;
        }
        case "ATE0", "ATL0", "ATS0" -> {
          if (!knowsSettings) {
            return "?";
          }
          echo &= command.charAt(2) != 'E';
          linefeeds &= command.charAt(2) != 'L';
          spaces &= command.charAt(2) != 'S';
          return "OK";
        }
        case "ATH0", "ATH1" -> {
          headers = knowsHeaders && command.endsWith("1");
          return knowsHeaders ? "OK" : "?";
        }
        default -> {
          if (raisesTo > 0 && (command.startsWith("ATBRD") || command.startsWith("STBR"))) {
            return raise();
          }
          return command.matches("AT(SP|TP|AT|ST|IB|II|SH|SW).*") ? "OK" : "?";
        }
      }
    }

    private String raise() {
      raising = true;
      long okNanos = emit("OK\r", clock.nanos() + 2 * MS);
      int before = baud;
      baud = raisesTo;
      emit("ELM327 v1.5\r", okNanos + 5 * MS);
      baud = before;
      return "";
    }

    private long request(String command, String head, long startNanos) {
      boolean odd = command.length() % 2 == 1;
      if (odd && !knowsCount) {
        return emit(head + "?\r\r>", startNanos);
      }
      int count = odd ? Character.digit(command.charAt(command.length() - 1), 16) : 0;
      byte[] pids = HexFormat.of().parseHex(command.substring(2, command.length() - (odd ? 1 : 0)));
      if (pids.length > 1 && (!knowsSeveral || protocol < '6')) {
        return emit(head + "NO DATA\r\r>", startNanos + 200 * MS);
      }
      long answerNanos = startNanos + ecuNanos;
      long truthNanos = (startNanos - ownNanos + answerNanos) / 2;
      List<String> lines = new ArrayList<>();
      if (ignition) {
        ecus.forEach((id, table) -> lines.addAll(lines(id, table, pids, truthNanos)));
      }
      if (lines.isEmpty()) {
        return emit(head + "NO DATA\r\r>", startNanos + 200 * MS);
      }
      long at = emit(head, startNanos);
      at = Math.max(at, answerNanos);
      int sent = 0;
      for (String line : lines) {
        if (line.length() != 3 && count > 0 && sent == count) {
          break;
        }
        at = emit(line + (linefeeds ? "\r\n" : "\r"), at);
        if (line.length() != 3) {
          sent++;
          at = Math.max(at, answerNanos + sent * MS);
        }
      }
      return emit(linefeeds ? "\r\n>" : "\r>", count > 0 && sent == count ? at : at + waitNanos);
    }

    private List<String> lines(
        String id, Map<Integer, LongFunction<byte[]>> table, byte[] pids, long truthNanos) {
      HexFormat hex = HexFormat.of().withUpperCase();
      StringBuilder data = new StringBuilder();
      for (byte pid : pids) {
        int p = pid & 0xFF;
        LongFunction<byte[]> value = table.get(p);
        if (p % 0x20 == 0) {
          data.append("%02X%08X".formatted(p, bitmap(table, p)));
        } else if (value != null) {
          data.append("%02X".formatted(p)).append(hex.formatHex(value.apply(truthNanos)));
        }
      }
      if (data.isEmpty()) {
        return List.of();
      }
      List<String> lines = new ArrayList<>();
      byte[] payload = HexFormat.of().parseHex("41" + data);
      if (protocol < '6') {
        lines.add(legacy(id, payload));
      } else if (payload.length <= 7) {
        String pci = headers ? "%02X".formatted(payload.length) : "";
        lines.add((headers ? id : "") + pci + hex.formatHex(payload));
      } else {
        segments(id, payload, lines, hex);
      }
      return lines.stream().map(this::spaced).toList();
    }

    private void segments(String id, byte[] payload, List<String> lines, HexFormat hex) {
      if (!headers) {
        lines.add("%03X".formatted(payload.length));
      }
      int at = 0;
      for (int n = 0; at < payload.length; n++) {
        int length = n == 0 ? 6 : 7;
        byte[] part = java.util.Arrays.copyOfRange(payload, at, at + length);
        at += length;
        String lead =
            headers
                ? id + (n == 0 ? "1%03X".formatted(payload.length) : "2%X".formatted(n & 0xF))
                : "%X:".formatted(n & 0xF);
        lines.add(lead + hex.formatHex(part));
      }
    }

    private String legacy(String id, byte[] payload) {
      HexFormat hex = HexFormat.of().withUpperCase();
      if (!headers) {
        return hex.formatHex(payload);
      }
      String head = protocol == '3' ? "486B" + id : "%02XF1".formatted(0x80 | payload.length) + id;
      byte[] all = HexFormat.of().parseHex(head + hex.formatHex(payload));
      int sum = 0;
      for (byte b : all) {
        sum += b;
      }
      return hex.formatHex(all) + "%02X".formatted(sum & 0xFF);
    }

    private String spaced(String line) {
      if (!spaces || line.length() == 3) {
        return line;
      }
      int odd = line.indexOf(':') >= 0 ? 2 : line.length() % 2 == 1 ? 3 : 0;
      return (odd > 0 ? line.substring(0, odd) + " " : "")
          + line.substring(odd).replaceAll("(..)", "$1 ");
    }

    private int bitmap(Map<Integer, LongFunction<byte[]>> table, int page) {
      int bits = 0;
      for (int pid : table.keySet()) {
        if (pid > page && pid <= page + 0x20) {
          bits |= 1 << 0x20 - (pid - page);
        }
        if (pid > page + 0x20) {
          bits |= 1;
        }
      }
      return bits;
    }

    /** Puts bytes on the wire one after another; returns when the last is through. */
    private long emit(String text, long startNanos) {
      byte[] out = text.getBytes(StandardCharsets.ISO_8859_1);
      long at = Math.max(startNanos, freeNanos);
      for (int i = 0; i < out.length; i++) {
        at += byteNanos();
        int end = i;
        while (lineAtOnce && end < out.length - 1 && out[end] != '\r') {
          end++;
        }
        bytes.add(new long[] {at + (end - i) * byteNanos(), out[i]});
      }
      freeNanos = at;
      return at;
    }

    @Override
    public int read(byte[] into, int offset, int length, int timeoutMillis) {
      calls++;
      long untilNanos = clock.nanos() + timeoutMillis * MS;
      if (closed || clock.nanos() >= goneAtNanos) {
        return GONE;
      }
      if (bytes.isEmpty() || bytes.peek()[0] > untilNanos) {
        clock.advanceTo(Math.min(untilNanos, Math.max(clock.nanos(), goneAtNanos)));
        return clock.nanos() >= goneAtNanos ? GONE : 0;
      }
      clock.advanceTo(bytes.peek()[0]);
      clock.advance(lateness.getAsLong());
      int count = 0;
      while (count < Math.min(length, mostPerRead)
          && !bytes.isEmpty()
          && bytes.peek()[0] <= clock.nanos()) {
        byte b = (byte) bytes.poll()[1];
        into[offset + count++] =
            wireless || hostBaud == baud || raising ? b : (byte) (b * 31 ^ 0xA5);
      }
      arrivedNanos = clock.nanos();
      return count;
    }

    @Override
    public long arrivedNanos() {
      return arrivedNanos;
    }

    @Override
    public int baud() {
      return hostBaud;
    }

    @Override
    public void setBaud(int baud) {
      if (!wireless) {
        hostBaud = baud;
        if (raising && baud != raisesTo) {
          raising = false;
        }
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
