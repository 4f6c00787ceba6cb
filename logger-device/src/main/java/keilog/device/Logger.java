package keilog.device;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.time.MonotonicClock;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The service in the car. Exit codes: 0 good, 1 the answer is no (a source does not work), 2 wrong
 * use or a refused configuration.
 */
public final class Logger {
  private static final String USAGE =
      "usage: keilog-logger --config FILE [--check | --scan]\n"
          + "  --check  opens every source for 10 s and says what it gives\n"
          + "  --scan   says what answers on each port\n";

  private static final long LONGEST_END_SECONDS = 20;

  private Logger() {}

  private enum Mode {
    RUN,
    CHECK,
    SCAN
  }

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(List.of(args), System.out, System.err));
  }

  static int run(List<String> args, PrintStream out, PrintStream err) throws InterruptedException {
    Mode mode = Mode.RUN;
    Optional<Path> file = Optional.empty();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--config") && i + 1 < args.size()) {
        file = Optional.of(Path.of(args.get(++i)));
      } else if (arg.equals("--check") && mode == Mode.RUN) {
        mode = Mode.CHECK;
      } else if (arg.equals("--scan") && mode == Mode.RUN) {
        mode = Mode.SCAN;
      } else if (arg.equals("--help") || arg.equals("-h")) {
        out.print(USAGE);
        return 0;
      } else if (arg.equals("--version")) {
        out.println(Version.SOFTWARE);
        return 0;
      } else {
        err.print("keilog-logger: unknown argument " + arg + "\n" + USAGE);
        return 2;
      }
    }
    bridgeLogging();
    if (file.isEmpty()) {
      if (mode == Mode.SCAN) {
        return PortScan.run(List.of(), out, MonotonicClock.SYSTEM);
      }
      err.print(USAGE);
      return 2;
    }
    try {
      return run(mode, ConfigurationReader.read(file.get()), out);
    } catch (RefusedConfiguration refused) {
      err.println(refused.getMessage());
      return 2;
    } catch (IOException unreadable) {
      err.println("keilog-logger: " + unreadable.getMessage() + " (" + unreadable + ")");
      return 2;
    }
  }

  private static int run(Mode mode, Configuration configuration, PrintStream out)
      throws IOException, InterruptedException {
    MonotonicClock clock = MonotonicClock.SYSTEM;
    Sources sources = new Sources(CarProfiles.find(configuration.car()).orElseThrow(), clock);
    return switch (mode) {
      case RUN -> {
        serve(configuration, sources, clock);
        yield 0;
      }
      case CHECK -> SourceCheck.run(configuration, sources, out, clock);
      case SCAN -> PortScan.run(configuration.sources(), out, clock);
    };
  }

  /** Serves until the process is asked to end; the end waits for the last block to be forced. */
  private static void serve(Configuration configuration, Sources sources, MonotonicClock clock)
      throws IOException, InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runnable end =
        () -> {
          asked.countDown();
          boolean clean = false;
          try {
            clean = ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          // A polite end is a good end: without this the process would report 143, the signal.
          Runtime.getRuntime().halt(clean ? 0 : 1);
        };
    try (Service _ = Service.open(configuration, sources, clock, new KernelClock())) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(end));
      asked.await();
    } finally {
      ended.countDown();
    }
  }

  /** The MQTT client logs to java.util.logging. */
  private static void bridgeLogging() {
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }
}
