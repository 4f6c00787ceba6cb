package keilog.bench.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StressRunTest {

  @Test
  void readsTheLastCountOfTheHarness() {
    String output =
        """
        (Results: 14 planned; 3 passed, 0 failed, 0 soft errs, 0 hard errs)
        (Results: 14 planned; 12 passed, 1 failed, 0 soft errs, 1 hard errs)
        """;
    assertEquals(new StressRun(14, 12, 1, 1), StressRun.last(output));
  }

  @Test
  void countsNothingWhereTheHarnessRanNothing() {
    assertEquals(new StressRun(0, 0, 0, 0), StressRun.last("FATAL: No matching tests."));
  }
}
