package keilog.device.panel;

import java.io.Closeable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import keilog.device.record.RecorderFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The LED that says "recording": on while blocks reach the card, blinking fast while they reach
 * memory only, a short flash every 2 s while the logger waits for somebody to drive. Has a thread
 * of its own.
 */
public final class RecordingLed implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingLed.class);
  private static final long TURN_NANOS = 100_000_000L;
  private static final int WAITING_TURNS = 20;
  private static final int BLINK_TURNS = 4;

  private final Lamp lamp;
  private final Supplier<RecorderFacts> facts;
  private final Thread thread;
  private volatile boolean ending;
  private boolean lit;

  /** One output line. */
  interface Lamp extends Closeable {
    void set(boolean on);

    @Override
    void close();
  }

  RecordingLed(Lamp lamp, Supplier<RecorderFacts> facts) {
    this.lamp = lamp;
    this.facts = facts;
    this.thread = Thread.ofPlatform().name("panel").daemon().unstarted(this::run);
  }

  /**
   * Lights the LED at a line of the header, if this machine has one; where it has none, says so
   * once and does nothing more.
   *
   * @param gpio BCM number
   */
  public static Closeable open(int gpio, Supplier<RecorderFacts> facts) {
    try {
      RecordingLed led = new RecordingLed(GpioLamp.open(gpio), facts);
      led.thread.start();
      return led;
    } catch (RuntimeException | LinkageError absent) {
      LOG.info("no recording LED: gpio={}, {}", gpio, absent.toString());
      return () -> {};
    }
  }

  private void run() {
    try (lamp) {
      for (int turn = 0; !ending; turn++) {
        step(turn);
        LockSupport.parkNanos(this, TURN_NANOS);
      }
      lamp.set(false);
    } catch (RuntimeException gone) {
      LOG.warn("the recording LED failed and stays dark: {}", gone.toString());
    }
  }

  /**
   * @param turn counts tenths of a second
   */
  void step(int turn) {
    RecorderFacts now = facts.get();
    boolean on;
    if (now.session().isEmpty()) {
      on = turn % WAITING_TURNS == 0;
    } else {
      on =
          switch (now.store()) {
            case CARD -> true;
            case MEMORY_ONLY, FULL -> turn % BLINK_TURNS < BLINK_TURNS / 2;
          };
    }
    if (on != lit) {
      lamp.set(on);
      lit = on;
    }
  }

  /** Dark. Safe twice. */
  @Override
  public void close() {
    ending = true;
    LockSupport.unpark(thread);
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
