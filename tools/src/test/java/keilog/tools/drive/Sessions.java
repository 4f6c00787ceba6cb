package keilog.tools.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.Schema;
import keilog.protocol.session.BlockCursor;
import keilog.protocol.session.BlockSpot;
import keilog.protocol.session.Chain;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.session.ReadReport;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;

/** What the tests of whole programs ask of recorded files. */
final class Sessions {
  private Sessions() {}

  /** The bytes up to the end of the last intact block. */
  static byte[] intactPrefix(Path file, byte[] left) throws IOException {
    BlockCursor cursor =
        BlockCursor.over(new DiskStorage(file.getParent()), file.getFileName().toString());
    long end = 0;
    for (Optional<BlockSpot> spot = cursor.nextOfFinished(left.length);
        spot.isPresent();
        spot = cursor.nextOfFinished(left.length)) {
      end = spot.get().offset() + spot.get().length();
    }
    return Arrays.copyOf(left, Math.toIntExact(end));
  }

  /** Up to when a file tells what was, on the machine's monotonic clock: newest sample or block. */
  static long recordedUntilNanos(Path file) throws IOException {
    long[] last = {0};
    ReadReport report =
        SessionReader.open(file)
            .read(
                new SessionVisitor() {
                  @Override
                  public void data(GroupBatch batch) {
                    last[0] = Math.max(last[0], batch.timeNanos(batch.size() - 1));
                  }
                });
    return Math.max(last[0], report.lastMillis() * 1_000_000);
  }

  /** The sources that have samples newer than a time. */
  static Set<String> sourcesSince(Path file, long sinceNanos) {
    Set<String> sources = new TreeSet<>();
    try {
      SessionReader.open(file)
          .read(
              new SessionVisitor() {
                @Override
                public void data(GroupBatch batch) {
                  if (batch.timeNanos(batch.size() - 1) > sinceNanos) {
                    sources.add(batch.group().source());
                  }
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  /** The number of samples of a closed or recovered file that must be whole. */
  static long undamagedSamples(Path file) throws IOException {
    ReadReport report = SessionReader.open(file).read(new SessionVisitor() {});
    assertTrue(report.complete(), () -> file + ": " + report);
    return report.samples();
  }

  /** Each session goes on with the one before it, so that the drive is one. */
  static void assertOneChain(List<Path> files) throws IOException {
    List<Schema> schemas = new ArrayList<>();
    for (Path file : files) {
      schemas.add(SessionReader.open(file).schema().orElseThrow());
    }
    assertEquals(1, Chain.of(schemas).size(), "drives made of " + files.size() + " sessions");
  }
}
