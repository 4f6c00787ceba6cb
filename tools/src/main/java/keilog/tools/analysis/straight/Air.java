package keilog.tools.analysis.straight;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;

/**
 * The air of a drive.
 *
 * @param pressureKpa of the surroundings
 * @param pressureFrom one phrase
 * @param celsius of the surroundings
 * @param temperatureFrom one phrase
 * @param density kg/m³, of dry air: p / (287.05 T)
 * @param densityShare ± of the density within which nine in ten such days lie
 */
public record Air(
    double pressureKpa,
    String pressureFrom,
    double celsius,
    String temperatureFrom,
    double density,
    double densityShare) {
  private static final double GAS_CONSTANT = 287.05;
  private static final double ZERO_CELSIUS = 273.15;
  private static final double STANDARD_KPA = 101.325;

  /** Weather moves the pressure by ± 3 kPa about the standard one of a height. */
  private static final double WEATHER_SHARE = 0.03;

  private static final double BAROMETER_SHARE = 0.005;

  /** Without any thermometer: a mild day, ± 12 °C. */
  private static final double MILD_CELSIUS = 18;

  private static final double MILD_SHARE = 0.04;
  private static final double AMBIENT_SHARE = 0.01;

  /** The coolest of the intake is some degrees above the surroundings: heat soaks in. */
  private static final double INTAKE_SHARE = 0.025;

  /** Reads it from what a drive has. */
  static Air of(Recording recording) {
    Optional<Column> barometer = recording.column(Channel.BAROMETRIC_PRESSURE);
    OptionalDouble height = height(recording.fixes());
    double kpa;
    String pressureFrom;
    double share;
    if (barometer.isPresent()) {
      kpa = quantile(barometer.get(), 0.5);
      pressureFrom = "barometer";
      share = BAROMETER_SHARE;
    } else {
      // The standard atmosphere below 11 km (ISO 2533).
      kpa = STANDARD_KPA * Math.pow(1 - 2.25577e-5 * height.orElse(0), 5.25588);
      pressureFrom =
          height.isPresent() ? "standard pressure of the height" : "standard pressure at the sea";
      share = height.isPresent() ? WEATHER_SHARE : 2 * WEATHER_SHARE;
    }
    Optional<Column> ambient = recording.column(Channel.AMBIENT_TEMPERATURE);
    Optional<Column> intake = recording.column(Channel.INTAKE_AIR_TEMPERATURE);
    double celsius;
    String temperatureFrom;
    if (ambient.isPresent()) {
      celsius = quantile(ambient.get(), 0.5);
      temperatureFrom = "ambient thermometer";
      share = Math.hypot(share, AMBIENT_SHARE);
    } else if (intake.isPresent()) {
      celsius = quantile(intake.get(), 0.02);
      temperatureFrom = "the intake at its coolest";
      share = Math.hypot(share, INTAKE_SHARE);
    } else {
      celsius = MILD_CELSIUS;
      temperatureFrom = "a mild day, assumed";
      share = Math.hypot(share, MILD_SHARE);
    }
    double density = kpa * 1000 / (GAS_CONSTANT * (celsius + ZERO_CELSIUS));
    return new Air(kpa, pressureFrom, celsius, temperatureFrom, density, share);
  }

  /**
   * What SAE J1349 (1990) multiplies a naturally aspirated engine's power with to have that of a
   * standard day, at half saturated air.
   *
   * @return empty outside 0.93 to 1.07, where the standard does not hold
   */
  OptionalDouble saeFactor() {
    double saturated = 0.61094 * Math.exp(17.625 * celsius / (celsius + 243.04));
    double dryMillibar = 10 * (pressureKpa - saturated / 2);
    double factor = 1.180 * (990 / dryMillibar) * Math.sqrt((celsius + 273) / 298) - 0.18;
    return factor >= 0.93 && factor <= 1.07 ? OptionalDouble.of(factor) : OptionalDouble.empty();
  }

  private static OptionalDouble height(Fixes fixes) {
    int step = Math.max(1, fixes.size() / 1000);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < fixes.size(); i += step) {
      if (!Double.isNaN(fixes.altitude(i))) {
        sum += fixes.altitude(i);
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }

  private static double quantile(Column column, double share) {
    int step = Math.max(1, column.size() / 20_000);
    float[] some = new float[(column.size() + step - 1) / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = column.values()[i * step];
    }
    Arrays.sort(some);
    return some[(int) (share * (some.length - 1))];
  }
}
