package keilog.tools.simulate.drive;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DriveTest {
  @Test
  void look() {
    Road road = Road.find("tsukuba-tc2000").orElseThrow();
    System.out.println(
        road.length()
            + " "
            + road.east(road.length() - 1e-9)
            + " "
            + road.north(road.length() - 1e-9));
    Drive drive =
        new Drive(
            Garage.find("az-1").orElseThrow(), road, 1, Variation.HUMAN, 3_000_000_000L, -150);
    long t0 = System.nanoTime();
    double max = 0, min = 99;
    int lastGear = 0;
    List<Double> laps = new ArrayList<>();
    double prev = drive.at(0).distance();
    for (long ms = 0; ms < 320_000; ms++) {
      CarState s = drive.at(ms * 1_000_000);
      if (Math.floor(s.distance() / road.length()) != Math.floor(prev / road.length()))
        laps.add(ms / 1000.0);
      prev = s.distance();
      if (ms < 100000 && ms % 1000 == 0)
        System.out.printf(
            "%5.1f s=%7.1f v=%5.1f rpm=%5.0f g=%d thr=%.2f brk=%.2f map=%.0f a=%.2f lat=%.2f"
                + " cool=%.1f iat=%.1f oil=%.1f%n",
            ms / 1000.0,
            s.distance(),
            s.speedKmh(),
            s.rpm(),
            s.gear(),
            s.throttle(),
            s.brake(),
            s.manifoldKpa(),
            s.acceleration(),
            s.lateral(),
            s.coolantCelsius(),
            s.intakeCelsius(),
            s.oilCelsius());
    }
    System.out.println(laps + " cpu " + (System.nanoTime() - t0) / 1e6 + " ms");
  }
}
