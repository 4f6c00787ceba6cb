package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.Random;
import keilog.device.link.Link;
import keilog.device.link.LinkOpener;
import keilog.device.source.SourceHealth.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the far end does: no exception, no busy loop, a plain word, and back to work. */
@Timeout(60)
class HostileLinkTest {
  private static final long SECOND = Adapter.SECOND;
  private final FakeClock clock = new FakeClock();
  private final Recorded recorded = new Recorded(clock);

  @AfterEach
  void leaveNoInterruptBehind() {
    Thread.interrupted();
  }

  private ElmSource run(LinkOpener opener, LineSpeeds speeds, double seconds) {
    clock.endAfter((long) (seconds * SECOND));
    ElmSource source = new ElmSource("elm", opener, ElmPlan.standard(), speeds, clock::pause);
    assertThrows(InterruptedException.class, () -> source.run(recorded));
    Thread.interrupted();
    return source;
  }

  @Test
  void oneByteAtATimeIsEnough() {
    FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
    adapter.mostPerRead = 1;
    ElmSource source = run(adapter, LineSpeeds.fixed(38_400), 20);
    assertTrue(source.rates().get("engine_speed") > 45, source.rates().toString());
  }

  @Test
  void goneAtEveryByteComesBackEveryTime() {
    for (int bytes = 1; bytes < 500; bytes += 3) {
      FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
      int limit = bytes;
      LinkOpener opener =
          () -> {
            Link link = adapter.open();
            adapter.powerUp();
            return adapter.opens == 1 ? new Cut(link, limit) : link;
          };
      recorded.values.clear();
      run(opener, LineSpeeds.fixed(38_400), 12);
      assertTrue(recorded.of("engine_speed").size() > 50, "cut after " + limit + " bytes");
      assertEquals(2, adapter.opens, "cut after " + limit + " bytes");
      assertEquals(State.RUNNING, recorded.health().state());
    }
  }

  @Test
  void aSilentPortIsSaidAndAskedSeldom() {
    Still still = new Still(clock, null);
    run(() -> still, LineSpeeds.fixed(38_400), 60);
    assertEquals(State.SILENT, recorded.health().state());
    assertTrue(
        recorded.health().detail().contains("no ELM327 answers"), recorded.health().toString());
    assertTrue(still.calls < 60 * 20, still.calls + " calls in a minute");
    assertTrue(recorded.healths.size() < 5, recorded.healths.toString());
  }

  @Test
  void endlessBytesWithoutAPromptAreBounded() {
    Still flood = new Still(clock, "410C1AF8\r".repeat(500).getBytes());
    run(() -> flood, LineSpeeds.fixed(38_400), 60);
    assertEquals(State.SILENT, recorded.health().state());
    assertEquals(0, recorded.values.size());
    assertTrue(flood.sent > 100_000, flood.sent + " bytes");
  }

  @Test
  void tenMegabytesInOneAnswerAreBounded() {
    FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
    boolean[] flooding = {true};
    LinkOpener opener =
        () -> {
          Link link = adapter.open();
          adapter.powerUp();
          if (!flooding[0]) {
            return link;
          }
          flooding[0] = false;
          Still flood = new Still(clock, new byte[4_096]);
          flood.most = 10_000_000;
          java.util.Arrays.fill(flood.bytes, (byte) 'A');
          return flood;
        };
    run(opener, LineSpeeds.fixed(38_400), 40);
    assertEquals(State.RUNNING, recorded.health().state());
  }

  @Test
  void garbageAtEverySpeedIsSaid() {
    byte[] noise = new byte[97];
    new Random(3).nextBytes(noise);
    Still garbage = new Still(clock, noise);
    run(() -> garbage, ElmSource.speeds("/dev/ttyUSB0", OptionalInt.empty()), 120);
    assertEquals(State.SILENT, recorded.health().state());
    assertEquals(0, recorded.values.size());
  }

  @Test
  void garbageInTheMiddleOfARunCostsMomentsOnly() {
    FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
    long seed = 11;
    Random random = new Random(seed);
    adapter.mischief =
        (command, n) -> {
          if (!command.startsWith("010C") || random.nextInt(20) != 0) {
            return null;
          }
          StringBuilder garbage = new StringBuilder();
          for (int i = random.nextInt(40); i >= 0; i--) {
            garbage.append((char) random.nextInt(256));
          }
          return garbage + "\r\r>";
        };
    ElmSource source = run(adapter, LineSpeeds.fixed(38_400), 120);
    assertTrue(recorded.of("engine_speed").size() > 1_000, "seed=" + seed);
    assertTrue(
        recorded.of("engine_speed").stream().allMatch(v -> v.value() == 1726), source.counters());
  }

  @Test
  void strayPromptsNeverShiftAnswers() {
    FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
    int[] asked = {0};
    adapter.mischief =
        (command, n) -> command.startsWith("01") && ++asked[0] % 50 == 0 ? ">\r>" : null;
    run(adapter, LineSpeeds.fixed(38_400), 60);
    assertTrue(recorded.of("engine_speed").stream().allMatch(v -> v.value() == 1726));
    assertTrue(recorded.of("coolant_temperature").stream().allMatch(v -> v.value() == 90));
    assertTrue(recorded.of("engine_speed").size() > 500);
  }

  @Test
  void anAdapterThatGoesMuteIsOpenedAnew() {
    FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
    clock.in(8, () -> adapter.mischief = (command, n) -> "");
    clock.in(30, () -> adapter.mischief = (command, n) -> null);
    run(adapter, LineSpeeds.fixed(38_400), 60);
    assertTrue(recorded.everSaid("silent") || recorded.everSaid("no ELM327 answers"));
    assertEquals(State.RUNNING, recorded.health().state());
    assertTrue(adapter.opens > 1 && adapter.opens < 15, adapter.opens + " openings");
  }

  @Test
  void anAbsentPortIsTriedOnceASecond() {
    int[] opens = {0};
    run(
        () -> {
          opens[0]++;
          throw new IOException("the device is not there: port=fake; plug it in");
        },
        LineSpeeds.fixed(38_400),
        60);
    assertTrue(opens[0] >= 50 && opens[0] <= 61, opens[0] + " openings in a minute");
    assertEquals(1, recorded.healths.size(), recorded.healths.toString());
    assertEquals(State.ABSENT, recorded.health().state());
    assertEquals("plug it in", recorded.health().action());
  }

  @Test
  void wiFiAdapterNeedsNoLineSpeed() {
    FakeAdapter adapter = new FakeAdapter(clock).usualCar("7E8");
    adapter.wireless = true;
    ElmSource source =
        run(adapter, ElmSource.speeds("tcp://192.168.0.10:35000", OptionalInt.empty()), 20);
    assertTrue(source.rates().get("engine_speed") > 45, source.rates().toString());
  }

  /** Ends after so many bytes. */
  private static final class Cut implements Link {
    private final Link link;
    private int left;

    Cut(Link link, int left) {
      this.link = link;
      this.left = left;
    }

    @Override
    public int read(byte[] into, int offset, int length, int timeoutMillis) {
      if (left == 0) {
        return GONE;
      }
      int count = link.read(into, offset, Math.min(length, left), timeoutMillis);
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public boolean write(byte[] bytes, int offset, int length) {
      return left > 0 && link.write(bytes, offset, length);
    }

    @Override
    public long arrivedNanos() {
      return link.arrivedNanos();
    }

    @Override
    public int baud() {
      return link.baud();
    }

    @Override
    public void setBaud(int baud) {
      link.setBaud(baud);
    }

    @Override
    public void close() {
      link.close();
    }
  }

  /** Says nothing, or the same for ever, at any speed. */
  private static final class Still implements Link {
    private final FakeClock clock;
    private final byte[] bytes;
    private long most = Long.MAX_VALUE;
    private long sent;
    private int calls;

    Still(FakeClock clock, byte[] bytes) {
      this.clock = clock;
      this.bytes = bytes;
    }

    @Override
    public int read(byte[] into, int offset, int length, int timeoutMillis) {
      calls++;
      if (bytes == null || sent >= most) {
        clock.advance(timeoutMillis * 1_000_000L);
        return sent >= most ? GONE : 0;
      }
      clock.advance(10_000_000);
      int count = Math.min(length, bytes.length);
      System.arraycopy(bytes, 0, into, offset, count);
      sent += count;
      return count;
    }

    @Override
    public boolean write(byte[] from, int offset, int length) {
      calls++;
      return true;
    }

    @Override
    public long arrivedNanos() {
      return clock.nanos();
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
