package keilog.bench.day;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import keilog.tools.simulate.SimulatedSession;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.Variation;

/**
 * Times {@code keilog laps} as a user would start it, start of the JVM included: over a day of 8 h
 * with 30 million samples, and over one session of 20 minutes. The sessions are made once.
 */
public final class DayBench {
  private static final int DAY_SECONDS = 8 * 3600;
  private static final int SESSION_SECONDS = 1200;
  private static final double DAY_PROMISE_SECONDS = 5;
  private static final double SESSION_PROMISE_SECONDS = 1;

  private DayBench() {}

  /**
   * @param args folder for the sessions; the {@code keilog} command; how often to run
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    Path keilog = Path.of(args[1]);
    int times = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    System.out.printf(
        "keilog laps, %d runs each, %d processors%n",
        times, Runtime.getRuntime().availableProcessors());
    boolean kept = run(keilog, folder, DAY_SECONDS, times, DAY_PROMISE_SECONDS);
    kept &= run(keilog, folder, SESSION_SECONDS, times, SESSION_PROMISE_SECONDS);
    System.exit(kept ? 0 : 1);
  }

  private static boolean run(
      Path keilog, Path folder, int seconds, int times, double promiseSeconds)
      throws IOException, InterruptedException {
    Path session = session(folder.resolve(seconds + "s"), seconds);
    Files.readAllBytes(session);
    double[] took = new double[times];
    for (int i = 0; i < times; i++) {
      took[i] = run(keilog, session);
    }
    Arrays.sort(took);
    double median = took[times / 2];
    System.out.printf(
        "%,6d s of driving, %,d bytes: median %.2f s, best %.2f, worst %.2f; promise %.0f s: %s%n",
        seconds,
        Files.size(session),
        median,
        took[0],
        took[times - 1],
        promiseSeconds,
        median <= promiseSeconds ? "kept" : "BROKEN");
    return median <= promiseSeconds;
  }

  private static Path session(Path folder, int seconds) throws IOException {
    if (!Files.exists(folder)) {
      Path making = folder.resolveSibling(folder.getFileName() + ".making");
      removeFiles(making);
      SimulatedSession.write(
          Files.createDirectories(making),
          new SimulatedSession.Plan(
              Garage.find("az-1").orElseThrow(),
              Road.find("tsukuba-tc2000").orElseThrow(),
              0,
              Variation.HUMAN,
              seconds));
      Files.move(making, folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static void removeFiles(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static double run(Path keilog, Path session) throws IOException, InterruptedException {
    Path out = Files.createTempFile("keilog-laps", ".txt");
    try {
      long before = System.nanoTime();
      Process process =
          new ProcessBuilder(keilog.toString(), "laps", session.toString())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new IOException("keilog laps did not end within 5 minutes");
      }
      double seconds = (System.nanoTime() - before) * 1e-9;
      if (process.exitValue() != 0 || Files.size(out) == 0) {
        throw new IOException("keilog laps ended with " + process.exitValue());
      }
      return seconds;
    } finally {
      Files.delete(out);
    }
  }
}
