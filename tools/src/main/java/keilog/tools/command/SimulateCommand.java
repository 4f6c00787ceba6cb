package keilog.tools.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import keilog.tools.simulate.PlannedFault;
import keilog.tools.simulate.SimulatedSession;
import keilog.tools.simulate.Simulation;
import keilog.tools.simulate.SimulationSettings;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.SimulatedCar;
import keilog.tools.simulate.drive.Variation;
import keilog.tools.simulate.wire.HostPort;
import keilog.tools.simulate.wire.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keilog simulate}: a car on a track, with the wire ends of an adapter and a receiver. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Drives a car round a track and answers as an OBD adapter and a GPS receiver would.",
      "Prints a line per port: elm tcp://127.0.0.1:35000, gps /dev/pts/3. Ends after --for, or on a"
          + " signal; the truth is complete either way.",
      "Faults: DEVICE:WHAT@TIME+DURATION, such as elm:unplug@20s+5s. For elm: unplug lvreset"
          + " garbage silence nodata buserror bufferfull dataerror keyoff; for gps: unplug loss"
          + " jump garbage silence."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final long DAY = 24 * 3600;

  @Spec CommandSpec spec;

  @Option(names = "--car", defaultValue = "az-1", description = "which car (${DEFAULT-VALUE})")
  String car;

  @Option(
      names = "--track",
      defaultValue = "tsukuba-tc2000",
      description = "where (${DEFAULT-VALUE})")
  String track;

  @Option(names = "--elm", description = "adapter's port: tcp:PORT, pty or pty:LINK")
  Optional<String> elm;

  @Option(names = "--gps", description = "receiver's port: tcp:PORT, pty or pty:LINK")
  Optional<String> gps;

  @Option(
      names = "--session",
      paramLabel = "DIR",
      description =
          "instead of driving in real time: write there, at once, the session that a well-equipped"
              + " car would have recorded; for keilog laps to look at")
  Optional<Path> session;

  @Option(names = "--for", description = "how long: 60s, 10m; without it until a signal")
  Optional<String> duration;

  @Option(names = "--seed", defaultValue = "1", description = "of everything random")
  long seed;

  @Option(names = "--truth", description = "file to write what really happened to")
  Optional<Path> truth;

  @Option(names = "--truth-rate", defaultValue = "20", description = "states per second in it")
  int truthRate;

  @Option(names = "--ready", description = "file to write the ports to once they are open")
  Optional<Path> ready;

  @Option(names = "--fault", description = "something that goes wrong; may be repeated")
  List<String> faults = new ArrayList<>();

  @Option(
      names = "--control",
      description = "-: read faults from standard input, to happen at once")
  Optional<String> control;

  @Option(names = "--idle", defaultValue = "4s", description = "time at rest at the start")
  String idle;

  @Option(names = "--start", defaultValue = "-120", description = "metres from the start line")
  double start;

  @Option(names = "--driver", defaultValue = "human", description = "human or machine (laps alike)")
  String driver;

  @Option(
      names = "--utc",
      description = "GNSS time at the start, 2026-11-20T10:00:00Z; default: now")
  Optional<String> utc;

  @Option(
      names = "--drift",
      defaultValue = "0",
      description = "ppm, GNSS time against the machine's")
  double drift;

  @Mixin AdapterOptions adapter = new AdapterOptions();

  @Mixin ReceiverOptions receiver = new ReceiverOptions();

  private final Map<String, String> ports = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Choices choices = new Choices(spec.commandLine());
    if (session.isPresent()) {
      return write(choices, session.get());
    }
    SimulationSettings settings = settings(choices);
    long nanos = duration.map(d -> choices.span("--for", d)).orElse(Long.MAX_VALUE);
    CountDownLatch stop = new CountDownLatch(1);
    try (Simulation simulation = Simulation.open(settings, this::announce)) {
      Thread hook = Thread.ofPlatform().name("stop").unstarted(simulation::close);
      Runtime.getRuntime().addShutdownHook(hook);
      if (ready.isPresent()) {
        writeReady(ready.get());
      }
      if (control.isPresent()) {
        Thread.ofPlatform().name("control").daemon().start(() -> obey(simulation));
      }
      stop.await(nanos, TimeUnit.NANOSECONDS);
      simulation.end("done");
    }
    return 0;
  }

  private int write(Choices choices, Path folder) throws IOException {
    long seconds = choices.span("--for", duration.orElse("10m")) / 1_000_000_000L;
    SimulatedSession.Plan plan =
        new SimulatedSession.Plan(
            car(choices), road(choices), seed, variation(choices), (int) Math.min(seconds, DAY));
    try {
      Path file = SimulatedSession.write(Files.createDirectories(folder), plan);
      spec.commandLine().getOut().println(file);
      spec.commandLine().getOut().flush();
      return 0;
    } catch (FileAlreadyExistsException there) {
      spec.commandLine()
          .getErr()
          .println("the session is there already; choose another --seed: " + there.getMessage());
      return 1;
    }
  }

  private SimulatedCar car(Choices choices) {
    return Garage.find(car).orElseThrow(() -> choices.wrong("--car", car));
  }

  private Road road(Choices choices) {
    return Road.find(track).orElseThrow(() -> choices.wrong("--track", track));
  }

  private Variation variation(Choices choices) {
    return choices.choose(
        "--driver", driver, Map.of("human", Variation.HUMAN, "machine", Variation.NONE));
  }

  private void announce(String device, String address) {
    synchronized (ports) {
      ports.put(device, address);
    }
    spec.commandLine().getOut().println(device + " " + address);
    spec.commandLine().getOut().flush();
  }

  /** All lines at once, so that nobody reads half a file. */
  private void writeReady(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    synchronized (ports) {
      ports.forEach(
          (device, address) -> text.append(device).append(' ').append(address).append('\n'));
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void obey(Simulation simulation) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Optional<PlannedFault> fault = PlannedFault.parse(line);
        if (fault.isEmpty() || !simulation.happen(fault.get())) {
          spec.commandLine().getErr().println("not understood; say it as elm:unplug+5s: " + line);
          spec.commandLine().getErr().flush();
        }
      }
    } catch (IOException closed) {
      spec.commandLine().getErr().println("standard input is gone: " + closed.getMessage());
    }
  }

  private SimulationSettings settings(Choices choices) {
    if (elm.isEmpty() && gps.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "a simulation has a port at least: give --elm, --gps or both");
    }
    checkPort(choices, "--elm", elm);
    checkPort(choices, "--gps", gps);
    List<PlannedFault> planned = new ArrayList<>();
    for (String fault : faults) {
      planned.add(PlannedFault.parse(fault).orElseThrow(() -> choices.wrong("--fault", fault)));
    }
    return new SimulationSettings(
        car(choices),
        road(choices),
        seed,
        variation(choices),
        choices.span("--idle", idle),
        start,
        elm,
        adapter.settings(choices, seed),
        gps,
        receiver.settings(choices, seed),
        utc.isPresent() ? OptionalLong.of(utcNanos(choices, utc.get())) : OptionalLong.empty(),
        drift,
        truth,
        truthRate,
        planned);
  }

  private static void checkPort(Choices choices, String option, Optional<String> where) {
    if (where.isPresent()) {
      Optional<HostPort> port = Ports.of("check", where.get());
      port.orElseThrow(() -> choices.wrong(option, where.get())).close();
    }
  }

  private static long utcNanos(Choices choices, String text) {
    try {
      Instant instant = Instant.parse(text);
      return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    } catch (DateTimeParseException e) {
      throw choices.wrong("--utc", text);
    }
  }
}
