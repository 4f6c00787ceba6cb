package keilog.device.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.plugin.mock.platform.MockPlatform;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.device.record.RecorderFacts;
import keilog.protocol.block.SessionId;
import org.junit.jupiter.api.Test;

class RecordingLedTest {
  private final List<Boolean> states = new ArrayList<>();

  private final RecordingLed.Lamp lamp =
      new RecordingLed.Lamp() {
        @Override
        public void set(boolean on) {
          states.add(on);
        }

        @Override
        public void close() {
          states.add(null);
        }
      };

  private static RecorderFacts facts(boolean recording, RecorderFacts.Store store) {
    return new RecorderFacts(
        0,
        1,
        recording ? Optional.of(new SessionId(1, 1, 1)) : Optional.empty(),
        store,
        "",
        Optional.empty(),
        List.of(),
        0,
        0,
        0,
        OptionalDouble.empty());
  }

  private int tenthsLitInFourSeconds(boolean recording, RecorderFacts.Store store) {
    RecordingLed led = new RecordingLed(lamp, () -> facts(recording, store));
    int lit = 0;
    for (int turn = 0; turn < 40; turn++) {
      led.step(turn);
      lit += !states.isEmpty() && states.getLast() ? 1 : 0;
    }
    return lit;
  }

  @Test
  void isOnWhileBlocksReachTheCard() {
    assertEquals(40, tenthsLitInFourSeconds(true, RecorderFacts.Store.CARD));
    assertEquals(List.of(true), states);
  }

  @Test
  void blinksWhileBlocksReachMemoryOnly() {
    assertEquals(20, tenthsLitInFourSeconds(true, RecorderFacts.Store.MEMORY_ONLY));
    assertTrue(states.size() > 15);
  }

  @Test
  void flashesEveryTwoSecondsWhileItWaits() {
    assertEquals(2, tenthsLitInFourSeconds(false, RecorderFacts.Store.CARD));
  }

  @Test
  void drivesALineThroughPi4J() {
    Context pi =
        Pi4J.newContextBuilder()
            .add(new MockPlatform())
            .add(MockDigitalOutputProvider.newInstance())
            .build();
    GpioLamp gpio = GpioLamp.open(pi, 17);
    DigitalOutput line = pi.registry().get("recording-led", DigitalOutput.class);
    assertEquals(17, line.address().intValue());
    assertTrue(line.isLow());
    gpio.set(true);
    assertTrue(line.isHigh());
    gpio.set(false);
    assertTrue(line.isLow());
    gpio.close();
    assertTrue(pi.isShutdown());
  }

  @Test
  void absentHardwareIsAnOrdinaryDay() throws Exception {
    Closeable led = RecordingLed.open(53, () -> facts(true, RecorderFacts.Store.CARD));
    led.close();
    led.close();
    assertFalse(
        Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("panel")));
  }
}
