package keilog.protocol.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import org.junit.jupiter.api.Test;

/** decode(encode(x)) = x for every payload but DATA; anything else is a named failure. */
class PayloadsTest {

  /** One of the payloads, as what it does to bytes. */
  private record Payload(Object value, ByteBuffer bytes, Decoding decoding) {}

  private interface Decoding {
    Object of(ByteBuffer bytes) throws DamagedPayload;
  }

  @Test
  void bringsBackAnyContent() throws DamagedPayload {
    long seed = seed();
    Wilder wilder = new Wilder(new Random(seed));
    for (int round = 0; round < 500; round++) {
      for (Payload payload : payloads(wilder)) {
        assertEquals(payload.value(), payload.decoding().of(payload.bytes()), "seed=" + seed);
      }
    }
  }

  @Test
  void leavesTheBufferAsItWasAndReadsFromDirectOnesToo() throws DamagedPayload {
    for (Payload payload : payloads(new Wilder(new Random(2)))) {
      ByteBuffer direct = ByteBuffer.allocateDirect(payload.bytes().remaining() + 10).position(5);
      direct.put(payload.bytes().duplicate()).flip().position(5);
      ByteBuffer before = direct.duplicate();
      assertEquals(payload.value(), payload.decoding().of(direct));
      assertEquals(before, direct);
    }
  }

  @Test
  void skipsFieldsOfLaterVersions() throws DamagedPayload {
    Wilder wilder = new Wilder(new Random(3));
    for (int round = 0; round < 100; round++) {
      for (Payload payload : payloads(wilder)) {
        if (!(payload.value() instanceof RawBytes)) {
          ByteBuffer bytes = payload.bytes();
          ByteBuffer more = ByteBuffer.allocate(bytes.remaining() + 9).put(bytes.duplicate());
          more.put(new byte[] {99, 3, 1, 2, 3, (byte) 200, 2, 0, 0}).flip();
          assertEquals(payload.value(), payload.decoding().of(more));
        }
      }
    }
  }

  @Test
  void neverFailsOtherThanByItsNameWhateverTheBytes() {
    long seed = seed();
    Random random = new Random(seed);
    Wilder wilder = new Wilder(random);
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      for (Payload payload : payloads(wilder)) {
        byte[] bytes = new byte[payload.bytes().remaining()];
        payload.bytes().duplicate().get(bytes);
        switch (round % 3) {
          case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
          case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          default -> random.nextBytes(bytes);
        }
        try {
          payload.decoding().of(ByteBuffer.wrap(bytes));
        } catch (DamagedPayload named) {
          assertTrue(named.getMessage().length() > 10, "seed=" + seed);
          refused++;
        }
      }
    }
    assertTrue(refused > 1000, "most of it is refused: refused=" + refused);
  }

  @Test
  void refusesSchemasThatNoReaderCouldTrust() {
    Schema good = Rows.schema(Rows.group(1, 2, 1, 0));
    refuses(0, good.device(), good.groups());
    refuses(1, "../etc", good.groups());
    refuses(1, "", good.groups());
    refuses(1, "x".repeat(65), good.groups());
    refuses(1, "az-1", List.of(good.groups().getFirst(), good.groups().getFirst()));
    ChannelSpec speed = ChannelSpec.of(Channel.ENGINE_SPEED);
    refuses(1, "az-1", List.of(new GroupSpec(1, "elm", 1, 0, List.of(speed, speed))));
    ChannelSpec sameName = speed.instance(0x8000, "engine_speed");
    refuses(1, "az-1", List.of(new GroupSpec(1, "elm", 1, 0, List.of(speed, sameName))));
    refuses(1, "x".repeat(1025), good.groups());
  }

  @Test
  void refusesASchemaOfALaterForm() {
    ByteBuffer bytes = SchemaPayload.encode(Rows.schema(Rows.group(1, 2, 1, 0)));
    bytes.put(0, (byte) 2);
    DamagedPayload named = assertThrows(DamagedPayload.class, () -> SchemaPayload.decode(bytes));
    assertTrue(named.getMessage().contains("use a newer keilog"));
  }

  @Test
  void keepsEventsOfKindsThatOnlyOthersKnow() throws DamagedPayload {
    Event event = new Event(EventKind.FIRST_PRIVATE_ID + 7, 5, Map.of());
    Event back = EventPayload.decode(EventPayload.encode(event.with(EventField.LAP, 3)));
    assertEquals(Optional.empty(), back.kind());
    assertEquals(OptionalLong.of(3), back.whole(EventField.LAP));
    assertEquals(Optional.empty(), back.text(EventField.LAP));
  }

  @Test
  void cutsLongTextsAtACharacter() throws DamagedPayload {
    Event event = Event.at(EventKind.MARKER, 1).with(EventField.TEXT, "峠".repeat(1000));
    Event back = EventPayload.decode(EventPayload.encode(event));
    assertEquals("峠".repeat(341), back.text(EventField.TEXT).orElseThrow());
    End end = EndPayload.decode(EndPayload.encode(new End(End.Reason.STORAGE, "x".repeat(5000))));
    assertEquals("x".repeat(1024), end.detail());
  }

  @Test
  void freezesTheIdsOnDisk() {
    List<String> ids = new ArrayList<>();
    for (BlockType type : BlockType.values()) {
      ids.add(type.code() + " " + type);
    }
    for (EventKind kind : EventKind.values()) {
      ids.add(kind.id() + " " + kind);
    }
    for (EventField field : EventField.values()) {
      ids.add(field.id() + " " + field + " " + field.form());
    }
    assertEquals(
        List.of(
            "1 SCHEMA",
            "2 DATA",
            "3 EVENT",
            "4 CLOCK",
            "5 END",
            "6 RAW",
            "7 DROPOUT",
            "1 TRIGGER",
            "2 LAP",
            "3 SECTOR",
            "4 MARKER",
            "5 ALARM",
            "6 SOURCE",
            "1 REASON TEXT",
            "2 TEXT TEXT",
            "3 LAP WHOLE",
            "4 SECTOR WHOLE",
            "5 DURATION_NANOS WHOLE",
            "6 GNSS_NANOS WHOLE",
            "7 QUALITY WHOLE",
            "8 UNCERTAINTY_NANOS WHOLE",
            "9 CHANNEL WHOLE",
            "10 VALUE REAL",
            "11 LIMIT REAL",
            "12 STATE WHOLE",
            "13 GATE TEXT",
            "14 SOURCE TEXT",
            "15 TRACK TEXT",
            "16 KIND TEXT",
            "17 REMARKS TEXT"),
        ids);
  }

  private static void refuses(int number, String device, List<GroupSpec> groups) {
    Schema schema =
        new Schema(
            number,
            new SessionId(1, 1, 7),
            device,
            "az-1",
            "",
            Optional.empty(),
            Optional.empty(),
            "test",
            groups);
    assertThrows(IllegalArgumentException.class, () -> SchemaPayload.encode(schema));
  }

  private static List<Payload> payloads(Wilder wilder) {
    Schema schema = wilder.schema();
    Event event = wilder.event();
    ClockTie clock = wilder.clock();
    Dropout dropout = wilder.dropout();
    RawBytes raw = wilder.raw();
    End end = wilder.end();
    return List.of(
        new Payload(schema, SchemaPayload.encode(schema), SchemaPayload::decode),
        new Payload(event, EventPayload.encode(event), EventPayload::decode),
        new Payload(clock, ClockPayload.encode(clock), ClockPayload::decode),
        new Payload(dropout, DropoutPayload.encode(dropout), DropoutPayload::decode),
        new Payload(raw, RawPayload.encode(raw), RawPayload::decode),
        new Payload(end, EndPayload.encode(end), EndPayload::decode));
  }

  private static long seed() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    return seed;
  }
}
