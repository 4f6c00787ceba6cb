package keilog.bench.allocation;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import keilog.device.ring.RowVisitor;
import keilog.device.ring.SampleRing;
import keilog.device.source.Row;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;

/**
 * The way of a sample on one thread: an engine group at 100 Hz and a GNSS group at 10 Hz are
 * offered to a ring, drained every 20 ms, encoded and framed every second, a KEY every ten.
 */
final class RecordingWay implements RowVisitor {
  private static final long STEP_NANOS = 10_000_000L;
  private static final int SESSION = 0x8f3a2c10;

  private final GroupSpec engine =
      new GroupSpec(
          1,
          "elm",
          1_000_000,
          STEP_NANOS,
          List.of(
              ChannelSpec.of(Channel.ENGINE_SPEED),
              ChannelSpec.of(Channel.THROTTLE_POSITION),
              ChannelSpec.of(Channel.MANIFOLD_PRESSURE),
              ChannelSpec.of(Channel.COOLANT_TEMPERATURE)));
  private final GroupSpec gps =
      new GroupSpec(
          2,
          "gps",
          1_000_000,
          10 * STEP_NANOS,
          List.of(
              ChannelSpec.of(Channel.LATITUDE),
              ChannelSpec.of(Channel.LONGITUDE),
              ChannelSpec.of(Channel.GPS_SPEED)));
  private final Row engineRow = new Row(engine);
  private final Row gpsRow = new Row(gps);
  private final SampleRing ring = SampleRing.holding(8, 500);
  private final DataEncoder encoder =
      new DataEncoder(
          new Schema(
              1,
              new SessionId(1, 1, SESSION),
              "bench",
              "az-1",
              "",
              Optional.empty(),
              Optional.empty(),
              "bench",
              List.of(engine, gps)),
          DataEncoder.DEFAULT_CODEC);
  private final ByteBuffer payload = ByteBuffer.allocate(1 << 16);
  private final ByteBuffer block = ByteBuffer.allocate(1 << 16);
  private final CRC32C check = new CRC32C();
  private long state = 1;
  private long timeNanos = 600_000_000_000L;
  private int number;
  private long samples;
  private long blockBytes;

  /** Records so many seconds. */
  void run(int seconds) {
    for (int second = 0; second < seconds; second++) {
      for (int step = 0; step < 100; step++) {
        offer(step);
        if (step % 2 == 1) {
          ring.drain(this, ring.capacity());
        }
      }
      cut();
    }
  }

  long samples() {
    return samples;
  }

  double blockBytesPerSample() {
    return blockBytes / (double) samples;
  }

  @Override
  public void row(int group, long time, long present, long[] rawByColumn) {
    encoder.add(group, time, present, rawByColumn);
  }

  private void offer(int step) {
    timeNanos += STEP_NANOS;
    state = state * 6364136223846793005L + 1442695040888963407L;
    int noise = (int) (state >>> 60);
    engineRow
        .at(timeNanos + noise * 100_000)
        .put(0, 12_000 + 40 * step + noise)
        .put(1, 500 + noise)
        .put(2, 1_500 + 2 * step + noise / 4);
    if (step % 50 == 0) {
      engineRow.put(3, 850 + noise / 8);
    }
    boolean taken = engineRow.offerTo(ring);
    if (step % 10 == 0) {
      gpsRow
          .at(timeNanos)
          .put(0, 361_500_000 + 30L * step + noise)
          .put(1, 1_399_200_000 - 20L * step)
          .put(2, 27_000 + 5L * step);
      taken &= gpsRow.offerTo(ring);
    }
    if (!taken) {
      throw new IllegalStateException("the ring has room: timeNanos=" + timeNanos);
    }
  }

  private void cut() {
    boolean key = number % 10 == 0;
    long millis = encoder.firstTimeNanos() / 1_000_000;
    samples += encoder.samples();
    payload.clear();
    encoder.encode(key, payload);
    block.clear();
    BlockFrame.write(block, BlockType.DATA, key, SESSION, number++, millis, payload.flip(), check);
    blockBytes += block.position();
  }
}
