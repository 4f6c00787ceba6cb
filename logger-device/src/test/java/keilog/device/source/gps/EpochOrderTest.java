package keilog.device.source.gps;

import static keilog.device.source.gps.EpochOrder.Verdict.NEXT;
import static keilog.device.source.gps.EpochOrder.Verdict.REFUSED;
import static keilog.device.source.gps.EpochOrder.Verdict.STEPPED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EpochOrderTest {
  private static final long MS = 1_000_000;
  private final EpochOrder order = new EpochOrder();

  private EpochOrder.Verdict at(long epochMs, long arrivalMs) {
    return order.judge(1_795_000_000_000L * MS + epochMs * MS, arrivalMs * MS);
  }

  @Test
  void refusesRepeatsStragglersAndNearTwins() {
    assertEquals(NEXT, at(0, 50));
    assertEquals(REFUSED, at(0, 60));
    assertEquals(NEXT, at(100, 150));
    assertEquals(REFUSED, at(0, 160));
    assertEquals(REFUSED, at(101, 170));
    assertEquals(NEXT, at(200, 250));
  }

  @Test
  void refusesOneWildDateButBelievesThreeInARow() {
    assertEquals(NEXT, at(0, 0));
    assertEquals(REFUSED, at(86_400_000, 100));
    assertEquals(NEXT, at(200, 200));
    assertEquals(REFUSED, at(-5_000, 300));
    assertEquals(REFUSED, at(-4_900, 400));
    assertEquals(STEPPED, at(-4_800, 500));
    assertEquals(NEXT, at(-4_700, 600));
  }

  @Test
  void goesOnAfterALeapSecondWithinItsRepeat() {
    long t = 0;
    assertEquals(NEXT, at(t, t));
    assertEquals(REFUSED, at(t - 900, t + 100));
    assertEquals(REFUSED, at(t - 800, t + 200));
    assertEquals(STEPPED, at(t - 700, t + 300));
  }

  @Test
  void acceptsAnyGapThatTheClockConfirms() {
    assertEquals(NEXT, at(0, 0));
    assertEquals(NEXT, at(3_600_000, 3_600_040));
  }
}
