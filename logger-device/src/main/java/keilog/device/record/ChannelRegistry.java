package keilog.device.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import keilog.device.ring.LatestValues;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;

/**
 * Every channel and group of this run of the logger. A channel belongs to the first source that
 * declares it; a second source's becomes an instance with a name and an id of its own ({@code
 * engine_speed_2}), the same one whenever that source declares it again. A group that shares a
 * channel with a newer group of its source is retired. Any thread.
 */
public final class ChannelRegistry {
  private static final int MOST_INSTANCES = 99;

  private final Map<String, Integer> localIds = new HashMap<>();
  private final Map<Integer, String> owners = new HashMap<>();
  private final Map<String, String> instances = new HashMap<>();
  private final List<Declared> declared = new ArrayList<>();
  private int nextGroup = 1;
  private int nextLocal;
  private volatile List<LiveGroup> active = List.of();

  /** A group as asked for and as given. */
  private record Declared(GroupSpec asked, LiveGroup given) {}

  /**
   * @param own the owner's channels, with their ids
   */
  public ChannelRegistry(List<ChannelSpec> own) {
    own.forEach(channel -> localIds.put(channel.name(), channel.id()));
    nextLocal = Channel.FIRST_LOCAL_ID + own.size();
  }

  synchronized int localId(String name) {
    Integer known = localIds.get(name);
    if (known != null) {
      return known;
    }
    int id = nextLocal++;
    localIds.put(name, id);
    return id;
  }

  synchronized GroupSpec declare(
      String source, long tickNanos, long periodNanos, List<ChannelSpec> channels) {
    for (Declared d : declared) {
      GroupSpec asked = d.asked;
      if (asked.source().equals(source)
          && asked.tickNanos() == tickNanos
          && asked.periodNanos() == periodNanos
          && asked.channels().equals(channels)
          && active.contains(d.given)) {
        return d.given.spec();
      }
    }
    int id = nextGroup++;
    GroupSpec asked = new GroupSpec(id, source, tickNanos, periodNanos, channels);
    List<ChannelSpec> named = channels.stream().map(c -> named(source, c)).toList();
    GroupSpec spec = new GroupSpec(id, source, tickNanos, periodNanos, named);
    LiveGroup given = new LiveGroup(spec, new LatestValues(named.size()));
    declared.removeIf(d -> overlaps(d.given.spec(), spec));
    declared.add(new Declared(asked, given));
    active = declared.stream().map(Declared::given).toList();
    return spec;
  }

  private static boolean overlaps(GroupSpec before, GroupSpec now) {
    var ids = now.channels().stream().map(ChannelSpec::id).collect(Collectors.toSet());
    return before.source().equals(now.source())
        && before.channels().stream().anyMatch(c -> ids.contains(c.id()));
  }

  private ChannelSpec named(String source, ChannelSpec channel) {
    String owner = owners.putIfAbsent(channel.id(), source);
    if (owner == null || owner.equals(source)) {
      return channel;
    }
    String known = instances.get(source + " " + channel.name());
    for (int n = 2; known == null && n <= MOST_INSTANCES; n++) {
      String name = channel.name() + "_" + n;
      if (owners.putIfAbsent(localId(name), source) == null) {
        known = name;
        instances.put(source + " " + channel.name(), name);
      }
    }
    if (known == null) {
      throw new IllegalStateException(
          "a channel has at most %d instances: channel=%s, source=%s"
              .formatted(MOST_INSTANCES, channel.name(), source));
    }
    return channel.instance(localId(known), known);
  }

  /** The groups in use, in ascending id. */
  List<LiveGroup> groups() {
    return active;
  }
}
