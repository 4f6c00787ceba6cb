package keilog.protocol.car;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything a profile can say, and how an owner finds out what his car's profile leaves unset. */
public enum CarFact {
  // @formatter:off
  ENGINE_CODE("engine.code", Form.TEXT, "", "stamped on the block"),
  DISPLACEMENT("engine.displacement_cc", Form.WHOLE, "cm3", "in the registration papers"),
  CYLINDERS("engine.cylinders", Form.WHOLE, "", "count the plugs"),
  STROKES("engine.strokes", Form.WHOLE, "", "2 or 4, in the owner's manual"),
  ASPIRATION("engine.aspiration", Form.TEXT, "", "natural, turbo or supercharged"),
  POWER("engine.power_ps", Form.DECIMAL, "PS", "in the brochure, or from a rolling road"),
  POWER_SPEED("engine.power_rpm", Form.WHOLE, "rpm", "in the brochure, or from a rolling road"),
  TORQUE("engine.torque_nm", Form.DECIMAL, "Nm", "in the brochure, or from a rolling road"),
  TORQUE_SPEED("engine.torque_rpm", Form.WHOLE, "rpm", "in the brochure, or from a rolling road"),
  REDLINE(
      "engine.redline_rpm", Form.WHOLE, "rpm", "read where the red zone of the tachometer begins"),
  SHIFT("engine.shift_rpm", Form.WHOLE, "rpm", "choose it after looking at pulls in two gears"),
  GEAR_COUNT("drivetrain.gear_count", Form.WHOLE, "", "read the gear knob"),
  GEARS(
      "drivetrain.gears",
      Form.DECIMALS,
      "",
      "drive 10 s at steady throttle in each gear: engine speed over road speed clusters at one"
          + " ratio per gear"),
  CVT("drivetrain.cvt", Form.FLAG, "", "no fixed gears"),
  FINAL_DRIVE(
      "drivetrain.final_drive",
      Form.DECIMAL,
      "",
      "drive 10 s in the direct gear: only the product with the gear is seen, and it suffices"),
  LAYOUT("drivetrain.layout", Form.TEXT, "", "front, mid or rear engine; which axle drives"),
  TYRE("drivetrain.tyre", Form.TEXT, "", "read the side wall of a tyre of the driven axle"),
  ROLLING_CIRCUMFERENCE(
      "drivetrain.rolling_circumference_mm",
      Form.DECIMAL,
      "mm",
      "roll the car ten turns of a driven wheel and divide"),
  MASS("body.mass_kg", Form.WHOLE, "kg", "on a weighbridge, with driver and fuel noted"),
  COLOUR("body.colour", Form.TEXT, "", "choose it: it paints the displays"),
  TACH_PULSES(
      "signals.tach_pulses_per_revolution",
      Form.FRACTION,
      "",
      "idle at a known speed, count pulses per second x 60 / rpm; try 3/2, 1, 3, 1/2 for a triple"),
  SPEED_PULSES(
      "signals.speed_pulses_per_km",
      Form.DECIMAL,
      "1/km",
      "drive 1 km straight above 40 km/h with GPS: keilog divides pulses by GPS distance");

  // @formatter:on

  /** How the value of a fact is written. */
  enum Form {
    WHOLE,
    DECIMAL,
    DECIMALS,
    TEXT,
    FLAG,
    FRACTION
  }

  private static final Map<String, CarFact> BY_KEY =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(CarFact::key, Function.identity()));

  private final String key;
  private final Form form;
  private final String unit;
  private final String howToFind;

  CarFact(String key, Form form, String unit, String howToFind) {
    this.key = key;
    this.form = form;
    this.unit = unit;
    this.howToFind = howToFind;
  }

  /** Table and key in the profile, {@code engine.redline_rpm}. */
  public String key() {
    return key;
  }

  Form form() {
    return form;
  }

  public String unit() {
    return unit;
  }

  /** What an owner does where the profile leaves this unset. */
  public String howToFind() {
    return howToFind;
  }

  static Optional<CarFact> byKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }
}
