package keilog.device.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import keilog.device.lap.LapSettings;
import keilog.device.record.Drive.Content;
import keilog.device.record.Drive.Time;
import keilog.device.record.RecorderSettings.Start;
import keilog.protocol.testing.FaultyStorage;
import keilog.protocol.testing.StorageFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trouble of every kind in any order: whatever happens, every row is kept, once. */
class RandomTroubleTest {
  private static final StorageFault[] FAULTS = {
    StorageFault.BROKEN, StorageFault.FULL, StorageFault.READ_ONLY
  };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everyRowIsKeptOnceThroughAnyMixOfTrouble(int seed) throws IOException {
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    FaultyStorage storage = new FaultyStorage(seed);
    Time time = new Time();
    RecorderSettings s = Drive.settings(Start.ALWAYS);
    RecorderSettings settings =
        new RecorderSettings(
            s.device(),
            s.car(),
            s.software(),
            s.start(),
            Duration.ofSeconds(30),
            false,
            s.codec(),
            4L << 20,
            s.reserveBytes(),
            s.kernelBootId(),
            LapSettings.USUAL);
    Drive drive = new Drive(storage, time, settings);
    for (int i = 0; i < 60; i++) {
      drive.forMillis(random.nextInt(8_000));
      switch (random.nextInt(5)) {
        case 0 -> storage.failNext(FAULTS[random.nextInt(3)]);
        case 1 -> {
          int soon = storage.operations() + 1;
          storage.failAt(soon + random.nextInt(6), FAULTS[random.nextInt(3)]);
          storage.failAt(soon + random.nextInt(6), FAULTS[random.nextInt(3)]);
        }
        case 2 -> storage.failFromNow(FAULTS[random.nextInt(3)]);
        default -> storage.repair();
      }
    }
    storage.repair();
    drive.forMillis(30_000).shutDown();

    assertEquals(LongStream.range(0, time.nextRow).boxed().toList(), Drive.rows(storage));
    for (Content content : Drive.readAll(storage).values()) {
      assertTrue(content.report.complete(), () -> content.report.toString());
    }
    assertEquals(0, drive.recorder.facts().droppedRows());
  }
}
