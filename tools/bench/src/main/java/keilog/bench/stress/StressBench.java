package keilog.bench.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import keilog.bench.stress.broken.StampBeforeContent;
import keilog.bench.stress.broken.WriterWithoutBusyMark;
import keilog.bench.stress.ours.FullRingCountsWhatItRefuses;
import keilog.bench.stress.ours.LappedObserverSeesWholeRows;
import keilog.bench.stress.ours.RecorderAndObserverShareTheRing;
import keilog.bench.stress.ours.RecorderSeesWholeRows;

/**
 * Runs each stress test by itself and ends with 1 unless every one of ours ran and passed, and
 * every control ran and failed. The harness alone would call it a success when it ran nothing.
 */
public final class StressBench {
  private static final List<Class<?>> OURS =
      List.of(
          RecorderSeesWholeRows.class,
          FullRingCountsWhatItRefuses.class,
          LappedObserverSeesWholeRows.class,
          RecorderAndObserverShareTheRing.class);
  private static final List<Class<?>> CONTROLS =
      List.of(WriterWithoutBusyMark.class, StampBeforeContent.class);

  private StressBench() {}

  /**
   * @param args the folder for the harness's reports
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int asExpected = 0;
    for (Class<?> test : OURS) {
      StressRun run = StressRun.of(test, folder);
      asExpected += say(test, run, run.planned() > 0 && run.passed() == run.planned(), "passes");
    }
    for (Class<?> control : CONTROLS) {
      StressRun run = StressRun.of(control, folder);
      asExpected += say(control, run, run.failed() > 0, "is found faulty");
    }
    int tests = OURS.size() + CONTROLS.size();
    System.out.printf(
        "%n%d of %d tests as expected (%d of ours, %d controls): %s%n",
        asExpected, tests, OURS.size(), CONTROLS.size(), asExpected == tests ? "kept" : "BROKEN");
    System.exit(asExpected == tests ? 0 : 1);
  }

  private static int say(Class<?> test, StressRun run, boolean asExpected, String expected) {
    System.out.printf(
        "%-34s %3d configurations, %3d passed, %3d failed, %d errors: %s%s%n",
        test.getSimpleName(),
        run.planned(),
        run.passed(),
        run.failed(),
        run.errors(),
        asExpected ? "" : "NOT as expected: ",
        expected);
    return asExpected ? 1 : 0;
  }
}
