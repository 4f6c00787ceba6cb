package keilog.bench.ring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Races the rings by JMH in one run and ends with 1 where the promise breaks: publish + drain takes
 * at most half of what Disruptor's multi-producer ring takes. What counts is the median over all
 * forks of the median invocation; forks go round the rings, so that a busy spell of the machine
 * does not hit one alone.
 */
public final class RingBench {
  private static final double PROMISE = 0.5;
  private static final int ROUNDS = 5;

  private RingBench() {}

  public static void main(String[] args) throws RunnerException {
    Map<String, List<Double>> nanos = new LinkedHashMap<>();
    Map<String, Double> best = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (RunResult result : new Runner(options()).run()) {
        BenchmarkParams params = result.getParams();
        String name = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        nanos.computeIfAbsent(name, n -> new ArrayList<>()).add(perRecord(result, 50));
        best.merge(name, perRecord(result, 10), Math::min);
      }
    }
    double multi = median(nanos.get("disruptorMulti"));
    System.out.printf(
        "%n%-20s %12s %12s %24s%n", "ring", "median ns", "best p10 ns", "/ Disruptor multi");
    nanos.entrySet().stream()
        .sorted(Comparator.comparingDouble(e -> median(e.getValue())))
        .forEach(
            e ->
                System.out.printf(
                    Locale.ROOT,
                    "%-20s %12.2f %12.2f %24.2f%n",
                    e.getKey(),
                    median(e.getValue()),
                    best.get(e.getKey()),
                    median(e.getValue()) / multi));
    double ratio = median(nanos.get("keilog")) / multi;
    System.out.printf(
        Locale.ROOT,
        "%npublish + drain of one record, one thread: %.2f of Disruptor multi (promised %.2f):"
            + " %s%n",
        ratio,
        PROMISE,
        ratio <= PROMISE ? "kept" : "BROKEN");
    System.exit(ratio <= PROMISE ? 0 : 1);
  }

  private static Options options() {
    return new OptionsBuilder()
        .include(RingBenchmark.class.getName() + ".*")
        .forks(1)
        .warmupIterations(4)
        .warmupTime(TimeValue.milliseconds(500))
        .measurementIterations(4)
        .measurementTime(TimeValue.milliseconds(500))
        .jvmArgsAppend(
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+AlwaysPreTouch",
            "-Xms256m",
            "-Xmx256m")
        .build();
  }

  /** A percentile of the time of one invocation, by record. */
  private static double perRecord(RunResult result, double percentile) {
    return result.getPrimaryResult().getStatistics().getPercentile(percentile)
        / RingBenchmark.CHUNK;
  }

  private static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
