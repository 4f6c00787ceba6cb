package keilog.tools.simulate.drive;

import java.util.List;
import java.util.Optional;

/** The cars the simulator can drive. */
public final class Garage {
  private static final double WATTS_PER_PS = 735.49875;

  private Garage() {}

  public static Optional<SimulatedCar> find(String id) {
    return switch (id) {
      case "az-1" -> Optional.of(azOne());
      case "s660" -> Optional.of(sSixSixty());
      default -> Optional.empty();
    };
  }

  private static SimulatedCar azOne() {
    double power = 64 * WATTS_PER_PS / (6500 * Math.PI / 30);
    return new SimulatedCar(
        "az-1",
        720 + 75,
        true,
        82,
        List.of(800.0, 2000.0, 3000.0, 4000.0, 6500.0, 8000.0, 9000.0, 9500.0),
        List.of(38.0, 60.0, 78.0, 85.0, power, power * 0.84, power * 0.68, power * 0.5),
        950,
        8300,
        9000,
        List.of(3.42 * 4.6, 2.05 * 4.6, 1.43 * 4.6, 1.06 * 4.6, 0.84 * 4.6),
        1.620,
        0.58,
        1.06,
        List.of("gears"));
  }

  private static SimulatedCar sSixSixty() {
    double power = 64 * WATTS_PER_PS / (6000 * Math.PI / 30);
    return new SimulatedCar(
        "s660",
        830 + 75,
        true,
        90,
        List.of(800.0, 1800.0, 2600.0, 4000.0, 6000.0, 7000.0, 7700.0, 8200.0),
        List.of(45.0, 80.0, 104.0, 95.0, power, power * 0.86, power * 0.7, power * 0.5),
        900,
        7200,
        7700,
        List.of(
            3.571 * 4.875,
            2.227 * 4.875,
            1.529 * 4.875,
            1.150 * 4.875,
            0.869 * 4.875,
            0.686 * 4.875),
        1.773,
        0.62,
        1.02,
        List.of());
  }
}
