package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyTest {
  private final Reply reply = new Reply();

  private Reply parsed(String text, boolean headers) {
    reply.clear();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    reply.take(bytes, bytes.length);
    reply.parse(Command.of("010C1"), 0x41, headers);
    return reply;
  }

  private List<String> messages(String text, boolean headers) {
    return shown(parsed(text, headers).messages());
  }

  static List<String> shown(Messages messages) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      StringBuilder line = new StringBuilder("%X ".formatted(messages.ecu(i)));
      for (int b = 0; b < messages.length(i); b++) {
        line.append("%02X".formatted(messages.at(i, b)));
      }
      shown.add(line.toString());
    }
    return shown;
  }

  @ParameterizedTest
  @CsvSource({
    "false, 41 0C 1A F8,                   0 410C1AF8",
    "false, 410C1AF8,                      0 410C1AF8",
    "false, 410c1af8,                      0 410C1AF8",
    "true,  410C1AF8,                      0 410C1AF8",
    "true,  7E8 04 41 0C 1A F8,            7E8 410C1AF8",
    "true,  7E804410C1AF8,                 7E8 410C1AF8",
    "true,  7E804410C1AF8000000,           7E8 410C1AF8",
    "false, 7E804410C1AF8,                 7E8 410C1AF8",
    "true,  18 DA F1 10 04 41 0C 1A F8,    18DAF110 410C1AF8",
    "false, 18DAF11004410C1AF8,            18DAF110 410C1AF8",
    "true,  48 6B 10 41 0C 1A F8 22,       10 410C1AF8",
    "true,  84 F1 10 41 0C 1A F8 E4,       10 410C1AF8",
    "true,  80 F1 10 04 41 0C 1A F8 E4,    10 410C1AF8",
    "false, 04 41 0C 1A F8,                0 410C1AF8",
    "false, SEARCHING...410C1AF8,          0 410C1AF8",
    "false, SEARCHING... 41 0C 1A F8,      0 410C1AF8",
    "false, BUS INIT: ...OK41 0C 1A F8,    0 410C1AF8",
    "false, BUSINIT:OK410C1AF8,            0 410C1AF8",
  })
  void everyLayoutIsRead(boolean headers, String line, String message) {
    assertEquals(List.of(message), messages(line + "\r\r", headers));
    assertEquals(List.of(message), messages(line + "\r\n\r\n", headers));
    assertEquals(List.of(message), messages("010C1\r" + line + " \r\r", headers), "with echo");
    assertEquals(
        List.of(message), messages("\0" + line.replace("1", "\0" + "1") + "\r\r", headers));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 48 6B 10 41 0C 1A F8 23",
    "true, 84 F1 10 41 0C 1A F8 E5",
    "true, 7E8 04 41 0C 1A",
    "true, 85 F1 10 41 0C 1A F8 E5",
    "false, 41 0C 1A F8 <DATA ERROR",
    "false, 41 0C 1A F8 <RX ERROR",
    "false, 410C1AF8BUFFERFULL"
  })
  void badLinesAreDiscardedAndCounted(boolean headers, String line) {
    assertEquals(List.of(), messages(line + "\r\r", headers));
    assertEquals(1, reply.badLines());
  }

  @ParameterizedTest
  @EnumSource(Notice.class)
  void everyNoticeIsKnownAloneSpacedAndGlued(Notice notice) {
    if (notice == Notice.INTERNAL_ERROR) {
      assertTrue(parsed("ERR94\r\r", false).has(notice));
      assertFalse(parsed("ERROR\r\r", false).has(notice));
      return;
    }
    assertTrue(parsed(notice.text() + "\r\r", false).has(notice));
    assertTrue(parsed(notice.text().toLowerCase() + "\r\r", false).has(notice));
    assertTrue(parsed(notice.text().replaceAll("(..)", "$1 ") + "\r\r", false).has(notice));
    assertTrue(parsed("410C1AF8" + notice.text() + "\r\r", false).has(notice));
  }

  @Test
  void noticesAsTheDataSheetSpellsThem() {
    assertTrue(parsed("UNABLE TO CONNECT\r\r", false).has(Notice.UNABLE_TO_CONNECT));
    assertTrue(parsed("BUS INIT: ...ERROR\r\r", false).has(Notice.ERROR));
    assertTrue(parsed("BUS INIT: ERROR\r\r", false).has(Notice.BUS_INIT));
    assertTrue(parsed("!LP ALERT\r\r", false).has(Notice.LOW_POWER_ALERT));
    assertTrue(parsed("BUS ERROR\r\r", false).has(Notice.BUS_ERROR));
    assertFalse(reply.has(Notice.ERROR));
    assertTrue(parsed("FC RX TIMEOUT\r\r", false).has(Notice.FLOW_CONTROL_TIMEOUT));
    assertTrue(parsed("\r\rELM327 v1.5\r\r", false).has(Notice.BANNER));
    assertTrue(parsed("LV RESET\r\r", false).has(Notice.LOW_VOLTAGE_RESET));
  }

  @Test
  void negativeResponsesAreNoData() {
    assertEquals(List.of(), messages("7F 01 12\r\r", false));
    assertEquals(0x12, reply.negativeCode());
    assertEquals(List.of(), messages("7E8 03 7F 01 78\r\r", true));
    assertEquals(0x78, reply.negativeCode());
  }

  @Test
  void labelledLinesMakeOneMessage() {
    String lines = "00C \r0: 41 0C 1A F8 0D 32 \r1: 0B 64 11 33 05 82 00 \r\r";
    assertEquals(List.of("0 410C1AF80D320B6411330582"), messages(lines, false));
    String noSpace = "00C\r0:410C1AF80D32\r1:0B641133058200\r\r";
    assertEquals(List.of("0 410C1AF80D320B6411330582"), messages(noSpace, false));
    assertEquals(2, reply.frames().counted());
  }

  @Test
  void aMessageWithAMissingLineIsDropped() {
    assertEquals(List.of(), messages("00C\r0:410C1AF80D32\r\r", false));
    assertEquals(1, reply.messages().incomplete());
    assertEquals(List.of(), messages("00C\r1:0B641133058200\r\r", false));
    assertEquals(List.of(), messages("0:410C1AF80D32\r1:0B641133058200\r\r", false));
    assertEquals(List.of(), messages("7E8 10 0C 41 0C 1A F8 0D 32\r\r", true));
    assertEquals(1, reply.messages().incomplete());
  }

  @Test
  void twoSendersWithoutHeadersAreSeenAsSuch() {
    String both =
        "00C\r0:410C1AF80D32\r00C\r0:410C00040D03\r1:0B641133058200\r1:0B641133058200\r\r";
    assertEquals(List.of(), messages(both, false));
    assertTrue(reply.messages().mixed());
    messages("410C1AF8\r410C0004\r\r", false);
    assertTrue(reply.messages().mixed());
    messages("7E804410C1AF8\r7E904410C0004\r\r", true);
    assertFalse(reply.messages().mixed());
  }

  @Test
  void linesOfSeveralControlUnitsMayComeInAnyOrder() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<String> lines = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int ecu = 0; ecu < 1 + random.nextInt(4); ecu++) {
        // Up to 15 consecutive frames: beyond that a sequence number alone does not order them.
        int length = 8 + random.nextInt(6 + 7 * 15 - 8);
        StringBuilder hex = new StringBuilder("410C");
        while (hex.length() < 2 * length) {
          hex.append("%02X".formatted(random.nextInt(256)));
        }
        expected.add("7E%X %s".formatted(8 + ecu, hex));
        String id = "7E%X".formatted(8 + ecu);
        lines.add(id + "1%03X".formatted(length) + hex.substring(0, 12));
        String rest = hex.substring(12) + "AAAAAAAAAAAAAA";
        for (int n = 1; 6 + 7 * (n - 1) < length; n++) {
          lines.add(id + "2%X".formatted(n & 0xF) + rest.substring(14 * (n - 1), 14 * n));
        }
      }
      Collections.shuffle(lines, random);
      if (lines.size() > Frames.MOST) {
        continue;
      }
      List<String> seen = new ArrayList<>(messages(String.join("\r", lines) + "\r\r", true));
      Collections.sort(seen);
      assertEquals(expected, seen, "seed=" + seed + " lines=" + lines);
    }
  }

  @Test
  void aLongMessageWrapsItsSequenceNumber() {
    StringBuilder hex = new StringBuilder("410C");
    for (int i = 2; i < 200; i++) {
      hex.append("%02X".formatted(i));
    }
    StringBuilder lines = new StringBuilder("7E8" + "10C8" + hex.substring(0, 12) + "\r");
    for (int n = 1; 6 + 7 * (n - 1) < 200; n++) {
      int from = 12 + 14 * (n - 1);
      lines.append("7E82%X".formatted(n & 0xF));
      lines.append(hex, from, Math.min(hex.length(), from + 14)).append('\r');
    }
    assertEquals(List.of("7E8 " + hex), messages(lines.toString(), true));
  }

  @Test
  void moreThanThereIsRoomForIsDroppedAndCounted() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      lines.append("7E8").append("04410C1AF8\r");
    }
    parsed(lines.toString(), true);
    assertTrue(reply.frames().dropped() > 0);
    assertTrue(reply.messages().size() <= Messages.MOST);
  }
}
