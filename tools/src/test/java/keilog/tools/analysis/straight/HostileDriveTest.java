package keilog.tools.analysis.straight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.channel.Channel;
import keilog.protocol.track.Fix;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.motion.Motion;
import org.junit.jupiter.api.Test;

/** Whatever a receiver and a car send: answers, or none with a reason; never an exception. */
class HostileDriveTest {
  private static final List<Channel> CHANNELS =
      List.of(
          Channel.VEHICLE_SPEED,
          Channel.ENGINE_SPEED,
          Channel.THROTTLE_POSITION,
          Channel.MANIFOLD_PRESSURE,
          Channel.BAROMETRIC_PRESSURE,
          Channel.INTAKE_AIR_TEMPERATURE,
          Channel.ACCELERATION_X,
          Channel.ACCELERATION_Y,
          Channel.ACCELERATION_Z);

  @Test
  void randomDrivesAreAnsweredWithoutAnException() {
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      Recording recording = drive(random);
      try {
        Motion motion = Motion.of(recording);
        assertEquals(recording.fixes().size(), motion.size());
        for (int i = 0; i < motion.size(); i++) {
          double sum =
              motion.east()[i] + motion.north()[i] + motion.speed()[i] + motion.heading()[i];
          assertTrue(Double.isFinite(sum), "row " + i);
        }
        StraightLine line =
            StraightLine.of(recording, motion, laps(random, motion), CarProfiles.find("az-1"));
        for (Sprint sprint : line.sprints()) {
          assertTrue(sprint.seconds() > 0 && sprint.metres() > 0, sprint::toString);
        }
        for (Pull pull : line.power().pulls()) {
          assertTrue(pull.band() > 0 && pull.band() <= Dynamometer.MOST_BAND, pull::toString);
          assertTrue(pull.kilowatts() > 0, pull::toString);
        }
        assertTrue(
            line.power().quality() != Quality.INSUFFICIENT || !line.power().reasons().isEmpty());
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  private static Recording drive(Random random) {
    int hz = new int[] {1, 5, 10, 25}[random.nextInt(4)];
    int rows = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(1500);
    double odd = random.nextInt(3) == 0 ? 0 : 0.2 * random.nextDouble();
    Fixes.Builder fixes = new Fixes.Builder();
    long epoch = 1_000_000_000_000L;
    double north = 0;
    double speed = 0;
    for (int i = 0; i < rows; i++) {
      epoch += 1_000_000_000L / hz;
      if (random.nextDouble() < odd / 10) {
        epoch += (long) (random.nextDouble() * 20e9);
      }
      speed = Math.clamp(speed + (random.nextDouble() - 0.45) * 8 / hz, 0, 60);
      north += speed / hz;
      Fix fix = new Fix();
      fix.gnssNanos = epoch;
      fix.timeNanos = epoch - 900_000_000_000L + random.nextInt(1_000_000);
      fix.latitude = 36 + north / 111_000;
      fix.longitude = 139;
      fix.speed = speed;
      fix.heading = random.nextDouble() * 4;
      fix.horizontalAccuracy = 0.5 + random.nextDouble();
      fix.speedAccuracy = 0.1;
      fix.quality = 3;
      fix.satellites = 12;
      spoil(fix, random, odd);
      fixes.add(fix, random.nextDouble() < odd ? Double.NaN : 40 * random.nextDouble());
    }
    long end = rows == 0 ? 100_000_000_000L : epoch - 900_000_000_000L;
    return new Recording(
        "hostile",
        Optional.empty(),
        Optional.empty(),
        fixes.build(),
        columns(random, end),
        List.of(),
        List.of(),
        List.of("hostile"));
  }

  private static void spoil(Fix fix, Random random, double odd) {
    if (random.nextDouble() < odd) {
      double[] values = {Double.NaN, 0, -1, 1e9, Double.POSITIVE_INFINITY};
      double value = values[random.nextInt(values.length)];
      switch (random.nextInt(6)) {
        case 0 -> fix.speed = value;
        case 1 -> fix.heading = value;
        case 2 -> fix.horizontalAccuracy = value;
        case 3 -> fix.speedAccuracy = value;
        case 4 -> fix.latitude = random.nextDouble() * 180 - 90;
        default -> fix.quality = 0;
      }
    }
  }

  private static List<Column> columns(Random random, long end) {
    List<Column> columns = new ArrayList<>();
    for (Channel channel : CHANNELS) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      int rows = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(4000);
      long[] times = new long[rows];
      float[] values = new float[rows];
      for (int i = 0; i < rows; i++) {
        times[i] = end * (i + 1) / (rows + 1);
        double wave = (1 + Math.sin(i * 0.01)) / 2;
        values[i] = (float) (channel.low() + wave * (channel.high() - channel.low()));
      }
      columns.add(
          new Column(
              channel.channelName(),
              Optional.of(channel),
              channel.unit().symbol(),
              "hostile",
              times,
              values));
    }
    return columns;
  }

  private static List<TimedLap> laps(Random random, Motion motion) {
    List<TimedLap> laps = new ArrayList<>();
    for (int i = 0; i < random.nextInt(6) && motion.size() > 0; i++) {
      long start = motion.epochs()[random.nextInt(motion.size())];
      long end = motion.epochs()[random.nextInt(motion.size())];
      laps.add(
          new TimedLap(
              i,
              TimedLap.Kind.FLYING,
              Math.min(start, end),
              Math.max(start, end),
              0,
              Quality.MEASURED,
              0,
              Set.of(),
              List.of()));
    }
    return laps;
  }
}
