package keilog.protocol.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;

/**
 * Sessions that are one drive: each but the first goes on where a kill or a failed card cut the one
 * before it, within one boot of the machine, so that all share one monotonic axis.
 *
 * @param sessions first schemas, in the order of the drive; at least 1
 */
public record Chain(List<Schema> sessions) {
  private static final Comparator<SessionId> ORDER =
      Comparator.comparingInt(SessionId::boot)
          .thenComparingInt(SessionId::ordinal)
          .thenComparing(SessionId::random, Integer::compareUnsigned);

  public Chain {
    sessions = List.copyOf(sessions);
  }

  /** Groups sessions, in any order, into chains, in the order of their first sessions. */
  public static List<Chain> of(Collection<Schema> sessions) {
    List<Schema> ordered = sessions.stream().sorted(order()).distinct().toList();
    Map<String, Schema> byName = new HashMap<>();
    ordered.forEach(schema -> byName.putIfAbsent(schema.fileName(), schema));
    Map<String, Schema> follower = new HashMap<>();
    Set<String> followers = new HashSet<>();
    for (Schema schema : ordered) {
      Optional<String> before = before(schema, byName).map(Schema::fileName);
      if (before.isPresent() && follower.putIfAbsent(before.get(), schema) == null) {
        followers.add(schema.fileName());
      }
    }
    List<Chain> chains = new ArrayList<>();
    for (Schema first : ordered) {
      if (byName.get(first.fileName()) == first && !followers.contains(first.fileName())) {
        List<Schema> drive = new ArrayList<>();
        for (Schema s = first; s != null; s = follower.get(s.fileName())) {
          drive.add(s);
        }
        chains.add(new Chain(drive));
      }
    }
    return chains;
  }

  /** The session another goes on with: known, of the same boot, and earlier. */
  private static Optional<Schema> before(Schema schema, Map<String, Schema> byName) {
    return schema
        .continues()
        .map(id -> byName.get(schema.device() + "-" + id + SessionFile.SUFFIX))
        .filter(b -> !b.bootId().isEmpty() && b.bootId().equals(schema.bootId()))
        .filter(b -> ORDER.compare(b.session(), schema.session()) < 0);
  }

  private static Comparator<Schema> order() {
    return Comparator.comparing(Schema::device).thenComparing(Schema::session, ORDER);
  }
}
