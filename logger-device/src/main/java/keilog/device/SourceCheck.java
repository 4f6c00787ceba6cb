package keilog.device;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import keilog.device.record.RecorderSettings;
import keilog.device.source.Source;
import keilog.device.source.SourceHealth;
import keilog.protocol.time.MonotonicClock;

/**
 * {@code --check}: opens every source at once, for 10 s, and says what it gives and what is wrong;
 * one that is still being set up is given up to 30 s.
 */
final class SourceCheck {
  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_MILLIS = 100;

  private SourceCheck() {}

  /**
   * @return 0 where every source gives values and the data folder can be written, else 1
   */
  static int run(
      Configuration configuration,
      Function<Configuration.Source, Source> makeSource,
      PrintStream out,
      MonotonicClock clock)
      throws InterruptedException {
    return run(configuration, makeSource, out, clock, CHECK_NANOS, LONGEST_NANOS);
  }

  static int run(
      Configuration configuration,
      Function<Configuration.Source, Source> makeSource,
      PrintStream out,
      MonotonicClock clock,
      long checkNanos,
      long longestNanos)
      throws InterruptedException {
    Map<Configuration.Source, CheckContext> contexts = new LinkedHashMap<>();
    Map<Configuration.Source, SourceThread> threads = new LinkedHashMap<>();
    for (Configuration.Source source : configuration.sources()) {
      CheckContext context = new CheckContext(source.name(), clock);
      contexts.put(source, context);
      threads.put(source, SourceThread.start(makeSource.apply(source), context));
    }
    long begun = clock.nanos();
    while (clock.nanos() - begun < checkNanos / 2) {
      Thread.sleep(LOOK_MILLIS);
    }
    contexts.values().forEach(CheckContext::mark);
    while (clock.nanos() - begun < checkNanos
        || clock.nanos() - begun < longestNanos && anyStarting(contexts)) {
      Thread.sleep(LOOK_MILLIS);
    }
    boolean good = true;
    for (var entry : contexts.entrySet()) {
      good &= report(entry.getKey(), entry.getValue(), out);
    }
    threads.values().forEach(SourceThread::interrupt);
    threads.values().forEach(SourceThread::close);
    good &= card(configuration.data(), out);
    out.println(good ? "all is well" : "not everything works; see above");
    return good ? 0 : 1;
  }

  private static boolean anyStarting(Map<Configuration.Source, CheckContext> contexts) {
    return contexts.values().stream()
        .anyMatch(c -> c.health().state() == SourceHealth.State.STARTING);
  }

  private static boolean report(
      Configuration.Source source, CheckContext context, PrintStream out) {
    SourceHealth health = context.health();
    List<CheckContext.Given> given = context.given();
    boolean gives = given.stream().anyMatch(g -> g.count() > 0);
    boolean good = gives && health.state() == SourceHealth.State.RUNNING;
    out.printf(
        "%s  %s  %s%n",
        source.name(), source.port(), health.state().name().toLowerCase(Locale.ROOT));
    if (!health.detail().isEmpty()) {
      out.println("  " + health.detail());
    }
    if (!health.action().isEmpty()) {
      out.println("  what to do: " + health.action());
    }
    for (CheckContext.Given g : given) {
      if (g.count() == 0) {
        out.printf("  %-26s no value came%n", g.channel().name());
      } else {
        boolean plausible = g.value() >= g.channel().low() && g.value() <= g.channel().high();
        out.printf(
            Locale.ROOT,
            "  %-26s %12s %-5s %7.1f Hz%s%n",
            g.channel().name(),
            String.format(Locale.ROOT, "%." + g.channel().decimals() + "f", g.value()),
            g.channel().unit(),
            g.rateHz(),
            plausible
                ? ""
                : "  implausible: beyond %s to %s"
                    .formatted(g.channel().low(), g.channel().high()));
      }
    }
    return good;
  }

  private static boolean card(Path data, PrintStream out) {
    Path sessions = data.resolve("sessions");
    try {
      Files.createDirectories(sessions);
      Path probe = Files.createTempFile(sessions, "check", ".part");
      Files.delete(probe);
      long usable = Files.getFileStore(sessions).getUsableSpace();
      out.printf(
          Locale.ROOT,
          "data  %s  about %.0f hours fit%n",
          sessions,
          RecorderSettings.usualHours(usable));
      return true;
    } catch (IOException failure) {
      out.printf("data  %s  cannot be written: %s%n", sessions, failure);
      out.println("  what to do: check data in the configuration, and the folder's rights");
      return false;
    }
  }
}
