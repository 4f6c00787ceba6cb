package keilog.bench.polling;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import keilog.device.link.LinkOpener;
import keilog.device.link.Links;
import keilog.device.source.elm.ElmPlan;
import keilog.device.source.elm.ElmSource;
import keilog.protocol.car.Poll;
import keilog.protocol.time.MonotonicClock;

/**
 * Prints what the ELM source reaches beside what adapter and wire allow, and ends with 1 when a
 * promise is broken: host gap at most 3 % of adapter and wire time at the median; PIDs per second
 * at least 97 % of the limit for a fixed plan and 85 % with slow PIDs mixed in, every request taken
 * at the median time of its kind, which stolen processor time does not touch; stamps within 2 ms
 * rms of the truth.
 */
public final class PollingBench {
  private static final int WARM_UP_MILLIS = 6_000;
  private static final int MEASURED_MILLIS = 15_000;
  private static final double MOST_GAP = 0.03;
  private static final double MOST_STAMP_ERROR_MILLIS = 2;

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting(38_400, 10, "elm327", false),
          new Setting(38_400, 10, "elm327", true),
          new Setting(115_200, 2, "elm327", false),
          new Setting(115_200, 2, "elm327", true));

  private PollingBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("keilog-polling");
    System.out.printf(
        Locale.ROOT,
        "%-20s %7s %9s %9s %9s %9s %9s %9s %9s %9s %8s%n",
        "baud-ecu",
        "n",
        "adapter",
        "gap p50",
        "gap p99",
        "gap/adpt",
        "limit",
        "at p50",
        "counted",
        "of limit",
        "stamps");
    System.out.printf(
        Locale.ROOT,
        "%-20s %7s %9s %9s %9s %9s %9s %9s %9s %9s %8s%n",
        "",
        "",
        "ms",
        "us",
        "us",
        "%",
        "PIDs/s",
        "PIDs/s",
        "PIDs/s",
        "%",
        "ms rms");
    boolean kept = true;
    for (Setting setting : SETTINGS) {
      kept &= run(setting, folder);
    }
    if (busy()) {
      System.out.println(
          "this machine is busy (load average above its cores): stamps are not judged, \"counted\""
              + " says little");
    }
    System.out.println(kept ? "promises kept" : "PROMISE BROKEN");
    System.exit(kept ? 0 : 1);
  }

  private static boolean run(Setting setting, Path folder)
      throws IOException, InterruptedException {
    Gathered gathered = new Gathered();
    MeasuredLink[] link = new MeasuredLink[1];
    double counted;
    SimulatedAdapter adapter = SimulatedAdapter.start(setting, folder);
    try (adapter) {
      LinkOpener opener = Links.opener(adapter.port(), setting.baud(), MonotonicClock.SYSTEM);
      LinkOpener measured = () -> link[0] = new MeasuredLink(opener.open());
      ElmSource source = ElmSource.over("elm", measured, setting.baud(), plan(setting.slow()));
      Thread thread =
          Thread.ofPlatform()
              .name("elm")
              .start(
                  () -> {
                    try {
                      source.run(gathered);
                    } catch (InterruptedException end) {
                      Thread.currentThread().interrupt();
                    }
                  });
      Thread.sleep(WARM_UP_MILLIS);
      link[0].restart();
      long startValues = gathered.fastValues();
      long startNanos = System.nanoTime();
      Thread.sleep(MEASURED_MILLIS);
      counted = (gathered.fastValues() - startValues) * 1e9 / (System.nanoTime() - startNanos);
      thread.interrupt();
      thread.join();
    }
    return verdict(
        setting, link[0], counted, gathered.stampErrorMillis(adapter.engineSpeedTruth()));
  }

  private static boolean busy() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() > system.getAvailableProcessors();
  }

  private static boolean verdict(
      Setting setting, MeasuredLink link, double counted, double stampMillis) {
    double gap = link.gapMicros(0.5) / 1e3 / setting.adapterMillis();
    double atMedian = Setting.PIDS * link.fastPerSecondAtMedian();
    boolean kept =
        gap <= MOST_GAP
            && atMedian >= setting.promised() * setting.limit()
            && (busy() || stampMillis <= MOST_STAMP_ERROR_MILLIS);
    System.out.printf(
        Locale.ROOT,
        "%-20s %7d %9.2f %9.0f %9.0f %9.2f %9.1f %9.1f %9.1f %9.1f %8.2f%s%n",
        setting.label(),
        link.size(),
        setting.adapterMillis(),
        link.gapMicros(0.5),
        link.gapMicros(0.99),
        100 * gap,
        setting.limit(),
        atMedian,
        counted,
        100 * atMedian / setting.limit(),
        stampMillis,
        kept ? "" : "   BROKEN");
    return kept;
  }

  private static ElmPlan plan(boolean slow) {
    List<Poll> fast =
        List.of(
            poll("engine_speed", 0),
            poll("vehicle_speed", 0),
            poll("manifold_pressure", 0),
            poll("throttle_position", 0),
            poll("coolant_temperature", 0));
    if (!slow) {
      return ElmPlan.of(fast);
    }
    List<Poll> all = new java.util.ArrayList<>(fast);
    all.add(poll("intake_air_temperature", 0.5));
    all.add(poll("barometric_pressure", 0.1));
    all.add(poll("battery_voltage", 0.5));
    return ElmPlan.of(all);
  }

  private static Poll poll(String channel, double hz) {
    return new Poll(channel, hz > 0 ? OptionalDouble.of(hz) : OptionalDouble.empty());
  }
}
