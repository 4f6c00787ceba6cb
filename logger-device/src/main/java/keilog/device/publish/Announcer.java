package keilog.device.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import keilog.device.record.LiveGroup;
import keilog.device.record.RecorderFacts;
import keilog.device.record.RecorderView;
import keilog.device.record.ShelvedSession;
import keilog.device.record.SourceFacts;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.LapChannel;
import keilog.protocol.topic.Meta;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;

/** Keeps the retained status and meta true. The publisher's thread. */
final class Announcer {
  /** Also what tells how long the way to the broker is while no blocks go out. */
  private static final long STATUS_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long META_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final PublisherSettings settings;
  private final Topics topics;
  private final RecorderView view;
  private final Transport transport;
  private final Flow flow;
  private List<Object> essence = List.of();
  private byte[] meta = {};
  private int metaChannels;
  private long statusNanos;
  private long metaNanos;
  private long lookedNanos;
  private long connectedNanos;
  private boolean told;
  private boolean refusedMeta;

  Announcer(
      PublisherSettings settings,
      Topics topics,
      RecorderView view,
      Transport transport,
      Flow flow) {
    this.settings = settings;
    this.topics = topics;
    this.view = view;
    this.transport = transport;
    this.flow = flow;
  }

  void connected(long nowNanos) {
    connectedNanos = nowNanos;
    told = false;
    meta = new byte[0];
  }

  /** The broker refused a message: meta is tried again with its next renewal. */
  void refused(String topic) {
    refusedMeta |= topic.equals(topics.meta());
  }

  void step(List<ShelvedSession> sessions, Delivery delivery, long nowNanos) {
    if (told && nowNanos - lookedNanos < LOOK_NANOS) {
      return;
    }
    lookedNanos = nowNanos;
    status(sessions, delivery, nowNanos);
    meta(nowNanos);
  }

  private void status(List<ShelvedSession> sessions, Delivery delivery, long nowNanos) {
    RecorderFacts facts = view.facts();
    List<Object> now = StatusReport.essence(facts, delivery.problem());
    if (told && now.equals(essence) && nowNanos - statusNanos < STATUS_NANOS) {
      return;
    }
    byte[] json =
        StatusReport.of(
                settings.name(),
                facts,
                StatusReport.Backlog.of(sessions, delivery),
                new StatusReport.LinkFacts(flow.lastNanos(), connectedNanos, delivery.problem()),
                BoardTemperature.celsius())
            .toJson();
    if (transport.publish(Message.retained(topics.status(), json)) != Transport.LATER) {
      told = true;
      essence = now;
      statusNanos = nowNanos;
    }
  }

  private void meta(long nowNanos) {
    List<LiveGroup> groups = view.groups();
    int channels = groups.stream().mapToInt(g -> g.spec().channels().size()).sum();
    boolean renew = meta.length == 0 || channels != metaChannels;
    if (!renew && nowNanos - metaNanos < META_NANOS) {
      return;
    }
    metaNanos = nowNanos;
    byte[] json = meta(groups).toJson();
    if (Arrays.equals(json, meta) && !refusedMeta) {
      return;
    }
    refusedMeta = false;
    if (transport.publish(Message.retained(topics.meta(), json)) != Transport.LATER) {
      meta = json;
      metaChannels = channels;
    }
  }

  private Meta meta(List<LiveGroup> groups) {
    Map<String, Double> rates = new HashMap<>();
    for (SourceFacts source : view.facts().sources()) {
      rates.putAll(source.ratesHz());
    }
    List<Meta.LiveChannel> channels = new ArrayList<>();
    for (LiveGroup group : groups) {
      for (ChannelSpec channel : group.spec().channels()) {
        if (LiveChannels.isShown(channel)) {
          channels.add(channel(channel, group.spec().source(), rates.get(channel.name())));
        }
      }
    }
    return new Meta(
        settings.name(),
        settings.car(),
        settings.liveHz(),
        false,
        settings.note(),
        view.laps().track(),
        channels);
  }

  private static Meta.LiveChannel channel(ChannelSpec channel, String source, Double rate) {
    return new Meta.LiveChannel(
        channel.name(),
        channel.unit(),
        channel.low(),
        channel.high(),
        channel.decimals(),
        source,
        Optional.ofNullable(rate).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        LapChannel.byName(channel.name())
            .filter(c -> c.truth() == LapChannel.Truth.GUESS)
            .isPresent());
  }
}
