package keilog.protocol.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to the fixes, no lap is invented; the same fixes give the same laps. */
class LapPropertiesTest {
  private static final Gate START = TestCar.gate("start", 0, 0, 0, 24);
  private static final double RADIUS = 30;
  private static final int LAPS = 6;

  private static TestCar drive(int hertz, long seed, double noise) {
    TestCar car = new TestCar(hertz, seed).watch(START).noise(noise, 0.05).at(0, -80, 0, 20);
    car.straight(80);
    for (int i = 0; i < LAPS; i++) {
      car.straight(100).turn(180, RADIUS).straight(200).turn(180, RADIUS).straight(100);
    }
    return car.straight(50);
  }

  @Test
  void neverInventsALapHoweverTheFixesAreTreated() {
    for (long seed = 1; seed <= 150; seed++) {
      Random random = new Random(seed);
      TestCar car = drive(List.of(1, 5, 10, 25).get(random.nextInt(4)), seed, 0.3);
      List<Fix> treated = treated(car.fixes(), random);
      Told told = Told.of(Track.of("stadium", START), treated);
      String where = "seed=" + seed + ", laps=" + told.laps;
      assertTrue(told.timed().size() <= LAPS, where);
      long end = Long.MIN_VALUE;
      for (TimedLap lap : told.laps) {
        assertTrue(lap.startNanos() <= lap.endNanos(), where);
        assertTrue(end == Long.MIN_VALUE || lap.startNanos() == end, where);
        end = lap.endNanos();
      }
      for (TimedLap lap : told.timed()) {
        double seconds = lap.durationNanos() * 1e-9;
        int whole = (int) Math.round(seconds / 29.42);
        double claimed = 4e-9 * lap.uncertaintyNanos() + 0.03;
        assertTrue(whole >= 1 && Math.abs(seconds - whole * 29.42) < claimed, where);
        assertTrue(whole == 1 || !lap.counts(), where);
      }
    }
  }

  private static List<Fix> treated(List<Fix> fixes, Random random) {
    double lost = random.nextDouble() * 0.3;
    double repeated = random.nextDouble() * 0.2;
    double swapped = random.nextDouble() * 0.2;
    List<Fix> treated = new ArrayList<>();
    for (Fix fix : fixes) {
      if (random.nextDouble() >= lost) {
        treated.add(fix);
        if (random.nextDouble() < repeated) {
          treated.add(fix);
        }
      }
    }
    for (int i = 1; i < treated.size(); i++) {
      if (random.nextDouble() < swapped) {
        Collections.swap(treated, i, i - 1);
      }
    }
    return treated;
  }

  @Test
  void survivesAnyFixWhatsoever() {
    double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -1e300, 0, 1e-300, 90, 180, -180.5, 361};
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      List<Fix> fixes = drive(10, seed, 0.1).fixes();
      for (Fix fix : fixes) {
        if (random.nextInt(12) == 0) {
          double value = odd[random.nextInt(odd.length)];
          switch (random.nextInt(7)) {
            case 0 -> fix.latitude = value;
            case 1 -> fix.longitude = value;
            case 2 -> fix.speed = value;
            case 3 -> fix.heading = value;
            case 4 -> fix.horizontalAccuracy = value;
            case 5 -> fix.quality = random.nextInt(7);
            default -> fix.timeNanos = (long) value;
          }
        }
      }
      Told told = Told.of(Track.of("stadium", START), fixes);
      assertTrue(told.timed().size() <= LAPS, "seed=" + seed + ", laps=" + told.laps);
    }
  }

  @Test
  void givesTheSameLapsEveryTimeAndKnowsThemSoonAfterTheLine() {
    for (int hertz : new int[] {1, 10, 25}) {
      List<Fix> fixes = drive(hertz, 5, 0.3).fixes();
      Told all = Told.of(Track.of("stadium", START), fixes);
      Told live = new Told();
      LapTimer timer = LapTimer.on(Track.of("stadium", START), live);
      for (Fix fix : fixes) {
        int before = live.timed().size();
        timer.fix(fix);
        if (live.timed().size() > before) {
          double late = (fix.gnssNanos - live.laps.getLast().endNanos()) * 1e-9;
          assertTrue(late < Math.max(0.7, 2.1 / hertz), "late=" + late);
        }
      }
      timer.end();
      assertEquals(all.laps, live.laps);
      assertEquals(all.sectors, live.sectors);
    }
  }

  @Test
  void allocatesNothingBetweenTheLines() {
    List<Fix> laps = drive(25, 3, 0.3).fixes();
    TestCar car = new TestCar(25, 4).noise(0.3, 0.05).at(200, 200, 0, 20);
    for (int i = 0; i < 60; i++) {
      car.straight(300).turn(180, 20).straight(300).turn(180, 20);
    }
    List<Fix> straights = car.fixes();
    long base = laps.getLast().gnssNanos;
    LapTimer timer = LapTimer.on(Track.of("stadium", START), new LapListener() {});
    laps.forEach(timer::fix);
    for (Fix fix : straights) {
      fix.gnssNanos += base - straights.getFirst().gnssNanos + 40_000_000;
    }
    int half = straights.size() / 2;
    for (int i = 0; i < half; i++) {
      timer.fix(straights.get(i));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = half; i < straights.size(); i++) {
      timer.fix(straights.get(i));
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    // The extension of the line, far off to its side, is met twice in each round.
    assertTrue(bytes < 20 * (straights.size() - half), "bytes=" + bytes + " fixes=" + half);
  }
}
