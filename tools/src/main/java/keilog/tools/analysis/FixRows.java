package keilog.tools.analysis;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.track.Fix;
import keilog.protocol.track.FixColumns;

/** Collects the fixes among the rows of a drive. One thread. */
final class FixRows {
  private final Fixes.Builder fixes = new Fixes.Builder();
  private final Map<GroupSpec, Optional<Place>> places = new IdentityHashMap<>();
  private final Fix fix = new Fix();

  private record Place(FixColumns columns, OptionalInt altitude) {}

  /** Takes the rows of a batch; false where its group holds no fixes. */
  boolean add(GroupBatch batch) {
    Optional<Place> place = places.computeIfAbsent(batch.group(), FixRows::place);
    place.ifPresent(p -> add(batch, p));
    return place.isPresent();
  }

  Fixes build() {
    return fixes.build();
  }

  private static Optional<Place> place(GroupSpec group) {
    OptionalInt altitude =
        IntStream.range(0, group.channels().size())
            .filter(c -> group.channels().get(c).id() == Channel.ALTITUDE.id())
            .findFirst();
    return FixColumns.of(group).map(columns -> new Place(columns, altitude));
  }

  private void add(GroupBatch batch, Place place) {
    for (int row = 0; row < batch.size(); row++) {
      if (place.columns.read(batch, row, fix)) {
        fixes.add(fix, altitude(batch, row, place.altitude));
      }
    }
  }

  private static double altitude(GroupBatch batch, int row, OptionalInt column) {
    if (column.isEmpty() || !batch.present(column.getAsInt(), row)) {
      return Double.NaN;
    }
    int c = column.getAsInt();
    return batch.group().channels().get(c).scale().value(batch.raw(c, row));
  }
}
