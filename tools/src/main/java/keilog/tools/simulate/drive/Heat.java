package keilog.tools.simulate.drive;

/** What changes slowly, and what the engine's maps say. One thread. */
final class Heat {
  private double coolant = 74;
  private double intake = 27;
  private double oil = 68;

  /**
   * @param torqueTimesRpm newton metres times rpm
   */
  void step(double seconds, CarState car, double torqueTimesRpm) {
    double kilowatts = Math.max(0, torqueTimesRpm) * Math.PI / 30 / 1000;
    double thermostat = Math.clamp((coolant - 82) / 8, 0.0, 1.0);
    double cooling = thermostat * (0.5 + 0.06 * car.speed()) * (coolant - 25) / 60;
    coolant += seconds * ((8 + 0.9 * kilowatts) / 40 - 0.55 * cooling);
    oil += seconds * ((coolant + 0.55 * kilowatts) - oil) / 90;
    double charge = Math.max(0, car.manifoldKpa() - CarState.BAROMETER_KPA) * 0.28;
    double soak = 14 / (1 + 0.12 * car.speed());
    intake += seconds * (CarState.AMBIENT_CELSIUS + soak + charge - intake) / 9;
  }

  double coolant() {
    return coolant;
  }

  double intake() {
    return intake;
  }

  double oil() {
    return oil;
  }

  double volts(double rpm) {
    return 13.7 + 0.5 * Math.clamp((rpm - 800) / 2500, 0.0, 1.0);
  }

  /** Rich under boost, cut on the overrun, else as the lambda loop holds it. */
  double lambda(double manifoldKpa, double throttle, double rpm) {
    if (throttle < 0.02 && rpm > 2000) {
      return 1.9;
    }
    return 1 - 0.2 * Math.clamp((manifoldKpa - 90) / 80, 0.0, 1.0);
  }

  double timing(double manifoldKpa, double rpm) {
    return 8 + 22 * Math.clamp((rpm - 900) / 4500, 0.0, 1.0) - 0.11 * Math.max(0, manifoldKpa - 60);
  }
}
