package keilog.tools.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Fix;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Chance;
import keilog.tools.simulate.drive.Crossings;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.DriveListener;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Ground;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.SimulatedCar;
import keilog.tools.simulate.drive.Variation;

/**
 * A drive of the simulator as a recording, with the truth beside it: no wires, no threads, the same
 * every time. Epoch 0 of the simulation is {@link #UTC_START} in gnss_time and {@link #MONO_START}
 * on the monotonic axis.
 */
public final class SimulatedDrive {
  public static final long SECOND = 1_000_000_000L;
  public static final long UTC_START = 1_795_000_000L * SECOND;
  public static final long MONO_START = 40 * SECOND;

  private final Recording recording;
  private final SimulatedCar car;
  private final Road road;
  private final List<CarState> states;
  private final List<Passage> passages;
  private final List<GearChange> shifts;

  /**
   * How a drive is driven and measured.
   *
   * @param car id of a profile
   * @param seed of the driver and of all noise
   * @param variation of the driver
   * @param seconds of the whole drive
   * @param standingSeconds at rest before it sets off
   * @param startMetres where it stands, along the road from the start line
   * @param gpsHz epochs a second
   * @param placeNoise metres per axis, white
   * @param speedNoise m/s per axis, white
   * @param latencySeconds by which fixes are placed late on the monotonic axis
   * @param lost share of epochs that are missing
   * @param channelHz rate of the engine's channels and of the truth's states
   */
  public record Plan(
      String car,
      long seed,
      Variation variation,
      double seconds,
      double standingSeconds,
      double startMetres,
      int gpsHz,
      double placeNoise,
      double speedNoise,
      double latencySeconds,
      double lost,
      int channelHz) {
    /** Six minutes of the AZ-1 with a perfect receiver. */
    public static final Plan PERFECT =
        new Plan("az-1", 21, Variation.HUMAN, 360, 0, -150, 10, 0, 0, 0, 0, 100);

    public Plan seed(long newSeed) {
      return new Plan(
          car,
          newSeed,
          variation,
          seconds,
          standingSeconds,
          startMetres,
          gpsHz,
          placeNoise,
          speedNoise,
          latencySeconds,
          lost,
          channelHz);
    }

    public Plan seconds(double newSeconds) {
      return new Plan(
          car,
          seed,
          variation,
          newSeconds,
          standingSeconds,
          startMetres,
          gpsHz,
          placeNoise,
          speedNoise,
          latencySeconds,
          lost,
          channelHz);
    }

    public Plan gps(int hz, double metres, double metresPerSecond, double late, double share) {
      return new Plan(
          car,
          seed,
          variation,
          seconds,
          standingSeconds,
          startMetres,
          hz,
          metres,
          metresPerSecond,
          late,
          share,
          channelHz);
    }
  }

  /** A gate of the road, truly passed. */
  public record Passage(String gate, long gnssNanos, double speed) {}

  /** A gear that truly went in. */
  public record GearChange(long timeNanos, int from, int to, double rpm) {}

  private SimulatedDrive(
      Recording recording,
      SimulatedCar car,
      Road road,
      List<CarState> states,
      List<Passage> passages,
      List<GearChange> shifts) {
    this.recording = recording;
    this.car = car;
    this.road = road;
    this.states = states;
    this.passages = passages;
    this.shifts = shifts;
  }

  /** Drives it on TC2000. */
  public static SimulatedDrive of(Plan plan) {
    SimulatedCar car = Garage.find(plan.car).orElseThrow();
    Road road = Road.find("tsukuba-tc2000").orElseThrow();
    Drive drive =
        new Drive(
            car,
            road,
            plan.seed,
            plan.variation,
            (long) (plan.standingSeconds * SECOND),
            plan.startMetres);
    List<Passage> passages = new ArrayList<>();
    List<GearChange> shifts = new ArrayList<>();
    drive.listen(
        new Crossings(
            road,
            (gate, at) ->
                passages.add(new Passage(gate.name(), UTC_START + at.nanos(), at.speed()))));
    drive.listen(changes(shifts));
    List<CarState> states = new ArrayList<>();
    Fixes.Builder fixes = new Fixes.Builder();
    long end = (long) (plan.seconds * SECOND);
    long channelStep = SECOND / plan.channelHz;
    long fixStep = SECOND / plan.gpsHz;
    long nextFix = fixStep;
    long number = 0;
    for (long t = 0; t < end; t += channelStep) {
      for (; nextFix <= t; nextFix += fixStep) {
        fix(plan, road.ground(), drive.at(nextFix), number++, fixes);
      }
      states.add(drive.at(t));
    }
    Recording recording =
        new Recording(
            "simulated-" + plan.seed,
            Optional.of(plan.car),
            Optional.empty(),
            fixes.build(),
            columns(states),
            List.of(),
            List.of(),
            List.of("simulated"));
    return new SimulatedDrive(recording, car, road, states, passages, shifts);
  }

  private static DriveListener changes(List<GearChange> shifts) {
    return new DriveListener() {
      private int gear = 1;

      @Override
      public void stepped(Drive drive, CarState before, CarState after) {
        if (after.gear() != 0 && after.gear() != gear) {
          shifts.add(new GearChange(MONO_START + after.nanos(), gear, after.gear(), after.rpm()));
          gear = after.gear();
        }
      }
    };
  }

  private static void fix(
      Plan plan, Ground ground, CarState car, long number, Fixes.Builder fixes) {
    if (Chance.share(plan.seed * 7 + 1, number) < plan.lost) {
      return;
    }
    double east = car.east() + plan.placeNoise * Chance.normal(plan.seed * 7 + 2, number);
    double north = car.north() + plan.placeNoise * Chance.normal(plan.seed * 7 + 3, number);
    double eastSpeed =
        car.speed() * Math.sin(car.heading())
            + plan.speedNoise * Chance.normal(plan.seed * 7 + 4, number);
    double northSpeed =
        car.speed() * Math.cos(car.heading())
            + plan.speedNoise * Chance.normal(plan.seed * 7 + 5, number);
    GeoPoint place = new GeoPoint(ground.latitude(north), ground.longitude(east));
    Fix fix = new Fix();
    fix.gnssNanos = UTC_START + car.nanos();
    fix.timeNanos = MONO_START + car.nanos() + (long) (plan.latencySeconds * SECOND);
    fix.latitude = Math.round(place.latitude() * 1e7) / 1e7;
    fix.longitude = Math.round(place.longitude() * 1e7) / 1e7;
    fix.speed = Math.round(Math.hypot(eastSpeed, northSpeed) * 1000) / 1000.0;
    double heading = (Math.toDegrees(Math.atan2(eastSpeed, northSpeed)) + 360) % 360;
    fix.heading = Math.round(heading * 1e5) / 1e5;
    fix.horizontalAccuracy = Math.max(0.3, plan.placeNoise * 1.4);
    fix.speedAccuracy = Math.max(0.03, plan.speedNoise * 1.4);
    fix.quality = 3;
    fix.satellites = 17;
    fixes.add(fix, 24);
  }

  private static List<Column> columns(List<CarState> states) {
    long[] times = states.stream().mapToLong(s -> MONO_START + s.nanos()).toArray();
    List<Column> columns = new ArrayList<>();
    columns.add(column(Channel.ENGINE_SPEED, times, states, CarState::rpm));
    columns.add(column(Channel.VEHICLE_SPEED, times, states, CarState::speedKmh));
    columns.add(column(Channel.THROTTLE_POSITION, times, states, s -> 100 * s.throttle()));
    columns.add(column(Channel.MANIFOLD_PRESSURE, times, states, CarState::manifoldKpa));
    columns.add(column(Channel.BAROMETRIC_PRESSURE, times, states, s -> CarState.BAROMETER_KPA));
    columns.add(column(Channel.COOLANT_TEMPERATURE, times, states, CarState::coolantCelsius));
    columns.add(column(Channel.INTAKE_AIR_TEMPERATURE, times, states, CarState::intakeCelsius));
    columns.add(column(Channel.OIL_TEMPERATURE, times, states, CarState::oilCelsius));
    columns.add(column(Channel.LAMBDA_RATIO, times, states, CarState::lambda));
    return columns;
  }

  private static Column column(
      Channel channel, long[] times, List<CarState> states, ToDoubleFunction<CarState> value) {
    float[] values = new float[times.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (float) channel.scale().value(channel.scale().raw(value.applyAsDouble(states.get(i))));
    }
    return new Column(
        channel.channelName(), Optional.of(channel), channel.unit().symbol(), "sim", times, values);
  }

  /** What was measured. */
  public Recording recording() {
    return recording;
  }

  /** What drove, with the assumptions that its profile leaves open. */
  public SimulatedCar car() {
    return car;
  }

  public Road road() {
    return road;
  }

  /** The truth, one state for each row of the columns. */
  public List<CarState> states() {
    return states;
  }

  /** Every true crossing of the road's gates, in order; the start line is {@code start}. */
  public List<Passage> passages() {
    return passages;
  }

  /** Every true change of gear, in order, when the new one was in. */
  public List<GearChange> shifts() {
    return shifts;
  }

  /** The true laps, from start line to start line. */
  public List<TimedLap> trueLaps() {
    List<Long> starts =
        passages.stream().filter(p -> p.gate().equals("start")).map(Passage::gnssNanos).toList();
    List<TimedLap> laps = new ArrayList<>();
    for (int i = 1; i < starts.size(); i++) {
      laps.add(
          new TimedLap(
              i,
              TimedLap.Kind.FLYING,
              starts.get(i - 1),
              starts.get(i),
              0,
              Quality.MEASURED,
              0,
              Set.of(),
              List.of()));
    }
    return laps;
  }
}
