package keilog.tools.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Crossings;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.DriveListener;
import keilog.tools.simulate.drive.Gate;
import keilog.tools.simulate.elm.ElmAdapter;
import keilog.tools.simulate.gps.GpsReceiver;
import keilog.tools.simulate.gps.SkyTime;
import keilog.tools.simulate.truth.Lap;
import keilog.tools.simulate.truth.LapBook;
import keilog.tools.simulate.truth.TruthHead;
import keilog.tools.simulate.truth.TruthLog;
import keilog.tools.simulate.truth.TruthRow;
import keilog.tools.simulate.wire.Cable;
import keilog.tools.simulate.wire.Device;
import keilog.tools.simulate.wire.Ports;

/** A running simulation: a car on a road, its devices on their wires, the truth beside. */
public final class Simulation implements AutoCloseable, SkyTime {
  private final SimulationSettings settings;
  private final SimClock clock;
  private final Drive drive;
  private final LapBook laps = new LapBook();
  private final BiConsumer<String, String> announce;
  private final Map<String, Cable> cables = new LinkedHashMap<>();
  private final ScheduledExecutorService faults =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("faults").daemon().unstarted(task));
  private TruthLog truth;
  private long nextState;
  private boolean closed;

  private Simulation(
      SimulationSettings settings, SimClock clock, BiConsumer<String, String> announce) {
    this.settings = settings;
    this.clock = clock;
    this.announce = announce;
    this.drive =
        new Drive(
            settings.car(),
            settings.road(),
            settings.seed(),
            settings.variation(),
            settings.standingNanos(),
            settings.startMetres());
  }

  /**
   * Starts everything.
   *
   * @param announce is told each device ({@code elm}, {@code gps}) and the address under which it
   *     appears, again after each replugging; on any thread
   */
  public static Simulation open(SimulationSettings settings, BiConsumer<String, String> announce)
      throws IOException {
    long start = System.nanoTime();
    long utc = settings.utcStart().orElse(System.currentTimeMillis() * 1_000_000);
    Simulation simulation =
        new Simulation(settings, new SimClock(start, utc, settings.driftPpm()), announce);
    try {
      simulation.start(start, utc);
      return simulation;
    } catch (Throwable failure) {
      try (simulation) {
        throw failure;
      }
    }
  }

  private void start(long start, long utc) throws IOException {
    TruthHead head =
        new TruthHead(
            settings.car(),
            settings.road(),
            settings.seed(),
            start,
            utc,
            settings.driftPpm(),
            described());
    truth = TruthLog.open(settings.truth(), head, laps, this::tick);
    drive.listen(new Crossings(settings.road(), this::crossed));
    drive.listen(shifts());
    if (settings.elm().isPresent()) {
      plug(
          "elm",
          settings.elm().get(),
          new ElmAdapter(
              settings.elmSettings(),
              nanos -> drive.at(clock.simNanos(nanos)),
              (ecu, pid, channel, car, nanos, value, sent) ->
                  truth.record(new TruthRow.Obd(nanos, ecu, pid, channel, value, sent))));
    }
    if (settings.gps().isPresent()) {
      plug(
          "gps",
          settings.gps().get(),
          new GpsReceiver(
              settings.gpsSettings(),
              this,
              settings.road().ground(),
              (epochUtc, nanos, car, fixed) ->
                  truth.record(new TruthRow.Epoch(nanos, epochUtc, car, fixed))));
    }
    for (PlannedFault fault : settings.faults()) {
      long wait = clock.monotonicNanos(fault.atNanos()) - System.nanoTime();
      faults.schedule(() -> happen(fault), Math.max(0, wait), TimeUnit.NANOSECONDS);
    }
  }

  private void plug(String name, String where, Device device) throws IOException {
    cables.put(
        name,
        Cable.open(
            name,
            Ports.of(name, where).orElseThrow(),
            device,
            address -> {
              truth.record(new TruthRow.Port(System.nanoTime(), name, address));
              announce.accept(name, address);
            }));
  }

  /** Lets a fault happen now, whatever its time says; false where there is no such device. */
  public boolean happen(PlannedFault fault) {
    Optional<Cable> cable = Optional.ofNullable(cables.get(fault.device()));
    cable.ifPresent(
        c -> {
          truth.record(
              new TruthRow.Fault(
                  System.nanoTime(), fault.device(), fault.mishap().text(), fault.nanos()));
          c.order(fault.mishap(), fault.nanos());
        });
    return cable.isPresent();
  }

  /** The regular grid of states; also keeps the drive going when nobody asks. */
  private void tick(long monotonicNanos) {
    long period = 1_000_000_000L / Math.max(1, settings.stateHz());
    long now = clock.simNanos(monotonicNanos);
    while (nextState <= now) {
      CarState car = drive.at(nextState);
      if (settings.stateHz() > 0) {
        truth.record(
            new TruthRow.State(clock.monotonicNanos(nextState), clock.utcNanos(nextState), car));
      }
      nextState += period;
    }
  }

  private void crossed(Gate gate, CarState car) {
    long utc = clock.utcNanos(car.nanos());
    laps.crossed(gate.name(), utc);
    truth.record(
        new TruthRow.Crossing(clock.monotonicNanos(car.nanos()), utc, gate.name(), car.speedKmh()));
  }

  private DriveListener shifts() {
    return new DriveListener() {
      private int gear = 1;

      @Override
      public void stepped(Drive from, CarState before, CarState after) {
        if (after.gear() != 0 && after.gear() != gear) {
          truth.record(
              new TruthRow.Shift(
                  clock.monotonicNanos(after.nanos()),
                  clock.utcNanos(after.nanos()),
                  gear,
                  after.gear(),
                  after.rpm()));
          gear = after.gear();
        }
      }
    };
  }

  private Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    settings.elm().ifPresent(e -> described.put("elm", settings.elmSettings().toString()));
    settings.gps().ifPresent(g -> described.put("gps", settings.gpsSettings().toString()));
    described.put("variation", settings.variation().toString());
    described.put("standing_nanos", Long.toString(settings.standingNanos()));
    described.put("start_metres", Double.toString(settings.startMetres()));
    return described;
  }

  /** The car at an instant of the machine's clock, up to 16 s back. */
  public CarState carAtMonotonic(long monotonicNanos) {
    return drive.at(clock.simNanos(monotonicNanos));
  }

  /** Completed laps. */
  public List<Lap> laps() {
    return laps.laps();
  }

  @Override
  public long utcNanos(long monotonicNanos) {
    return clock.utcNanos(clock.simNanos(monotonicNanos));
  }

  @Override
  public long monotonicNanos(long utcNanos) {
    return clock.monotonicNanos(clock.simOfUtc(utcNanos));
  }

  @Override
  public CarState carAt(long utcNanos) {
    return drive.at(clock.simOfUtc(utcNanos));
  }

  /** Unplugs all devices and completes the truth. */
  public synchronized void end(String how) {
    if (closed) {
      return;
    }
    closed = true;
    faults.shutdownNow();
    List<Cable> open = new ArrayList<>(cables.values());
    open.reversed().forEach(Cable::close);
    if (truth != null) {
      truth.end(how);
    }
  }

  /** Ends it as stopped from outside; safe twice. */
  @Override
  public void close() {
    end("stopped");
  }
}
