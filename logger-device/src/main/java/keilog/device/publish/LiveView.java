package keilog.device.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import keilog.device.record.RecorderFacts;
import keilog.device.record.RecorderView;
import keilog.device.record.UtcTie;
import keilog.protocol.topic.Live;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;

/**
 * The newest values, sent or skipped, never queued: a message that cannot leave at once would show
 * the past. The thread "live".
 */
final class LiveView {
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long METRIC_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int METRIC_EXPIRY_SECONDS = 60;

  private final Topics topics;
  private final RecorderView view;
  private final Transport transport;
  private final Flow flow;
  private final LiveChannels live;
  private final LiveChannels metrics;
  private final ArrayDeque<Map.Entry<String, Double>> dueMetrics = new ArrayDeque<>();
  private long metricsNanos = Long.MIN_VALUE;
  private long seq;
  private volatile long skipped;

  LiveView(Topics topics, RecorderView view, Transport transport, Flow flow) {
    this.topics = topics;
    this.view = view;
    this.transport = transport;
    this.flow = flow;
    this.live = new LiveChannels(view::groups);
    this.metrics = new LiveChannels(view::groups);
  }

  /** Sends what is new; called once per live period. */
  void step(long nowNanos) {
    if (!transport.connected()) {
      return;
    }
    if (!transport.allLeft() || isLate(nowNanos)) {
      skipped++;
      seq++;
      return;
    }
    sendLive();
    sendMetrics(nowNanos);
  }

  /** The way to the broker is longer than it need be by a second: what we add would come late. */
  private boolean isLate(long nowNanos) {
    long oldest = transport.oldestUnacknowledgedNanos();
    return oldest != Transport.NOTHING && nowNanos - oldest > LATE_NANOS + flow.baseNanos();
  }

  private void sendLive() {
    LiveChannels.News news = live.news();
    if (news.values().isEmpty()) {
      return;
    }
    RecorderFacts facts = view.facts();
    Optional<UtcTie> tie = facts.clock();
    Live message =
        new Live(
            news.timeNanos(),
            tie.isPresent()
                ? OptionalLong.of(tie.get().utcMillisAt(news.timeNanos()))
                : OptionalLong.empty(),
            facts.session(),
            seq++,
            news.values());
    if (transport.publish(Message.fleeting(topics.live(), message.toJson())) != Transport.LATER) {
      live.taken();
    } else {
      skipped++;
    }
  }

  private void sendMetrics(long nowNanos) {
    if (dueMetrics.isEmpty()
        && (metricsNanos == Long.MIN_VALUE || nowNanos - metricsNanos >= METRIC_NANOS)) {
      metricsNanos = nowNanos;
      dueMetrics.addAll(metrics.news().values().entrySet());
      metrics.taken();
    }
    while (!dueMetrics.isEmpty()
        && transport.publish(metric(dueMetrics.peek())) != Transport.LATER) {
      dueMetrics.poll();
    }
  }

  private Message metric(Map.Entry<String, Double> value) {
    double number = value.getValue();
    String text =
        number == Math.rint(number) && Math.abs(number) < 1e15
            ? Long.toString((long) number)
            : Double.toString(number);
    return new Message(
        topics.metric(value.getKey()),
        text.getBytes(StandardCharsets.UTF_8),
        Message.Quality.AT_MOST_ONCE,
        Message.Retention.RETAINED,
        METRIC_EXPIRY_SECONDS);
  }

  /** How many live messages were skipped so far. */
  long skipped() {
    return skipped;
  }
}
