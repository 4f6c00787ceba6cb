package keilog.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.End;
import keilog.protocol.testing.Needs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kernel's own failures on a real file, by strace: another process writes a session while its
 * system calls fail, are delayed, cut short, or end in SIGKILL.
 */
@Tag("fault")
class RealDiskFaultTest {
  private static final String NAME = Drive.SCHEMA.fileName();
  private static final int BLOCKS = 12;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "write:error=ENOSPC:when=4+",
        "write:error=EIO:when=5",
        "write:error=EROFS:when=3+",
        "write:signal=SIGKILL:when=6",
        "write:retval=20:when=4",
        "fdatasync:error=EIO:when=3",
        "fdatasync:signal=SIGKILL:when=4",
        "fdatasync:delay_enter=200000:when=2",
        "fsync:error=EIO:when=1"
      })
  void keepsEverythingThatWasForced(String fault, @TempDir Path folder)
      throws IOException, InterruptedException {
    List<String> said = write(fault, folder);
    DiskStorage disk = new DiskStorage(folder);
    for (String name : disk.list()) {
      Recovery.recover(disk, name);
    }
    long forced = said.stream().filter(line -> line.startsWith("forced")).count();
    System.out.println(fault + ": forced=" + forced + ", last=" + said.getLast());
    if (disk.size(NAME) < 0) {
      assertEquals(0, forced);
      return;
    }
    Heard heard = Heard.of(disk, NAME);
    heard.samples.forEach(s -> assertEquals(s.timeNanos() / 1_000_000_000, s.raw()));
    boolean lies = fault.contains("retval");
    assertTrue(lies || heard.samples.size() >= forced, fault);
    assertTrue(lies || heard.report.complete(), heard.damages::toString);
    assertEquals(1, heard.ends.size());
  }

  private static List<String> write(String fault, Path folder)
      throws IOException, InterruptedException {
    Path strace = Needs.program("strace", "strace");
    String call = fault.substring(0, fault.indexOf(':'));
    Process process =
        new ProcessBuilder(
                strace.toString(),
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                call.equals("fsync") ? folder.toString() : folder.resolve(NAME).toString(),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + fault,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the writer ends");
    return said.isBlank() ? List.of("nothing") : said.lines().toList();
  }

  /** The process that records: one row a block, forced, told. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] folder) {
      DataEncoder encoder = new DataEncoder(Drive.SCHEMA, DataEncoder.DEFAULT_CODEC);
      ByteBuffer payload = ByteBuffer.allocate(1 << 12);
      DiskStorage disk = new DiskStorage(Path.of(folder[0]));
      try (SessionWriter writer = SessionWriter.create(disk, Drive.SCHEMA, 0)) {
        for (int block = 0; block < BLOCKS; block++) {
          encoder.add(2, block * 1_000_000_000L, 1, new long[] {block});
          encoder.encode(block % 5 == 0, payload.clear());
          writer.append(BlockType.DATA, block % 5 == 0, block * 1000L, payload.flip());
          writer.force();
          System.out.println("forced " + block);
        }
        writer.end(End.of(End.Reason.STOPPED));
      } catch (IOException failure) {
        System.out.println("failed: " + failure.getMessage());
      }
    }
  }
}
