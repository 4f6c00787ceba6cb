package keilog.bench.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecordingWayTest {

  @Test
  void recordsEverySampleThatIsOffered() {
    RecordingWay way = new RecordingWay();
    way.run(20);
    assertEquals(20 * (300 + 2 + 30), way.samples());
    assertTrue(way.blockBytesPerSample() < 1.0, "bytes=" + way.blockBytesPerSample());
  }
}
