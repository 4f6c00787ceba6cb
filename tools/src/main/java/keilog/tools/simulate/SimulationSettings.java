package keilog.tools.simulate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.SimulatedCar;
import keilog.tools.simulate.drive.Variation;
import keilog.tools.simulate.elm.ElmSettings;
import keilog.tools.simulate.gps.GpsSettings;

/**
 * One simulation.
 *
 * @param car driven
 * @param road driven on
 * @param seed of everything random
 * @param variation of the driver
 * @param standingNanos how long the engine idles before the car sets off
 * @param startMetres where it stands, along the road from the start line
 * @param elm where the adapter appears: {@code tcp:PORT}, {@code pty}, {@code pty:LINK}
 * @param elmSettings of the adapter
 * @param gps where the receiver appears
 * @param gpsSettings of the receiver
 * @param utcStart gnss_time at the start; the machine's clock where empty
 * @param driftPpm by how much GNSS time is faster than the machine's
 * @param truth where to write it
 * @param stateHz how often the truth says the whole state
 * @param faults that are planned
 */
public record SimulationSettings(
    SimulatedCar car,
    Road road,
    long seed,
    Variation variation,
    long standingNanos,
    double startMetres,
    Optional<String> elm,
    ElmSettings elmSettings,
    Optional<String> gps,
    GpsSettings gpsSettings,
    OptionalLong utcStart,
    double driftPpm,
    Optional<Path> truth,
    int stateHz,
    List<PlannedFault> faults) {
  public SimulationSettings {
    faults = List.copyOf(faults);
  }
}
