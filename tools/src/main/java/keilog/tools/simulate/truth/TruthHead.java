package keilog.tools.simulate.truth;

import java.util.List;
import java.util.Map;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.SimulatedCar;

/**
 * What is known before the drive begins.
 *
 * @param car driven
 * @param road driven on
 * @param seed of everything random
 * @param monotonicStart the simulation's zero
 * @param utcStart the same instant in gnss_time
 * @param driftPpm by how much GNSS time is faster
 * @param settings as text, by name
 */
public record TruthHead(
    SimulatedCar car,
    Road road,
    long seed,
    long monotonicStart,
    long utcStart,
    double driftPpm,
    Map<String, String> settings) {
  List<String> assumptions() {
    return car.assumptions();
  }
}
