package keilog.protocol.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second reader, written from FORMAT.md alone and with nothing of the first one: slow, plain, all
 * in memory. What the two agree on is the format. Of DATA it knows codec 0.
 */
final class FormatDecoder {
  private static final String[] KINDS = {
    "0", "SCHEMA", "DATA", "EVENT", "CLOCK", "END", "RAW", "DROPOUT"
  };
  private static final String EVENT_FORMS = "?ttiiiiiiiffittttt";

  private final byte[] file;
  private final Map<String, Object> schemas = new LinkedHashMap<>();
  private final List<Object> rows = new ArrayList<>();
  private final List<Object> events = new ArrayList<>();
  private final List<Object> clocks = new ArrayList<>();
  private final List<Object> dropouts = new ArrayList<>();
  private final List<Object> raws = new ArrayList<>();
  private final List<Object> blocks = new ArrayList<>();
  private final List<Object> missing = new ArrayList<>();
  private final Map<Integer, FormatGroups> groups = new LinkedHashMap<>();
  private Object end;
  private int inForce;
  private boolean chain;

  private FormatDecoder(byte[] file) {
    this.file = file;
  }

  /** Everything in a file, as plain maps and lists. */
  static Map<String, Object> decode(byte[] file) {
    FormatDecoder decoder = new FormatDecoder(file);
    List<int[]> found = decoder.scan();
    found.forEach(decoder::findSchema);
    int expected = 0;
    for (int[] at : found) {
      int number = decoder.int32(at[0] + 12);
      if (number >= expected) {
        decoder.chain &= number == expected;
        for (; expected < number; expected++) {
          decoder.missing.add((long) expected);
        }
        expected++;
        decoder.block(at[0], at[1]);
      }
    }
    return decoder.content();
  }

  private Map<String, Object> content() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schemas", new ArrayList<>(schemas.values()));
    all.put("blocks", blocks);
    all.put("missing", missing);
    all.put("events", events);
    all.put("clocks", clocks);
    all.put("dropouts", dropouts);
    all.put("raws", raws);
    all.put("end", end);
    all.put("rows", rows);
    return all;
  }

  /** Offset and payload length of every intact block of the first one's session. */
  private List<int[]> scan() {
    List<int[]> found = new ArrayList<>();
    int at = 0;
    while (at + 28 <= file.length) {
      int length = int32(at + 4) >>> 8;
      boolean sound =
          int32(at) == 0xC14C4BFE
              && length <= 1 << 20
              && int32(at + 12) >= 0
              && (found.isEmpty() || int32(at + 8) == int32(found.getFirst()[0] + 8))
              && (crc(at, 22) & 0xFFFF) == (int32(at + 20) >>> 16)
              && at + 28 + length <= file.length
              && crc(at, 24 + length) == int32(at + 24 + length);
      if (sound) {
        found.add(new int[] {at, length});
        at += 28 + length;
      } else {
        at++;
      }
    }
    return found;
  }

  private void findSchema(int[] at) {
    if (file[at[0] + 4] == 1) {
      FormatGroups groups = FormatGroups.of(new FormatBytes(file, at[0] + 24, at[1]));
      this.groups.putIfAbsent(groups.number(), groups);
    }
  }

  private void block(int at, int length) {
    int kind = file[at + 4] & 15;
    int flags = (file[at + 4] & 0xFF) >>> 4;
    long time = (int32(at + 16) & 0xFFFFFFFFL) | (int32(at + 20) & 0xFFFFL) << 32;
    boolean known = kind >= 1 && kind <= 7 && (flags & 14) == 0;
    blocks.add(
        List.of(
            (long) int32(at + 12),
            known ? KINDS[kind] : "?",
            (flags & 1) == 1,
            time,
            (long) at,
            28L + length));
    FormatBytes payload = new FormatBytes(file, at + 24, length);
    if (!known) {
      chain = false;
      return;
    }
    switch (kind) {
      case 1 -> adopt(FormatGroups.of(payload).number());
      case 2 -> data(payload, (flags & 1) == 1);
      case 3 -> events.add(event(payload));
      case 4 -> clocks.add(clock(payload));
      case 5 -> end = Map.of("reason", (long) payload.u8(), "detail", payload.text());
      case 6 -> raws.add(raw(payload));
      case 7 -> {
        chain = false;
        dropouts.add(dropout(payload));
      }
      default -> throw new AssertionError(kind);
    }
  }

  private void adopt(int number) {
    if (inForce != number) {
      inForce = number;
      chain = false;
      schemas.put(String.valueOf(number), groups.get(number).describe());
    }
  }

  private void data(FormatBytes payload, boolean key) {
    long head = payload.varint();
    int number = (int) (head >>> 3);
    if (!groups.containsKey(number)) {
      return;
    }
    adopt(number);
    chain |= key;
    if (chain && (head & 7) == 0) {
      groups.get(number).rows(payload, key, rows);
    }
  }

  private static Object event(FormatBytes payload) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("kind", payload.fixed(2));
    event.put("time", payload.fixed(8));
    Map<String, Object> fields = new LinkedHashMap<>();
    while (payload.left() > 0) {
      int id = payload.u8();
      FormatBytes value = payload.part((int) payload.varint());
      if (id < EVENT_FORMS.length()) {
        Object decoded =
            switch (EVENT_FORMS.charAt(id)) {
              case 'i' -> (Object) value.signed();
              case 'f' -> Double.longBitsToDouble(value.fixed(8));
              default -> value.string(value.left());
            };
        fields.put(String.valueOf(id), decoded);
      }
    }
    event.put("fields", fields);
    return event;
  }

  private static Object clock(FormatBytes payload) {
    return List.of((long) payload.u8(), payload.fixed(8), payload.fixed(8), payload.fixed(8));
  }

  private static Object dropout(FormatBytes payload) {
    return List.of(
        (long) payload.u8(),
        payload.fixed(8),
        payload.fixed(8),
        payload.varint(),
        payload.varint(),
        payload.text());
  }

  private static Object raw(FormatBytes payload) {
    List<Object> raw = new ArrayList<>();
    raw.add(payload.text());
    long time = 0;
    while (payload.left() > 0) {
      long direction = payload.u8();
      time = raw.size() == 1 ? payload.fixed(8) : time + payload.varint();
      int length = (int) payload.varint();
      raw.add(List.of(direction, time, payload.part(length).latin()));
    }
    return raw;
  }

  private int int32(int at) {
    return (int) new FormatBytes(file, at, 4).fixed(4);
  }

  /** CRC32C bit by bit: polynomial 1EDC6F41, reflected. */
  private int crc(int from, int count) {
    int crc = -1;
    for (byte b : Arrays.copyOfRange(file, from, from + count)) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
      }
    }
    return ~crc;
  }

  /** The primitives of FORMAT.md, section "Conventions". */
  static final class FormatBytes {
    private final byte[] bytes;
    private int at;
    private final int end;

    FormatBytes(byte[] bytes, int from, int length) {
      this.bytes = bytes;
      this.at = from;
      this.end = from + length;
    }

    int left() {
      return end - at;
    }

    int u8() {
      return (int) fixed(1);
    }

    long fixed(int count) {
      long value = 0;
      for (int i = 0; i < count; i++) {
        if (at >= end) {
          throw new AssertionError("past the end");
        }
        value |= (bytes[at++] & 0xFFL) << (8 * i);
      }
      return value;
    }

    long varint() {
      long value = 0;
      int shift = 0;
      long b;
      do {
        b = u8();
        value |= (b & 127) << shift;
        shift += 7;
      } while (b > 127);
      return value;
    }

    long signed() {
      long folded = varint();
      return (folded & 1) == 0 ? folded >>> 1 : ~(folded >>> 1);
    }

    String text() {
      return string((int) varint());
    }

    String string(int length) {
      FormatBytes part = part(length);
      return new String(bytes, part.at, length, StandardCharsets.UTF_8);
    }

    String latin() {
      return new String(bytes, at, left(), StandardCharsets.ISO_8859_1);
    }

    FormatBytes part(int length) {
      if (length < 0 || length > left()) {
        throw new AssertionError("past the end");
      }
      at += length;
      return new FormatBytes(bytes, at - length, length);
    }
  }
}
