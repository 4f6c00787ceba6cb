package keilog.tools.simulate.gps;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import keilog.protocol.track.Crossing;
import keilog.protocol.track.Fix;
import keilog.protocol.track.LapListener;
import keilog.protocol.track.LapTimer;
import keilog.protocol.track.Tracks;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Crossings;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.Variation;
import keilog.tools.simulate.gps.GpsSettings.Receiver;
import keilog.tools.simulate.wire.DeviceBench;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laps timed from nothing but the bytes of NAV-PVT, against the truth. */
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
    LapTimer timer =
        LapTimer.on(
            Tracks.find("tsukuba-tc2000").orElseThrow(),
            new LapListener() {
              @Override
              public void crossed(Crossing crossing) {
                if (crossing.gate().name().equals("start")) {
                  crossings.add(crossing.gnssNanos() * 1e-9);
                }
              }
            });
    Fix fix = new Fix();
    while (bench.now() < 480 * SECOND) {
      bench.until(bench.now() + SECOND / rate);
      ByteBuffer frames = ByteBuffer.wrap(bench.takenBytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < frames.limit(); at += 100) {
        read(frames, at + 6, fix);
        timer.fix(fix);
      }
    }
    timer.end();
    return crossings;
  }

  /** Of a NAV-PVT payload. Time of day serves for the epoch: no drive here lasts past midnight. */
  private static void read(ByteBuffer frames, int at, Fix fix) {
    long whole = (frames.get(at + 8) * 60L + frames.get(at + 9)) * 60 + frames.get(at + 10);
    fix.gnssNanos = whole * SECOND + frames.getInt(at + 16);
    fix.timeNanos = fix.gnssNanos;
    fix.quality = frames.get(at + 20);
    fix.satellites = frames.get(at + 23);
    fix.longitude = frames.getInt(at + 24) * 1e-7;
    fix.latitude = frames.getInt(at + 28) * 1e-7;
    fix.horizontalAccuracy = frames.getInt(at + 40) / 1000.0;
    fix.speed = frames.getInt(at + 60) / 1000.0;
    fix.heading = frames.getInt(at + 64) * 1e-5;
    fix.speedAccuracy = frames.getInt(at + 68) / 1000.0;
  }
}
