package keilog.tools.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import keilog.protocol.block.Schema;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.topic.Live;
import keilog.protocol.topic.Meta;
import keilog.protocol.topic.Status;

/** What a replay says of itself: the recorded car's meta and status, marked as replay. */
final class Announcement {
  private static final String COLOUR = "#8a8a8a";

  private Announcement() {}

  static Meta meta(String name, Schema schema, int liveHz, Speed speed) {
    Optional<CarProfile> profile = CarProfiles.find(schema.car());
    Meta.Car car =
        new Meta.Car(
            schema.car(),
            profile.map(CarProfile::name).orElse(schema.car()),
            profile.map(CarProfile::bodyColour).orElse(COLOUR),
            rpm(profile.map(CarProfile::redlineRpm)),
            rpm(profile.map(CarProfile::shiftRpm)));
    List<Meta.LiveChannel> channels = new ArrayList<>();
    for (GroupSpec group : schema.groups()) {
      for (ChannelSpec channel : group.channels()) {
        if (LiveMessages.isShown(channel)) {
          channels.add(channel(channel, group));
        }
      }
    }
    String note = "%s, %s".formatted(schema.fileName(), speed);
    return new Meta(name, car, liveHz, true, Optional.of(note), schema.track(), channels);
  }

  private static OptionalLong rpm(Optional<OptionalInt> known) {
    OptionalInt rpm = known.orElse(OptionalInt.empty());
    return rpm.isPresent() ? OptionalLong.of(rpm.getAsInt()) : OptionalLong.empty();
  }

  private static Meta.LiveChannel channel(ChannelSpec channel, GroupSpec group) {
    return new Meta.LiveChannel(
        channel.name(),
        channel.unit(),
        channel.low(),
        channel.high(),
        channel.decimals(),
        group.source(),
        rate(group),
        false);
  }

  private static OptionalDouble rate(GroupSpec group) {
    return group.periodNanos() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(1e9 / group.periodNanos());
  }

  /** The status at the time of a live message; nothing is recorded and nothing waits. */
  static Status status(String name, Schema schema, Live now, long dropped) {
    Map<String, Map<String, Double>> rates = new LinkedHashMap<>();
    for (GroupSpec group : schema.groups()) {
      Map<String, Double> ofSource =
          rates.computeIfAbsent(group.source(), _ -> new LinkedHashMap<>());
      for (ChannelSpec channel : group.channels()) {
        rate(group).ifPresent(hz -> ofSource.put(channel.name(), hz));
      }
    }
    List<Status.SourceStatus> sources = new ArrayList<>();
    rates.forEach(
        (source, ofSource) ->
            sources.add(
                new Status.SourceStatus(source, source, "running", 0, "recorded", "", ofSource)));
    Status.Running running =
        new Status.Running(
            schema.session().boot(),
            Optional.of(schema.session()),
            false,
            Status.Store.CARD,
            now.timeNanos() / 1_000_000,
            now.ts(),
            Status.ClockSource.NONE,
            sources,
            dropped,
            0,
            0,
            0,
            0,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            new Status.LinkStatus(OptionalDouble.empty(), OptionalLong.empty(), Optional.empty()));
    return new Status(name, Optional.of(running));
  }
}
