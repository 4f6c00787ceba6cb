package keilog.protocol.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import keilog.protocol.transport.Message.Quality;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Message BLOCKS = Message.once("blocks", new byte[0]);
  private static final Message LIVE = Message.fleeting("live", new byte[0]);

  private static Window window(int configured, int receiveMaximum) {
    Window window = new Window(configured);
    window.open(receiveMaximum);
    return window;
  }

  @Test
  void staysTwoBelowTheBrokersMaximum() {
    assertEquals(8, window(16, 10).room());
    assertEquals(16, window(16, 65_535).room());
    assertEquals(1, window(16, 3).room());
    assertEquals(1, window(16, 2).room());
    assertEquals(1, window(16, 1).room());
    assertEquals(0, new Window(16).room());
  }

  @Test
  void neverHandsOverMoreThanTheMaximumWhateverComes() {
    for (int maximum = 1; maximum < 40; maximum++) {
      Window window = window(16, maximum);
      int underWay = 0;
      for (int i = 0; i < 100; i++) {
        Message message = i % 3 == 0 ? LIVE : BLOCKS;
        if (window.admits(message.quality())) {
          window.handedOver(i, message, i);
          underWay++;
        }
      }
      assertTrue(underWay <= maximum, "maximum=" + maximum + ", underWay=" + underWay);
    }
  }

  @Test
  void aLiveMessageYieldsWhereThereIsOnePlaceForAll() {
    Window window = window(16, 1);
    assertTrue(window.admits(Quality.AT_MOST_ONCE));
    window.handedOver(0, LIVE, 0);
    assertFalse(window.admits(Quality.AT_LEAST_ONCE));
    window.left();
    assertFalse(window.admits(Quality.AT_MOST_ONCE));
    assertTrue(window.admits(Quality.AT_LEAST_ONCE));
    window.handedOver(1, BLOCKS, 5);
    assertFalse(window.admits(Quality.AT_MOST_ONCE));
    assertEquals(5, window.oldestNanos());
    assertEquals("blocks", window.answered(1).orElseThrow().topic());
    assertTrue(window.answered(1).isEmpty(), "a second answer to the same message");
    assertTrue(window.admits(Quality.AT_MOST_ONCE));
    assertEquals(Transport.NOTHING, window.oldestNanos());
  }
}
