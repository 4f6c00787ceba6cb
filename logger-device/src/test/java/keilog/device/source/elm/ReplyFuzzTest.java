package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever an adapter sends, the parser neither throws nor makes a message out of nothing. */
class ReplyFuzzTest {
  private static final Command COMMAND = Command.of("010C0D0B11052");
  private static final String[] PIECES = {
    "410C1AF8",
    "7E8",
    "10",
    "0C",
    "0:",
    "1:",
    "F:",
    "00C",
    "\r",
    "\n",
    "\0",
    " ",
    ">",
    "NO DATA",
    "SEARCHING...",
    "BUS INIT: ",
    "OK",
    "<DATA ERROR",
    "LV RESET",
    "ERR",
    "94",
    "7F0112",
    "18DAF110",
    "21",
    "2F",
    "486B10",
    "84F110",
    "?",
    "STOPPED",
    "ELM327 v1.5",
    "\u00FF",
    "zz"
  };

  private final Reply reply = new Reply();

  @FuzzTest
  void readsAnyBytes(byte[] bytes) {
    check(bytes);
  }

  @Test
  void readsAnyShuffleOfPlausiblePieces() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      int pieces = random.nextInt(60);
      for (int i = 0; i < pieces; i++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      try {
        check(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed=" + seed + " text=" + text, failure);
      }
    }
  }

  private void check(byte[] bytes) {
    reply.clear();
    reply.take(bytes, bytes.length);
    for (boolean headers : new boolean[] {false, true}) {
      reply.parse(COMMAND, 0x41, headers);
      Messages messages = reply.messages();
      for (int i = 0; i < messages.size(); i++) {
        assertTrue(messages.length(i) > 0);
        for (int b = 0; b < messages.length(i); b++) {
          assertTrue(messages.at(i, b) >= 0);
        }
      }
      reply.inProgress();
      reply.lines();
      reply.empty();
    }
  }
}
