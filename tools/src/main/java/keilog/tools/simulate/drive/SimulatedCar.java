package keilog.tools.simulate.drive;

import java.util.List;

/**
 * What the physics needs to know of a car. Where nobody has published a figure, one is assumed, and
 * {@code assumptions} says so: the simulator may guess, since it invents a drive anyway; a profile
 * may not.
 *
 * @param id of the profile
 * @param massKg with driver
 * @param boosted whether a turbo or compressor feeds the engine
 * @param fullBoostKpa above the barometer
 * @param torqueRpm engine speeds of the torque curve, rising
 * @param torqueNm at full throttle and full boost, per engine speed
 * @param idleRpm warm
 * @param shiftRpm where the driver changes up
 * @param limiterRpm where the fuel is cut
 * @param gears ratios from first up, final drive included
 * @param circumferenceMetres of a driven wheel
 * @param dragArea drag coefficient times frontal area, m²
 * @param grip tyre on road, share of g
 * @param assumptions one sentence each
 */
public record SimulatedCar(
    String id,
    double massKg,
    boolean boosted,
    double fullBoostKpa,
    List<Double> torqueRpm,
    List<Double> torqueNm,
    double idleRpm,
    double shiftRpm,
    double limiterRpm,
    List<Double> gears,
    double circumferenceMetres,
    double dragArea,
    double grip,
    List<String> assumptions) {

  public SimulatedCar {
    torqueRpm = List.copyOf(torqueRpm);
    torqueNm = List.copyOf(torqueNm);
    gears = List.copyOf(gears);
    assumptions = List.copyOf(assumptions);
  }

  /** Engine speed in a gear at a road speed, rpm. */
  double rpm(int gear, double speedMetresPerSecond) {
    return speedMetresPerSecond / circumferenceMetres * gears.get(gear - 1) * 60;
  }

  /** Newtons at the road per newton metre at the crank, transmission losses taken off. */
  double leverage(int gear) {
    return 0.90 * gears.get(gear - 1) * 2 * Math.PI / circumferenceMetres;
  }

  /** Mass felt when accelerating: wheels, and the engine through the gear. */
  double inertia(int gear) {
    double ratio = gears.get(gear - 1);
    return massKg * 1.04 + 0.09 * ratio * ratio;
  }

  /**
   * Newtons that the driven wheels push with in a state that no brake slows: what accelerates the
   * car, and what tyres and air take. None while the clutch is open.
   */
  public double roadForce(CarState at) {
    return at.gear() == 0
        ? 0
        : inertia(at.gear()) * at.acceleration() + Car.resistance(this, at.speed());
  }

  /** Torque at full throttle and full boost, linear between the points of the curve. */
  double fullTorque(double rpm) {
    if (rpm <= torqueRpm.getFirst()) {
      return torqueNm.getFirst();
    }
    for (int i = 1; i < torqueRpm.size(); i++) {
      if (rpm <= torqueRpm.get(i)) {
        double share = (rpm - torqueRpm.get(i - 1)) / (torqueRpm.get(i) - torqueRpm.get(i - 1));
        return torqueNm.get(i - 1) + share * (torqueNm.get(i) - torqueNm.get(i - 1));
      }
    }
    return torqueNm.getLast();
  }
}
