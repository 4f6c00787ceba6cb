package keilog.tools.analysis.straight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import keilog.protocol.car.CarProfile;

/**
 * What holds a car back, and how much of it is assumed. Each ± is what nine in ten such cars and
 * days lie within; together they make the band of a power. Drag and rolling are not learned from
 * coasting: on a circuit a car coasts one way only, and a wind of 1.5 m/s that nobody measured then
 * leaves an eighth of the drag open, no less than the assumption does.
 *
 * @param massKg with driver
 * @param massBandKg ± of it
 * @param engineInertiaPercent what the engine adds to the felt mass, in percent of the mass, per
 *     square of the overall ratio
 * @param circumferenceMetres of a driven wheel, which makes the overall ratio of rpm per m/s
 * @param dragArea drag coefficient times frontal area, m²
 * @param rolling resistance, share of the weight
 * @param air of the drive
 * @param statements where each comes from, one sentence each
 */
public record RoadLoad(
    double massKg,
    double massBandKg,
    double engineInertiaPercent,
    double circumferenceMetres,
    double dragArea,
    double rolling,
    Air air,
    List<String> statements) {
  private static final double GRAVITY = 9.80665;

  /**
   * Four wheels add 4 % to the mass felt, and the engine 0.25 % of it per square of the overall
   * ratio, says the rule of thumb (Gillespie, Fundamentals of Vehicle Dynamics, 1992). That was of
   * heavy flywheels; an engine without inertia adds nothing. The middle is taken, ± that middle.
   */
  static final double WHEELS = 0.04;

  static final double WHEELS_BAND = 0.01;
  static final double ENGINE_PERCENT = 0.125;

  /**
   * Kei sports cars are 1.40 to 1.48 m wide and 1.15 to 1.24 m high; 0.81 of that box is frontal
   * area, and such bodies have drag coefficients of 0.35 to 0.45.
   */
  static final double DRAG_AREA = 0.55;

  static final double DRAG_AREA_BAND = 0.08;

  /** Radial tyres on asphalt: 0.010 to 0.016. */
  static final double ROLLING = 0.013;

  static final double ROLLING_BAND = 0.003;

  /** Along the straight, m/s: nobody measured it. */
  static final double WIND_BAND = 1.5;

  /** Driver and clothes by the convention of ISO 2416. */
  static final double DRIVER_KG = 75;

  /** Driver, fuel and what lies in the car; of a car weighed as driven, the scales. */
  static final double MASS_BAND = 0.035;

  static final double WEIGHED_BAND = 0.01;

  /** Where no tyre is known: between a kei car's 1.6 m and an MX-5's 1.85 m. */
  static final double CIRCUMFERENCE = 1.72;

  /** Normal deviations that hold nine in ten. */
  static final double NINE_IN_TEN = 1.645;

  public RoadLoad {
    statements = List.copyOf(statements);
  }

  /**
   * Of a car.
   *
   * @param weighedKg with driver and fuel, where somebody weighed it
   * @return empty where the mass is unknown
   */
  static Optional<RoadLoad> of(Optional<CarProfile> profile, OptionalDouble weighedKg, Air air) {
    OptionalInt kerb = profile.isPresent() ? profile.get().massKg() : OptionalInt.empty();
    if (weighedKg.isEmpty() && kerb.isEmpty()) {
      return Optional.empty();
    }
    List<String> statements = new ArrayList<>();
    double mass = weighedKg.orElse(kerb.orElse(0) + DRIVER_KG);
    double share = weighedKg.isPresent() ? WEIGHED_BAND : MASS_BAND;
    statements.add(
        weighedKg.isPresent()
            ? say("mass %.0f kg as weighed with driver", mass)
            : say(
                "mass %.0f kg: %d kg of the profile and a driver of %.0f kg, ± %.1f %%",
                mass, kerb.orElse(0), DRIVER_KG, 100 * share));
    OptionalDouble rolling =
        profile.isPresent() ? profile.get().rollingCircumferenceMm() : OptionalDouble.empty();
    double circumference = rolling.isPresent() ? rolling.getAsDouble() / 1000 : CIRCUMFERENCE;
    statements.add(
        say(
            "a driven wheel rolls %.3f m per turn: %s",
            circumference, rolling.isPresent() ? "by its size" : "assumed"));
    statements.add(
        "turning parts add 4 % and 0.125 ± 0.125 % of the mass per square of the overall ratio");
    statements.add(
        say(
            "drag area %.2f ± %.2f m² and rolling resistance %.3f ± %.3f: assumed",
            DRAG_AREA, DRAG_AREA_BAND, ROLLING, ROLLING_BAND));
    statements.add(say("no wind, ± %.1f m/s along the road", WIND_BAND));
    statements.add(
        say(
            "air %.3f kg/m³: pressure from %s, temperature from %s",
            air.density(), air.pressureFrom(), air.temperatureFrom()));
    return Optional.of(
        new RoadLoad(
            mass,
            share * mass,
            ENGINE_PERCENT,
            circumference,
            DRAG_AREA,
            ROLLING,
            air,
            statements));
  }

  private static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** Mass felt when accelerating, at an engine speed over road speed in rpm per m/s. */
  double feltMass(double rpmPerMps) {
    return massKg * (1 + WHEELS + engineInertiaPercent / 100 * ratioSquared(rpmPerMps));
  }

  private double ratioSquared(double rpmPerMps) {
    double ratio = rpmPerMps * circumferenceMetres / 60;
    return ratio * ratio;
  }

  /** Force at the road, N. */
  double force(double rpmPerMps, double speed, double acceleration, double slope) {
    return feltMass(rpmPerMps) * acceleration
        + massKg * GRAVITY * (slope + rolling)
        + drag() * speed * speed;
  }

  private double drag() {
    return air.density() * dragArea / 2;
  }

  /**
   * ± of that force, N.
   *
   * @param slopeBand ± of the slope
   * @param accelerationNoise one standard deviation, m/s²
   */
  double band(
      double rpmPerMps,
      double speed,
      double acceleration,
      double slope,
      double slopeBand,
      double accelerationNoise) {
    double weight = massKg * GRAVITY;
    double drag = drag() * speed * speed;
    double mass =
        (feltMass(rpmPerMps) * acceleration + weight * (slope + rolling)) * massBandKg / massKg;
    double wheels = massKg * WHEELS_BAND * acceleration;
    double engine = massKg * engineInertiaPercent / 100 * ratioSquared(rpmPerMps) * acceleration;
    double body = drag * DRAG_AREA_BAND / dragArea;
    double density = drag * air.densityShare();
    double wind = 2 * drag() * speed * WIND_BAND;
    double tyres = weight * ROLLING_BAND;
    double grade = weight * slopeBand;
    double noise = NINE_IN_TEN * feltMass(rpmPerMps) * accelerationNoise;
    return Math.sqrt(
        mass * mass
            + wheels * wheels
            + engine * engine
            + body * body
            + density * density
            + wind * wind
            + tyres * tyres
            + grade * grade
            + noise * noise);
  }
}
