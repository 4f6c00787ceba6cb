package keilog.tools.simulate.gps;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Crossings;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Gate;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.Variation;
import keilog.tools.simulate.gps.GpsSettings.Receiver;
import keilog.tools.simulate.wire.DeviceBench;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laps computed from nothing but the bytes of NAV-PVT, against the truth. */
final class LapAccuracyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long UTC_START = 1_795_000_000L * SECOND;

  @ParameterizedTest
  @CsvSource({
    // fixes per second, noise, milliseconds rms allowed
    "10, none, 1",
    "25, none, 1",
    "10, real, 10",
    "25, real, 10"
  })
  void lapsFromTheWireAgreeWithTheTruth(int rate, String noise, double allowed) {
    Drive drive =
        new Drive(
            Garage.find("az-1").orElseThrow(),
            Road.find("tsukuba-tc2000").orElseThrow(),
            21,
            Variation.HUMAN,
            0,
            -150);
    List<Double> truth = new ArrayList<>();
    drive.listen(
        new Crossings(
            drive.road(),
            (gate, car) -> {
              if (gate.name().equals("start")) {
                truth.add(car.nanos() * 1e-9);
              }
            }));
    List<Double> measured =
        measure(drive, rate, noise.equals("real") ? GpsNoise.REAL : GpsNoise.NONE);
    assertTrue(measured.size() > 5 && measured.size() == truth.size(), "crossings=" + measured);
    double squares = 0;
    for (int i = 1; i < truth.size(); i++) {
      double error = measured.get(i) - measured.get(i - 1) - (truth.get(i) - truth.get(i - 1));
      squares += error * error * 1e6;
    }
    double rms = Math.sqrt(squares / (truth.size() - 1));
    System.out.printf("laps at %d Hz, noise %s: %.3f ms rms%n", rate, noise, rms);
    assertTrue(rms <= allowed, "rms=" + rms);
  }

  private static List<Double> measure(Drive drive, int rate, GpsNoise noise) {
    Gate start = drive.road().gates().getFirst();
    GpsSettings u = GpsSettings.USUAL;
    GpsReceiver receiver =
        new GpsReceiver(
            new GpsSettings(
                Receiver.UBLOX_M9,
                false,
                SECOND / rate,
                0,
                u.latencyNanos(),
                0,
                0,
                0,
                noise,
                "GN",
                5),
            new SkyTime() {
              @Override
              public long utcNanos(long monotonicNanos) {
                return UTC_START + monotonicNanos;
              }

              @Override
              public long monotonicNanos(long utcNanos) {
                return utcNanos - UTC_START;
              }

              @Override
              public CarState carAt(long utcNanos) {
                return drive.at(utcNanos - UTC_START);
              }
            },
            drive.road().ground(),
            (utc, nanos, car, fixed) -> {});
    DeviceBench bench = new DeviceBench(receiver, 0);
    List<Double> crossings = new ArrayList<>();
    double[] before = null;
    while (bench.now() < 480 * SECOND) {
      bench.until(bench.now() + SECOND / rate);
      ByteBuffer frames = ByteBuffer.wrap(bench.takenBytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < frames.limit(); at += 100) {
        double[] now = fix(frames, at, drive, start);
        if (before != null && before[1] < 0 && now[1] >= 0 && Math.abs(now[2] - 0.5) < 0.5) {
          crossings.add(interpolate(before, now));
        }
        before = now;
      }
    }
    return crossings;
  }

  /** Seconds, metres past the line, share along it, m/s. */
  private static double[] fix(ByteBuffer frames, int at, Drive drive, Gate gate) {
    double seconds = frames.get(at + 6 + 10) + frames.getInt(at + 6 + 16) * 1e-9;
    long whole = (frames.get(at + 6 + 8) * 60L + frames.get(at + 6 + 9)) * 60;
    double east = drive.road().ground().east(frames.getInt(at + 6 + 24) * 1e-7);
    double north = drive.road().ground().north(frames.getInt(at + 6 + 28) * 1e-7);
    double across = gate.rightEast() - gate.leftEast();
    double up = gate.rightNorth() - gate.leftNorth();
    double length = Math.hypot(across, up);
    double past = (across * (north - gate.leftNorth()) - up * (east - gate.leftEast())) / length;
    double share =
        (across * (east - gate.leftEast()) + up * (north - gate.leftNorth())) / (length * length);
    return new double[] {whole + seconds, past, share, frames.getInt(at + 6 + 60) / 1000.0};
  }

  /** Speed-weighted: constant acceleration between two fixes. */
  private static double interpolate(double[] before, double[] now) {
    double step = now[0] - before[0];
    double share = before[1] / (before[1] - now[1]);
    double driven = (before[3] + now[3]) / 2 * step;
    double acceleration = (now[3] - before[3]) / step;
    double left = 2 * share * driven;
    return before[0] + left / (before[3] + Math.sqrt(before[3] * before[3] + acceleration * left));
  }
}
