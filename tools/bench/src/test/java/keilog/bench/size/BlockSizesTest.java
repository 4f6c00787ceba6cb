package keilog.bench.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockSizesTest {

  @Test
  void countsOneBlockASecondAndGetsEveryRowBack() {
    Recording drive = drive(30);
    BlockSizes sizes = BlockSizes.of(drive);
    assertEquals(30, sizes.blocks());
    assertTrue(sizes.dataBytes() > 30 * 28, "dataBytes=" + sizes.dataBytes());
    assertTrue(sizes.schemaBytes() > 2 * 28, "schemaBytes=" + sizes.schemaBytes());
  }

  @Test
  void takesTheFinestPrintedDecimalForAResolution() {
    Recording drive = drive(1);
    assertEquals(100, drive.groups().getFirst().channels().getFirst().scale().denominator());
    assertEquals(1, drive.groups().getFirst().channels().get(1).scale().denominator());
    assertEquals(100_000_000, drive.groups().getFirst().tickNanos());
    assertEquals(1025, drive.rows().getFirst().raws()[0]);
  }

  @Test
  void writesTextOfEverySample() throws IOException {
    Recording drive = drive(2);
    TextSizes text = TextSizes.of(drive);
    assertTrue(text.json() > 20 * drive.samples(), "json=" + text.json());
    assertTrue(text.csvGzip() > 20, "csvGzip=" + text.csvGzip());
  }

  private static Recording drive(int seconds) {
    Table table = new Table(List.of("speed", "gear"));
    for (int i = 0; i < seconds * 10; i++) {
      String tenths = "%d.%d".formatted(i / 10, i % 10);
      table.add(tenths, new String[] {"10.25", i % 7 == 3 ? "" : Integer.toString(i % 5)});
    }
    return new Recording(
        "test", List.of(table.group(1, "test", 0, 2)), table.rows(0, 0, 2, table.firstSeconds()));
  }
}
