package keilog.tools.simulate.drive;

import java.util.ArrayList;
import java.util.List;

/**
 * A drive as it unfolds: steps of one millisecond, and the exact state at any instant of the last
 * seconds. Safe from any thread.
 */
public final class Drive {
  /** One step of simulated time. */
  public static final long STEP_NANOS = 1_000_000;

  /** How many steps are kept. */
  static final int KEPT = 1 << 14;

  private final Car car;
  private final CarState[] states = new CarState[KEPT];
  private final List<DriveListener> listeners = new ArrayList<>();
  private long newest;

  /**
   * @param standing how long the car stands with its engine idling before it sets off
   * @param startMetres where it stands, along the road from the start line
   */
  public Drive(
      SimulatedCar car,
      Road road,
      long seed,
      Variation variation,
      long standing,
      double startMetres) {
    this.car = new Car(car, road, seed, variation, standing, startMetres);
    this.states[0] = this.car.state();
  }

  /** Tells of crossings and gear changes from the next step on, on the thread that advances. */
  public synchronized void listen(DriveListener listener) {
    listeners.add(listener);
  }

  /**
   * The car at an instant; advances the drive as far as needed. Sixteen seconds are remembered: of
   * an earlier instant the oldest state is given.
   */
  public synchronized CarState at(long nanos) {
    long step = Math.max(0, Math.floorDiv(nanos, STEP_NANOS));
    while (newest <= step) {
      CarState before = states[slot(newest)];
      CarState after = car.step();
      newest++;
      states[slot(newest)] = after;
      for (DriveListener listener : listeners) {
        listener.stepped(this, before, after);
      }
    }
    long oldest = Math.max(0, newest - KEPT + 1);
    if (step < oldest) {
      return states[slot(oldest)];
    }
    return between(states[slot(step)], states[slot(step + 1)], Math.max(0, nanos));
  }

  public Road road() {
    return car.line().road();
  }

  /** Between two neighbouring steps: place, speed and heading exact, the rest in proportion. */
  CarState between(CarState a, CarState b, long nanos) {
    if (nanos == a.nanos()) {
      return a;
    }
    double seconds = (nanos - a.nanos()) * 1e-9;
    double u = (double) (nanos - a.nanos()) / (b.nanos() - a.nanos());
    DrivenLine line = car.line();
    double distance =
        a.distance()
            + (a.speed() * seconds + a.acceleration() * seconds * seconds / 2)
                / line.stretch(a.distance());
    return new CarState(
        nanos,
        distance,
        a.speed() + a.acceleration() * seconds,
        a.acceleration(),
        mix(a.lateral(), b.lateral(), u),
        line.east(distance),
        line.north(distance),
        line.heading(distance),
        mix(a.rpm(), b.rpm(), u),
        a.gear(),
        mix(a.throttle(), b.throttle(), u),
        mix(a.brake(), b.brake(), u),
        mix(a.manifoldKpa(), b.manifoldKpa(), u),
        mix(a.coolantCelsius(), b.coolantCelsius(), u),
        mix(a.intakeCelsius(), b.intakeCelsius(), u),
        mix(a.oilCelsius(), b.oilCelsius(), u),
        mix(a.volts(), b.volts(), u),
        mix(a.lambda(), b.lambda(), u),
        mix(a.timingDegrees(), b.timingDegrees(), u));
  }

  private static double mix(double a, double b, double share) {
    return a + share * (b - a);
  }

  private static int slot(long step) {
    return (int) (step & (KEPT - 1));
  }
}
