package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import keilog.device.link.Link;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.time.MonotonicClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A poll in steady state allocates nothing. */
@Timeout(60)
class AllocationTest {
  private static final int WARM_UP = 30_000;
  private static final int MEASURED = 30_000;
  private static final long END_NANOS = 10_000 * Adapter.SECOND;

  @AfterEach
  void leaveNoInterruptBehind() {
    Thread.interrupted();
  }

  @Test
  void steadyPollingAllocatesNothing() {
    Counting counting = new Counting();
    ElmSource source =
        new ElmSource(
            "elm",
            () -> new Canned(counting),
            ElmSourceTest.fivePids(),
            LineSpeeds.fixed(38_400),
            counting::pause);
    assertThrows(InterruptedException.class, () -> source.run(counting));
    double bytesPerPoll = (double) (counting.endBytes - counting.startBytes) / MEASURED;
    System.out.printf("allocation: %.3f bytes per poll%n", bytesPerPoll);
    // A figure's window closes every five seconds of the fake clock: that is all there is.
    assertTrue(bytesPerPoll < 8, "bytes per poll " + bytesPerPoll);
  }

  /** Knows the bytes this thread has allocated between two rows. */
  private static final class Counting implements SourceContext {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final MonotonicClock clock = () -> this.nowNanos;
    private long nowNanos = 1_000_000_000L;
    private int rows;
    private long startBytes;
    private long endBytes;

    private void pause(long nanos) throws InterruptedException {
      nowNanos += nanos;
      if (nowNanos > END_NANOS) {
        throw new InterruptedException();
      }
    }

    @Override
    public MonotonicClock clock() {
      return clock;
    }

    @Override
    public GroupSpec declare(long tickNanos, long periodNanos, List<ChannelSpec> channels) {
      return new GroupSpec(1, "elm", tickNanos, periodNanos, channels);
    }

    @Override
    public int localId(String channelName) {
      return 0x8000;
    }

    @Override
    public boolean offer(Row row) {
      rows++;
      if (rows == WARM_UP) {
        startBytes = threads.getCurrentThreadAllocatedBytes();
      } else if (rows == WARM_UP + MEASURED) {
        endBytes = threads.getCurrentThreadAllocatedBytes();
        Thread.currentThread().interrupt();
      }
      return true;
    }

    @Override
    public void health(SourceHealth health) {}

    @Override
    public void clockFix(long monotonicNanos, long utcNanos, long uncertaintyNanos) {}
  }

  /** Answers at once, from constants. */
  private static final class Canned implements Link {
    private static final byte[] OK = ascii("OK\r\r>");
    private static final byte[] NAME = ascii("ELM327 v1.5\r\r>");
    private static final byte[] BITMAP = ascii("7E8064100183A8000\r\r>");
    private static final byte[] DATA = ascii("00C\r0:410C1AF80D32\r1:0B641133058200\r\r>");
    private final Counting counting;
    private byte[] answer = OK;

    Canned(Counting counting) {
      this.counting = counting;
    }

    private static byte[] ascii(String text) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean write(byte[] bytes, int offset, int length) {
      counting.nowNanos += 10_000_000;
      if (bytes[0] == '\r' || length > 8) {
        answer = DATA;
      } else if (bytes[0] == '0') {
        answer = BITMAP;
      } else {
        answer = bytes[2] == 'Z' ? NAME : OK;
      }
      return true;
    }

    @Override
    public int read(byte[] into, int offset, int length, int timeoutMillis) {
      if (answer == null) {
        counting.nowNanos += timeoutMillis * 1_000_000L;
        return 0;
      }
      counting.nowNanos += 10_000_000;
      int count = answer.length;
      System.arraycopy(answer, 0, into, offset, count);
      answer = null;
      return count;
    }

    @Override
    public long arrivedNanos() {
      return counting.nowNanos;
    }

    @Override
    public int baud() {
      return 38_400;
    }

    @Override
    public void setBaud(int baud) {}

    @Override
    public void close() {}
  }
}
