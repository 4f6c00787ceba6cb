package keilog.device.lap;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import keilog.device.ring.LatestValues;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.LapChannel;
import keilog.protocol.topic.LapNews;

/**
 * What the rest of the logger sees of laps while the car drives; stays empty where nothing may be
 * shown. The recorder's thread writes, any may read.
 */
public final class LapBoard {
  /** Laps and sectors of an hour without a broker; then the oldest go. */
  private static final int MOST_NEWS = 256;

  private static final int GROUP_ID = 0xFFFF;
  private static final int FIRST_CHANNEL_ID = 0xFFF0;
  private static final String SOURCE = "laps";

  private final GroupSpec derived =
      new GroupSpec(
          GROUP_ID,
          SOURCE,
          1_000_000L,
          0,
          List.of(
              LapChannel.DELTA.spec(FIRST_CHANNEL_ID),
              LapChannel.PREDICTED_LAP.spec(FIRST_CHANNEL_ID + 1)));

  private final LatestValues latest = new LatestValues(derived.channels().size());
  private final ArrayBlockingQueue<LapNews> news = new ArrayBlockingQueue<>(MOST_NEWS);
  private final long[] raw = new long[derived.channels().size()];
  private volatile boolean timing;
  private volatile Optional<String> track = Optional.empty();

  /** Delta and prediction as a group of their own; empty while no receiver can give them. */
  public Optional<GroupSpec> group() {
    return timing ? Optional.of(derived) : Optional.empty();
  }

  /** Their newest values. */
  public LatestValues latest() {
    return latest;
  }

  /** Id of the course on which the car was timed last. */
  public Optional<String> track() {
    return track;
  }

  /** The oldest news that nobody has taken; null where there are none. */
  public LapNews take() {
    return news.poll();
  }

  void timing() {
    timing = true;
  }

  void track(String id) {
    track = Optional.of(id);
  }

  void tell(LapNews told) {
    while (!news.offer(told)) {
      news.poll();
    }
  }

  void delta(long timeNanos, double deltaSeconds, double predictedSeconds) {
    raw[0] = derived.channels().get(0).scale().raw(deltaSeconds);
    raw[1] = derived.channels().get(1).scale().raw(predictedSeconds);
    latest.update(timeNanos, derived.full(), raw);
  }
}
