package keilog.device.panel;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import keilog.device.panel.RecordingLed.Lamp;

/** A line of the Pi's header through Pi4J. The only class that knows Pi4J. */
final class GpioLamp implements Lamp {
  private final Context pi;
  private final DigitalOutput line;

  private GpioLamp(Context pi, DigitalOutput line) {
    this.pi = pi;
    this.line = line;
  }

  /**
   * @throws RuntimeException where this machine has no such line
   */
  static GpioLamp open(int gpio) {
    return open(Pi4J.newAutoContext(), gpio);
  }

  static GpioLamp open(Context pi, int gpio) {
    try {
      DigitalOutput line =
          pi.create(
              DigitalOutput.newConfigBuilder(pi)
                  .id("recording-led")
                  .address(gpio)
                  .initial(DigitalState.LOW)
                  .shutdown(DigitalState.LOW)
                  .build());
      return new GpioLamp(pi, line);
    } catch (Throwable absent) {
      pi.shutdown();
      throw absent;
    }
  }

  @Override
  public void set(boolean on) {
    try {
      line.setState(on);
    } catch (IOException failure) {
      throw new Pi4JException(failure);
    }
  }

  @Override
  public void close() {
    pi.shutdown();
  }
}
