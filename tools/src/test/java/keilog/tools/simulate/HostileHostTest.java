package keilog.tools.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Drive;
import keilog.tools.simulate.drive.Garage;
import keilog.tools.simulate.drive.Road;
import keilog.tools.simulate.drive.Variation;
import keilog.tools.simulate.elm.Chip;
import keilog.tools.simulate.elm.ElmAdapter;
import keilog.tools.simulate.elm.ElmSettings;
import keilog.tools.simulate.gps.GpsReceiver;
import keilog.tools.simulate.gps.GpsSettings;
import keilog.tools.simulate.gps.SkyTime;
import keilog.tools.simulate.wire.DeviceBench;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Hosts that send anything: a device answers or keeps quiet, and works when spoken to well. */
final class HostileHostTest {
  private static final String[] PIECES = {
    "AT",
    "ST",
    "Z",
    "SP",
    "0",
    "1",
    "9",
    "A6",
    "BRD",
    "BR",
    "115200",
    "99999999",
    "PX",
    "H:7E0,",
    "D:",
    "010C",
    "R:1",
    "SH",
    "CRA",
    "X",
    "7E8",
    "ST",
    "FF",
    "CAF0",
    "H1",
    "S0",
    "L1",
    "E1",
    "MA",
    "WS",
    "D",
    "\r",
    "\r",
    "\r",
    "\n",
    " ",
    "\0",
    "é",
    "02",
    "0100",
    "09",
    "02010C",
    "CSEGR1",
    "DPN"
  };

  private final Drive drive =
      new Drive(
          Garage.find("az-1").orElseThrow(),
          Road.find("tsukuba-tc2000").orElseThrow(),
          1,
          Variation.HUMAN,
          0,
          -100);

  @RepeatedTest(12)
  void adapterSurvivesAnyCommand(RepetitionInfo round) {
    long seed = 1000 + round.getCurrentRepetition();
    System.out.println("adapterSurvivesAnyCommand: seed=" + seed);
    Random random = new Random(seed);
    Chip chip = Chip.values()[round.getCurrentRepetition() % Chip.values().length];
    ElmAdapter adapter =
        new ElmAdapter(
            ElmSettings.USUAL.withChip(chip),
            nanos -> drive.at(0),
            (ecu, pid, channel, car, nanos, truth, sent) -> {});
    DeviceBench bench = new DeviceBench(adapter, 0);
    bench.until(1_000_000_000L);
    for (int i = 0; i < 3000; i++) {
      bench.write(
          random.nextInt(10) == 0
              ? Character.toString((char) random.nextInt(256))
              : PIECES[random.nextInt(PIECES.length)]);
      if (random.nextInt(4) == 0) {
        bench.until(bench.now() + random.nextInt(60_000_000));
      }
      bench.takenBytes();
    }
    bench.write("\r");
    bench.until(bench.now() + 30_000_000_000L);
    bench.ask("x\r");
    bench.ask("ATE0\r");
    assertTrue(bench.ask("ATZ\r").contains("ELM327 v"), chip.text());
    assertEquals("ATE0\rOK\r\r>", bench.ask("ATE0\r"));
  }

  @RepeatedTest(6)
  void receiverSurvivesAnyMessage(RepetitionInfo round) {
    long seed = 2000 + round.getCurrentRepetition();
    System.out.println("receiverSurvivesAnyMessage: seed=" + seed);
    Random random = new Random(seed);
    SkyTime time =
        new SkyTime() {
          @Override
          public long utcNanos(long monotonicNanos) {
            return 1_800_000_000_000_000_000L + monotonicNanos;
          }

          @Override
          public long monotonicNanos(long utcNanos) {
            return utcNanos - 1_800_000_000_000_000_000L;
          }

          @Override
          public CarState carAt(long utcNanos) {
            return drive.at(0);
          }
        };
    GpsReceiver receiver =
        new GpsReceiver(
            GpsSettings.USUAL, time, drive.road().ground(), (utc, nanos, car, fixed) -> {});
    DeviceBench bench = new DeviceBench(receiver, 0);
    for (int i = 0; i < 400; i++) {
      bench.write(random.nextInt(3) == 0 ? rubbish(random) : message(random));
      bench.until(bench.now() + random.nextInt(5_000_000));
      bench.takenBytes();
    }
    bench.write(new byte[2048]);
    bench.until(bench.now() + 3_000_000_000L);
    bench.takenBytes();
    bench.write(new byte[] {(byte) 0xB5, 0x62, 0x0A, 0x04, 0x00, 0x00, 0x0E, 0x34});
    bench.until(bench.now() + 300_000_000);
    assertTrue(new String(bench.takenBytes(), StandardCharsets.ISO_8859_1).contains("PROTVER"));
  }

  private static byte[] rubbish(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A right frame round a random configuration. */
  private static byte[] message(Random random) {
    byte[] payload = new byte[random.nextInt(30)];
    random.nextBytes(payload);
    byte[] frame = new byte[payload.length + 8];
    frame[0] = (byte) 0xB5;
    frame[1] = 0x62;
    frame[2] = 6;
    frame[3] = new byte[] {0x00, 0x01, 0x08, (byte) 0x8A, 0x24, 0x3E}[random.nextInt(6)];
    frame[4] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 6, payload.length);
    int a = 0;
    int b = 0;
    for (int i = 2; i < frame.length - 2; i++) {
      a = a + frame[i] & 0xff;
      b = b + a & 0xff;
    }
    frame[frame.length - 2] = (byte) a;
    frame[frame.length - 1] = (byte) b;
    return frame;
  }
}
