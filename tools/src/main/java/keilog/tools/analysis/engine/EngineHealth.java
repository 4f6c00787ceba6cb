package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import keilog.protocol.car.CarProfile;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.motion.Motion;

/**
 * Whether engine and gearbox are well, as far as a drive shows it. Every part is there or a note
 * says why not.
 *
 * @param gears which there are
 * @param shifts from one to another
 * @param rpm where the engine spent its time
 * @param overRevs over the redline, and what nearly was
 * @param boost of a boosted engine
 * @param temperatures every channel in °C
 * @param mixture under load
 * @param oilSurge oil pressure in corners
 * @param knock channels named after it
 * @param breaches of the profile's limits
 * @param notes what could not be looked at, and why
 */
public record EngineHealth(
    GearSet gears,
    Shifts shifts,
    RpmUse rpm,
    OverRevs overRevs,
    Optional<Boost> boost,
    List<Temperature> temperatures,
    Optional<Mixture> mixture,
    Optional<OilSurge> oilSurge,
    List<KnockTrace> knock,
    Breaches breaches,
    List<String> notes) {

  public EngineHealth {
    temperatures = List.copyOf(temperatures);
    knock = List.copyOf(knock);
    notes = List.copyOf(notes);
  }

  /**
   * Looks at a drive.
   *
   * @param laps to say in which one something was; may be none
   * @param profile of the car, where one is known: redline and limits are its
   */
  public static EngineHealth of(
      Recording recording, Motion motion, List<TimedLap> laps, Optional<CarProfile> profile) {
    return of(recording, motion, Gears.of(recording, motion, profile), laps, profile);
  }

  /** Looks at a drive whose gears are known already. */
  public static EngineHealth of(
      Recording recording,
      Motion motion,
      Gears gears,
      List<TimedLap> laps,
      Optional<CarProfile> profile) {
    EngineDrive drive = EngineDrive.of(recording, motion, gears, laps, profile);
    List<String> notes = new ArrayList<>();
    if (drive.engine().size() == 0) {
      notes.add("no engine speed in the drive: gears, shifts and over-revs are not known");
    }
    if (drive.throttle().filter(Throttle::stretched).isPresent()) {
      notes.add("the throttle's own shut and open were taken for 0 and 100 %");
    }
    List<Shift> shifts = ShiftLog.of(drive);
    return new EngineHealth(
        gears.set(),
        Shifts.of(shifts),
        RpmUse.of(drive),
        OverRevLog.of(drive, shifts),
        BoostLog.of(drive, notes),
        TemperatureLog.of(drive),
        MixtureLog.of(drive, notes),
        OilSurgeLog.of(drive, notes),
        KnockTrace.of(drive, notes),
        Breaches.of(drive),
        notes);
  }
}
