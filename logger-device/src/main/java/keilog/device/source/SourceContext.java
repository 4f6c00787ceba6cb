package keilog.device.source;

import java.util.List;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.time.MonotonicClock;

/** What a source is given by the logger. Every method is for the source's own thread. */
public interface SourceContext {
  MonotonicClock clock();

  /**
   * Declares a group of channels that are read at one instant. The logger chooses the group's id,
   * gives a channel that another source already has an instance name of its own, and writes a new
   * SCHEMA. Declaring the same channels with the same tick and period again returns the same group.
   */
  GroupSpec declare(long tickNanos, long periodNanos, List<ChannelSpec> channels);

  /**
   * An id from 0x8000 for a channel that the catalogue does not have; the same name gives the same
   * id.
   */
  int localId(String channelName);

  /**
   * Offers a row: all or nothing, never waits. Its time and values are already rounded to what the
   * file stores.
   *
   * @return false when the ring was full; the row is then counted as dropped
   */
  boolean offer(Row row);

  /**
   * Says how the source is. Cheap enough for every change of state; the logger shows it and never
   * throws it away.
   */
  void health(SourceHealth health);

  /**
   * The true time of a GNSS fix, for CLOCK blocks: the fix was valid at {@code monotonicNanos} and
   * at {@code utcNanos}.
   */
  void clockFix(long monotonicNanos, long utcNanos, long uncertaintyNanos);
}
