package keilog.tools.simulate.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LapBookTest {
  @Test
  void wayToTheFirstStartLineIsNoLap() {
    LapBook book = new LapBook();
    book.crossed("sector 2", 5);
    book.crossed("start", 10);
    book.crossed("sector 1", 30);
    book.crossed("sector 2", 60);
    book.crossed("start", 110);
    book.crossed("sector 1", 120);
    assertEquals(
        List.of(
            new Lap(
                1,
                10,
                110,
                List.of(
                    new Lap.Sector("sector 1", 30, 20),
                    new Lap.Sector("sector 2", 60, 30),
                    new Lap.Sector("start", 110, 50)))),
        book.laps());
    assertEquals(100, book.laps().getFirst().nanos());
  }
}
