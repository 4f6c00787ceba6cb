package keilog.tools.simulate.drive;

/**
 * The car at one instant of simulated time.
 *
 * @param nanos simulated time since the simulation began
 * @param distance metres along the road, 0 at the first crossing of the start line, negative before
 * @param speed over ground, m/s
 * @param acceleration along the path, m/s²
 * @param lateral to the right, m/s²
 * @param east of the middle of the start line, metres
 * @param north of it, metres
 * @param heading radians clockwise from north, not wrapped
 * @param rpm of the engine
 * @param gear 0 while the clutch is open
 * @param throttle 0 to 1
 * @param brake 0 to 1
 * @param manifoldKpa absolute
 * @param coolantCelsius of the water
 * @param intakeCelsius of the charge
 * @param oilCelsius of the oil
 * @param volts of the battery
 * @param lambda of the exhaust
 * @param timingDegrees before top dead centre
 */
public record CarState(
    long nanos,
    double distance,
    double speed,
    double acceleration,
    double lateral,
    double east,
    double north,
    double heading,
    double rpm,
    int gear,
    double throttle,
    double brake,
    double manifoldKpa,
    double coolantCelsius,
    double intakeCelsius,
    double oilCelsius,
    double volts,
    double lambda,
    double timingDegrees) {

  /** Kilopascal absolute of the air around. */
  public static final double BAROMETER_KPA = Engine.BAROMETER_KPA;

  /** Ambient temperature. */
  public static final double AMBIENT_CELSIUS = 18;

  public double speedKmh() {
    return speed * 3.6;
  }

  /** 0 to 360. */
  public double headingDegrees() {
    double degrees = Math.toDegrees(heading) % 360;
    return degrees < 0 ? degrees + 360 : degrees;
  }
}
