package keilog.tools.analysis;

import java.util.List;
import java.util.Optional;
import keilog.protocol.block.Event;
import keilog.protocol.channel.Channel;

/**
 * One drive as it was recorded, whichever tool recorded it: fixes, channels, events. A drive that
 * goes on over a power cut is one recording. Immutable.
 *
 * @param name to tell it from others: file name of the first session, without its ending
 * @param car id of the car's profile; empty where the file does not say
 * @param track id of the track the file names, if any
 * @param fixes of the receiver; may be none
 * @param columns every other channel, in the order of the schema
 * @param events of the sessions, in order
 * @param cuts stretches of the monotonic axis that a power cut took, in order
 * @param sessions names of the files it was read from
 * @param skipped what was damaged, dropped or not understood on the way, a sentence each
 */
public record Recording(
    String name,
    Optional<String> car,
    Optional<String> track,
    Fixes fixes,
    List<Column> columns,
    List<Event> events,
    List<Cut> cuts,
    List<String> sessions,
    List<String> skipped) {

  /**
   * What a power cut took.
   *
   * @param fromNanos last row before it, on the monotonic axis
   * @param toNanos first row after it
   */
  public record Cut(long fromNanos, long toNanos) {}

  public Recording {
    columns = List.copyOf(columns);
    events = List.copyOf(events);
    cuts = List.copyOf(cuts);
    sessions = List.copyOf(sessions);
    skipped = List.copyOf(skipped);
  }

  /** A recording of which nothing is missing. */
  public Recording(
      String name,
      Optional<String> car,
      Optional<String> track,
      Fixes fixes,
      List<Column> columns,
      List<Event> events,
      List<Cut> cuts,
      List<String> sessions) {
    this(name, car, track, fixes, columns, events, cuts, sessions, List.of());
  }

  /** The same, with what its reader had to skip. */
  public Recording without(List<String> whatWasSkipped) {
    return new Recording(name, car, track, fixes, columns, events, cuts, sessions, whatWasSkipped);
  }

  /**
   * The default instance of a quantity: the one that has the catalogue's own name, else the one
   * with the most rows.
   */
  public Optional<Column> column(Channel quantity) {
    Optional<Column> best = Optional.empty();
    for (Column column : columns) {
      if (column.quantity().equals(Optional.of(quantity)) && column.size() > 0) {
        if (column.name().equals(quantity.channelName())) {
          return Optional.of(column);
        }
        if (best.isEmpty() || column.size() > best.get().size()) {
          best = Optional.of(column);
        }
      }
    }
    return best;
  }

  /** A channel by the name it has in the session. */
  public Optional<Column> column(String channelName) {
    return columns.stream().filter(c -> c.name().equals(channelName)).findFirst();
  }
}
