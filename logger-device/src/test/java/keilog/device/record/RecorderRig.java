package keilog.device.record;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import keilog.device.lap.LapSettings;
import keilog.device.source.Row;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;

/**
 * The real recorder without a thread, with one source, for tests of what comes after it. To kill
 * it, stop calling it and make a new one over the same storage.
 */
public final class RecorderRig {
  private final Recorder recorder;
  private final MonotonicClock clock;
  private final SourceFeed feed;
  private final Row row;
  private final Random random;

  /** Records always, from the first row on. */
  public RecorderRig(Storage storage, MonotonicClock clock, long seed) {
    this.clock = clock;
    this.random = new Random(seed);
    this.recorder =
        Recorder.over(
            new RecorderSettings(
                "az-1",
                "az-1",
                "test",
                RecorderSettings.Start.ALWAYS,
                Duration.ZERO,
                false,
                DataEncoder.DEFAULT_CODEC,
                1L << 20,
                1L << 14,
                "boot",
                LapSettings.USUAL),
            storage,
            clock,
            KernelTime.UNKNOWN,
            List.of(),
            random::nextInt);
    this.feed = recorder.feed("elm", "elm", 1_000);
    GroupSpec group =
        feed.declare(
            TimeUnit.MILLISECONDS.toNanos(1),
            0,
            List.of(ChannelSpec.of(Channel.ENGINE_SPEED), ChannelSpec.of(Channel.VEHICLE_SPEED)));
    this.row = new Row(group);
    recorder.prepare();
  }

  public RecorderView view() {
    return recorder;
  }

  /** Offers a row and lets the recorder work. */
  public void step() {
    row.at(clock.nanos()).put(0, 4L * (3_000 + random.nextInt(6_000)));
    row.put(1, 100L * random.nextInt(200));
    feed.offer(row);
    recorder.step(clock.nanos());
  }

  /** Lets the recorder work without a new row. */
  public void idle() {
    recorder.step(clock.nanos());
  }

  /** Ends the session in good order. */
  public void shutDown() {
    recorder.stop();
    recorder.run();
  }
}
