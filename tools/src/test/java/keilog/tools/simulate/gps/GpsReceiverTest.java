package keilog.tools.simulate.gps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.Variation;
import keilog.tools.simulate.gps.GpsSettings.Receiver;
import keilog.tools.simulate.wire.DeviceBench;
import keilog.tools.simulate.wire.Mishap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames are taken apart here by offsets of the u-blox specification, not by what made them. */
final class GpsReceiverTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long UTC_START =
      Instant.parse("2026-11-20T10:00:00.250Z").toEpochMilli() * 1_000_000;

  private final Drive drive =
      new Drive(
          Garage.find("az-1").orElseThrow(),
          Road.find("tsukuba-tc2000").orElseThrow(),
          1,
          Variation.HUMAN,
          SECOND,
          -120);

  private final List<Long> epochs = new ArrayList<>();

  private record Heard(long nanos, byte[] frame) {
    int intAt(int offset) {
      return buffer().getInt(6 + offset);
    }

    int byteAt(int offset) {
      return frame[6 + offset] & 0xff;
    }

    int shortAt(int offset) {
      return buffer().getShort(6 + offset) & 0xffff;
    }

    private ByteBuffer buffer() {
      return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static GpsSettings settings(Receiver model, long periodMillis, GpsNoise noise) {
    GpsSettings u = GpsSettings.USUAL;
    return new GpsSettings(
        model,
        false,
        periodMillis * 1_000_000,
        u.baud(),
        u.latencyNanos(),
        u.jitterNanos(),
        0,
        0,
        noise,
        "GN",
        1);
  }

  private GpsReceiver receiver(GpsSettings settings) {
    SkyTime time =
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
        };
    return new GpsReceiver(
        settings, time, drive.road().ground(), (utc, nanos, car, fixed) -> epochs.add(utc));
  }

  /**
   * Everything said until an instant, cut into UBX frames, with the time of each one's last byte.
   */
  private static List<Heard> frames(DeviceBench bench, long untilNanos) {
    List<Heard> frames = new ArrayList<>();
    byte[] rest = {};
    while (bench.now() < untilNanos) {
      bench.until(bench.now() + 1_000_000);
      byte[] more = bench.takenBytes();
      ByteBuffer all = ByteBuffer.allocate(rest.length + more.length).put(rest).put(more).flip();
      all.order(ByteOrder.LITTLE_ENDIAN);
      while (all.remaining() >= 8
          && all.remaining() >= 8 + (all.getShort(all.position() + 4) & 0xffff)) {
        byte[] frame = new byte[8 + (all.getShort(all.position() + 4) & 0xffff)];
        all.get(frame);
        assertEquals((byte) 0xB5, frame[0]);
        assertEquals((byte) 0x62, frame[1]);
        frames.add(new Heard(bench.now(), frame));
      }
      rest = new byte[all.remaining()];
      all.get(rest);
    }
    return frames;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", "").toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource({"40", "100", "200", "1000"})
  void epochsAreExactMultiplesOfThePeriodAndComeLate(int periodMillis) {
    DeviceBench bench =
        new DeviceBench(receiver(settings(Receiver.UBLOX_M9, periodMillis, GpsNoise.NONE)), 0);
    List<Heard> frames = frames(bench, 5 * SECOND);
    assertTrue(frames.size() >= 5000 / periodMillis - 2, "frames=" + frames.size());
    long previous = 0;
    for (Heard heard : frames) {
      long utc = utcOf(heard);
      assertEquals(0, utc % (periodMillis * 1_000_000L));
      assertTrue(previous == 0 || utc - previous == periodMillis * 1_000_000L);
      previous = utc;
      long late = heard.nanos() - (utc - UTC_START);
      double wire = 100 * 10e9 / 115_200;
      assertTrue(late >= 70_000_000 + wire - 1 && late <= 97_000_000 + wire, "late=" + late);
      // GPS time of week: UTC + 18 s, from Sunday; 2026-11-20 is a Friday.
      assertEquals(
          (5 * 86_400 + 10 * 3600 + 18) * 1000L,
          (heard.intAt(0) - (utc - tenOClock()) / 1_000_000));
    }
  }

  private static long tenOClock() {
    return Instant.parse("2026-11-20T10:00:00Z").toEpochMilli() * 1_000_000;
  }

  private static long utcOf(Heard heard) {
    String text =
        "%04d-%02d-%02dT%02d:%02d:%02dZ"
            .formatted(
                heard.shortAt(4),
                heard.byteAt(6),
                heard.byteAt(7),
                heard.byteAt(8),
                heard.byteAt(9),
                heard.byteAt(10));
    return Instant.parse(text).getEpochSecond() * SECOND + heard.intAt(16);
  }

  @Test
  void withoutNoiseAFixIsTheTruthToTheLastDigit() {
    DeviceBench bench =
        new DeviceBench(receiver(settings(Receiver.UBLOX_M9, 100, GpsNoise.NONE)), 0);
    for (Heard heard : frames(bench, 12 * SECOND)) {
      CarState car = drive.at(utcOf(heard) - UTC_START);
      assertEquals(drive.road().ground().longitude(car.east()) * 1e7, heard.intAt(24), 0.51);
      assertEquals(drive.road().ground().latitude(car.north()) * 1e7, heard.intAt(28), 0.51);
      assertEquals(car.speed() * 1000, heard.intAt(60), 1);
      assertEquals(3, heard.byteAt(20));
      assertEquals(1, heard.byteAt(21));
    }
  }

  @Test
  void noiseIsAsWideAsSaid() {
    DeviceBench bench =
        new DeviceBench(receiver(settings(Receiver.UBLOX_M9, 100, GpsNoise.REAL)), 0);
    double place = 0;
    double speed = 0;
    List<Heard> frames = frames(bench, 14 * SECOND);
    for (Heard heard : frames) {
      CarState car = drive.at(utcOf(heard) - UTC_START);
      double north = drive.road().ground().north(heard.intAt(28) * 1e-7) - car.north();
      double east = drive.road().ground().east(heard.intAt(24) * 1e-7) - car.east();
      place += north * north + east * east;
      double faster = heard.intAt(60) / 1000.0 - car.speed();
      speed += faster * faster;
    }
    double placeRms = Math.sqrt(place / frames.size());
    double speedRms = Math.sqrt(speed / frames.size());
    assertTrue(placeRms > 0.05 && placeRms < 4, "place m rms=" + placeRms);
    assertTrue(speedRms > 0.01 && speedRms < 0.09, "speed m/s rms=" + speedRms);
  }

  @Test
  void obeysValsetAndAcknowledges() {
    DeviceBench bench =
        new DeviceBench(receiver(settings(Receiver.UBLOX_M9, 1000, GpsNoise.NONE)), 0);
    bench.until(SECOND / 10);
    bench.taken();
    // Rate 100 ms, NAV-PVT on UART1, NMEA off, dynamic model 4.
    bench.write(bytes("B562068A19000001000001002130640007009120010200741000210011 2004F59E"));
    List<Heard> frames = frames(bench, 3 * SECOND);
    assertArrayEquals(bytes("B562050102 00068A98C1"), frames.getFirst().frame());
    assertTrue(frames.size() > 25, "ten a second: frames=" + frames.size());
  }

  @Test
  void olderReceiverRefusesValsetAndObeysCfgRate() {
    DeviceBench bench =
        new DeviceBench(receiver(settings(Receiver.UBLOX_M8, 1000, GpsNoise.NONE)), 0);
    bench.write(bytes("B562068A0C000001000001005240 00C20100F3A5"));
    bench.write(bytes("B562060806006400010001007A12"));
    List<Heard> frames = frames(bench, 3 * SECOND);
    assertArrayEquals(bytes("B562050002 00068A97BC"), frames.get(0).frame());
    assertArrayEquals(UbxFrames.acknowledge(true, 0x06, 0x08), frames.get(1).frame());
    assertTrue(frames.size() > 25, "frames=" + frames.size());
    bench.write(bytes("B562060806002800010001003EAA"));
    assertArrayEquals(
        UbxFrames.acknowledge(false, 0x06, 0x08), acknowledgement(frames(bench, 4 * SECOND)));
  }

  private static byte[] acknowledgement(List<Heard> frames) {
    return frames.stream().filter(f -> f.frame()[2] == 5).findFirst().orElseThrow().frame();
  }

  @Test
  void newestReceiverKnowsOnlyValset() {
    DeviceBench bench =
        new DeviceBench(receiver(settings(Receiver.UBLOX_M10, 1000, GpsNoise.NONE)), 0);
    bench.write(bytes("B562060806006400010001007A12"));
    assertArrayEquals(
        UbxFrames.acknowledge(false, 0x06, 0x08), acknowledgement(frames(bench, SECOND / 2)));
  }

  @Test
  void acknowledgesANewSpeedAtTheOldOne() {
    GpsReceiver receiver = receiver(settings(Receiver.UBLOX_M9, 1000, GpsNoise.NONE));
    DeviceBench bench = new DeviceBench(receiver, 0);
    bench.write(UbxFrames.frame(0x06, 0x8A, bytes("00010000 01005240 00100E00")));
    byte[] heard = frames(bench, bench.now() + 2_000_000).getFirst().frame();
    assertArrayEquals(bytes("B562050102 00068A98C1"), heard);
    bench.until(bench.now() + 1_000_000);
    assertEquals(921_600, receiver.transmitter().baud());
  }

  @Test
  void saysWhoItIs() {
    DeviceBench bench =
        new DeviceBench(receiver(settings(Receiver.UBLOX_M10, 1000, GpsNoise.NONE)), 0);
    bench.write(bytes("B5620A0400000E34"));
    byte[] frame = frames(bench, SECOND / 10).getFirst().frame();
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("PROTVER=34.10") && text.contains("MOD=MAX-M10S"), text);
  }

  @Test
  void freshFromTheFactoryItSpeaksSentencesOnceASecond() {
    GpsSettings u = GpsSettings.USUAL;
    GpsSettings fresh =
        new GpsSettings(
            Receiver.UBLOX_M8,
            true,
            u.periodNanos(),
            9600,
            u.latencyNanos(),
            u.jitterNanos(),
            0,
            0,
            GpsNoise.NONE,
            "GN",
            1);
    DeviceBench bench = new DeviceBench(receiver(fresh), 0);
    bench.until(4 * SECOND);
    String text = bench.taken();
    assertEquals(4, text.split("\\$GNRMC,", -1).length - 1);
    // CFG-PRT: UART1 at 115,200, out UBX only.
    bench.write(bytes("B56206001400010000 00D008000000C201000300010000000000BA52"));
    bench.until(bench.now() + 500_000_000);
    bench.takenBytes();
    bench.write(bytes("B562060103000107011351"));
    List<Heard> frames = frames(bench, 8 * SECOND);
    assertArrayEquals(UbxFrames.acknowledge(true, 0x06, 0x01), acknowledgement(frames));
    assertTrue(frames.size() >= 4, "frames=" + frames.size());
  }

  @Test
  void sentencesHaveRightChecksumsAndSayTheTruth() {
    DeviceBench bench = new DeviceBench(receiver(settings(Receiver.NMEA, 200, GpsNoise.NONE)), 0);
    bench.until(8 * SECOND);
    int rmc = 0;
    for (String line : bench.taken().split("\r\n")) {
      assertEquals(sum(line), line.substring(line.length() - 2), line);
      String[] f = line.split("[,*]");
      if (f[0].equals("$GNRMC")) {
        rmc++;
        long utc =
            Instant.parse(
                        "2026-11-20T%s:%s:%sZ"
                            .formatted(
                                f[1].substring(0, 2), f[1].substring(2, 4), f[1].substring(4)))
                    .toEpochMilli()
                * 1_000_000;
        CarState car = drive.at(utc - UTC_START);
        double latitude =
            Integer.parseInt(f[3].substring(0, 2)) + Double.parseDouble(f[3].substring(2)) / 60;
        double longitude =
            Integer.parseInt(f[5].substring(0, 3)) + Double.parseDouble(f[5].substring(3)) / 60;
        assertEquals(drive.road().ground().latitude(car.north()), latitude, 1e-7);
        assertEquals(drive.road().ground().longitude(car.east()), longitude, 1e-7);
        assertEquals(car.speed() * 3600 / 1852, Double.parseDouble(f[7]), 0.001);
        assertEquals("A", f[2]);
        assertEquals("201126", f[9]);
      }
    }
    assertTrue(rmc >= 38, "rmc=" + rmc);
  }

  private static String sum(String line) {
    int sum = 0;
    for (int i = 1; i < line.indexOf('*'); i++) {
      sum ^= line.charAt(i);
    }
    return "%02X".formatted(sum);
  }

  @Test
  void losingTheSkyEndsTheFixNotTheEpochs() {
    GpsReceiver receiver = receiver(settings(Receiver.UBLOX_M9, 100, GpsNoise.NONE));
    DeviceBench bench = new DeviceBench(receiver, 0);
    bench.until(SECOND);
    receiver.fault(Mishap.LOSS, SECOND, 3 * SECOND);
    bench.takenBytes();
    List<Heard> frames = frames(bench, 5 * SECOND);
    long without = frames.stream().filter(f -> f.byteAt(20) == 0 && f.byteAt(21) == 0).count();
    assertTrue(without >= 18 && without <= 21, "without=" + without);
    assertEquals(3, frames.getLast().byteAt(20));
  }

  @Test
  void coldStartGivesTimeBeforePlace() {
    GpsSettings u = GpsSettings.USUAL;
    GpsSettings cold =
        new GpsSettings(
            Receiver.UBLOX_M9,
            false,
            u.periodNanos(),
            u.baud(),
            u.latencyNanos(),
            u.jitterNanos(),
            5,
            0,
            GpsNoise.NONE,
            "GN",
            1);
    DeviceBench bench = new DeviceBench(receiver(cold), 0);
    List<Heard> frames = frames(bench, 8 * SECOND);
    assertEquals(0, frames.getFirst().byteAt(11));
    assertEquals(0, frames.getFirst().byteAt(20));
    assertEquals(7, frames.getLast().byteAt(11));
    assertEquals(3, frames.getLast().byteAt(20));
    int before = 0;
    for (Heard heard : frames) {
      assertTrue(heard.byteAt(11) >= before, "what is known is not forgotten");
      before = heard.byteAt(11);
    }
  }

  @Test
  void lineTooSlowForTheRateDropsWholeEpochs() {
    GpsSettings u = GpsSettings.USUAL;
    GpsSettings slow =
        new GpsSettings(
            Receiver.NMEA,
            false,
            u.periodNanos(),
            9600,
            u.latencyNanos(),
            u.jitterNanos(),
            0,
            0,
            GpsNoise.NONE,
            "GN",
            1);
    DeviceBench bench = new DeviceBench(receiver(slow), 0);
    bench.until(20 * SECOND);
    String text = bench.taken();
    int complete = 0;
    for (String line : text.substring(0, text.lastIndexOf("\r\n")).split("\r\n")) {
      assertEquals(sum(line), line.substring(line.length() - 2), line);
      complete++;
    }
    assertTrue(complete < 20 * 10 * 5 / 2, "lines=" + complete);
    assertFalse(epochs.size() > 100, "epochs said to be sent=" + epochs.size());
  }
}
