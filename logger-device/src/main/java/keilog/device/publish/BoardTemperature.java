package keilog.device.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The board's own thermometer, as Linux shows it in millidegrees. */
final class BoardTemperature {
  private static final Path ZONE = Path.of("/sys/class/thermal/thermal_zone0/temp");

  private BoardTemperature() {}

  /** In degrees Celsius; empty where the board does not tell. */
  static OptionalDouble celsius() {
    try {
      double celsius = Integer.parseInt(Files.readString(ZONE).strip()) / 1000.0;
      return celsius > -60 && celsius < 200 ? OptionalDouble.of(celsius) : OptionalDouble.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
