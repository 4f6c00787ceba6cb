package keilog.device.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatestValuesTest {

  @Test
  void keepsTheNewestOfEachColumnAndCountsThem() {
    LatestValues latest = new LatestValues(3);
    LatestValues.Reading reading = latest.newReading();
    latest.read(reading);
    assertEquals(0, reading.count(0));
    long[] row = {1, 2, 3};
    latest.update(10, 0b101, row);
    row[0] = 7;
    latest.update(20, 0b001, row);
    latest.read(reading);

    assertEquals(7, reading.raw(0));
    assertEquals(20, reading.timeNanos(0));
    assertEquals(2, reading.count(0));
    assertEquals(0, reading.count(1));
    assertEquals(3, reading.raw(2));
    assertEquals(10, reading.timeNanos(2));
    assertEquals(2, latest.rows());
    assertEquals(3, latest.columns());
  }

  @Test
  void aReaderNeverSeesHalfARow() throws InterruptedException {
    LatestValues latest = new LatestValues(8);
    Thread writer =
        new Thread(
            () -> {
              long[] row = new long[8];
              for (long n = 1; n <= 3_000_000; n++) {
                java.util.Arrays.fill(row, n);
                latest.update(n, 0xFF, row);
              }
            },
            "writer");
    LatestValues.Reading reading = latest.newReading();
    writer.start();
    long last = 0;
    while (last < 3_000_000) {
      latest.read(reading);
      long now = reading.raw(0);
      assertTrue(now >= last);
      for (int column = 0; column < 8; column++) {
        assertEquals(now, reading.raw(column));
        assertEquals(now, reading.timeNanos(column));
        assertEquals(now, reading.count(column));
      }
      last = now;
    }
    writer.join();
  }
}
