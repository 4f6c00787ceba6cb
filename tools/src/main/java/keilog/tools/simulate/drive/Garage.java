package keilog.tools.simulate.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;

/**
 * Makes a car that can be driven of a profile. What the profile leaves unset is assumed here, and
 * every assumption is written down beside the truth.
 */
public final class Garage {
  private static final double WATTS_PER_PS = 735.49875;
  private static final double DRIVER_KG = 75;

  private final CarProfile profile;
  private final List<String> assumptions = new ArrayList<>();

  private Garage(CarProfile profile) {
    this.profile = profile;
  }

  /** The shipped car of that id. */
  public static Optional<SimulatedCar> find(String id) {
    return CarProfiles.find(id).map(profile -> new Garage(profile).build());
  }

  private SimulatedCar build() {
    double redline = orElse("redline", profile.redlineRpm(), 7500, "rpm");
    double powerRpm = orElse("speed of peak power", profile.powerRpm(), redline * 0.78, "rpm");
    double torqueRpm = orElse("speed of peak torque", profile.torqueRpm(), powerRpm * 0.6, "rpm");
    double powerPs = orElse("power", profile.powerPs(), 64, "PS");
    double torqueNm = orElse("torque", profile.torqueNm(), 85, "Nm");
    double atPower = powerPs * WATTS_PER_PS / (powerRpm * Math.PI / 30);
    double massKg = orElse("mass", profile.massKg(), 750, "kg");
    double circumference =
        orElse("rolling circumference", profile.rollingCircumferenceMm(), 1650, "mm") / 1000;
    double shift = profile.shiftRpm().orElse((int) (redline * 0.92));
    boolean boosted = profile.boosted();
    say("driver of %.0f kg", DRIVER_KG);
    say("torque curve: a shape of our own through the published peaks, falling to 0.68 at redline");
    if (boosted) {
      say("full boost 82 kPa above the barometer, with a first-order lag of 0.18 to 0.73 s");
    }
    say("fuel is cut at the redline, %.0f rpm; the driver changes up at %.0f rpm", redline, shift);
    say("no speed limiter");
    say("drag area 0.57 m2; tyre grip 1.32 g, which also stands for a wider line than the road's");
    return new SimulatedCar(
        profile.id(),
        massKg + DRIVER_KG,
        boosted,
        boosted ? 82 : 0,
        List.of(
            800.0,
            torqueRpm * 0.5,
            torqueRpm * 0.78,
            torqueRpm,
            powerRpm,
            (powerRpm + redline) / 2,
            redline,
            redline * 1.06),
        List.of(
            torqueNm * 0.45,
            torqueNm * 0.72,
            torqueNm * 0.93,
            torqueNm,
            atPower,
            atPower * 0.86,
            atPower * 0.68,
            atPower * 0.5),
        950,
        shift,
        redline,
        gears(redline, circumference),
        circumference,
        0.57,
        1.32,
        assumptions);
  }

  /** Overall ratios; five of a kei sports car's usual spacing where the profile has none. */
  private List<Double> gears(double redline, double circumference) {
    if (!profile.gears().isEmpty()) {
      double last = orElse("final drive", profile.finalDrive(), 4.6, "");
      return profile.gears().stream().map(gear -> gear * last).toList();
    }
    double first = redline / 60 * circumference / (52 / 3.6);
    say(
        "gear ratios are unknown: five are invented, the first reaching 52 km/h at the redline,"
            + " each next 1.60, 1.43, 1.33 and 1.25 times faster");
    List<Double> gears = new ArrayList<>(List.of(first));
    for (double step : List.of(1.60, 1.43, 1.33, 1.25)) {
      gears.add(gears.getLast() / step);
    }
    return gears;
  }

  private double orElse(String what, OptionalInt known, double assumed, String unit) {
    return orElse(
        what,
        known.isPresent() ? OptionalDouble.of(known.getAsInt()) : OptionalDouble.empty(),
        assumed,
        unit);
  }

  private double orElse(String what, OptionalDouble known, double assumed, String unit) {
    if (known.isEmpty()) {
      say("%s is unknown: %.1f %s assumed", what, assumed, unit);
    }
    return known.orElse(assumed);
  }

  private void say(String format, Object... arguments) {
    assumptions.add(format.formatted(arguments).strip());
  }
}
