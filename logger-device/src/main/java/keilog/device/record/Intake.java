package keilog.device.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import keilog.device.lap.LapWatch;
import keilog.device.ring.Drops;
import keilog.device.ring.RowVisitor;
import keilog.device.source.SourceHealth;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.channel.GroupSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the rings, in turn and in slices so that none starves, into the block maker; shows every
 * row to the lap timer, the trigger and the rate meter; accounts for what was lost on the way. The
 * recorder's thread.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** Slots taken from one ring before blocks are cut and filed. */
  private static final int SLICE_SLOTS = 512;

  /** Slices per ring and step: a backlog of 8 s of a fast source goes in a few steps. */
  private static final int MOST_SLICES = 64;

  private final List<SourceFeed> feeds = new ArrayList<>();
  private final ChannelRegistry registry;
  private final BlockMaker maker;
  private final SessionTrigger trigger;
  private final RateMeter rates;
  private final LapWatch laps;
  private final Runnable file;
  private final RowVisitor onRow = this::row;
  private long nowNanos;
  private long unencodableRows;

  /**
   * @param file puts what the maker has ready where it belongs
   */
  Intake(
      ChannelRegistry registry,
      BlockMaker maker,
      SessionTrigger trigger,
      RateMeter rates,
      LapWatch laps,
      Runnable file) {
    this.registry = registry;
    this.maker = maker;
    this.trigger = trigger;
    this.rates = rates;
    this.laps = laps;
    this.file = file;
  }

  void add(SourceFeed feed) {
    feeds.add(feed);
  }

  List<SourceFeed> feeds() {
    return feeds;
  }

  /** Takes what the rings hold. */
  void take(long now) {
    nowNanos = now;
    for (int i = 0; i < feeds.size(); i++) {
      drain(feeds.get(i));
      tellState(feeds.get(i));
    }
    if (unencodableRows > 0) {
      maker.dropout(
          new Dropout("", Dropout.Reason.UNENCODABLE, now, now, unencodableRows, unencodableRows),
          now);
      unencodableRows = 0;
    }
    maker.cutIfDue(now);
    file.run();
  }

  private void drain(SourceFeed feed) {
    for (int slice = 0; slice < MOST_SLICES; slice++) {
      int taken = feed.ring().drain(onRow, SLICE_SLOTS);
      maker.cutIfDue(nowNanos);
      file.run();
      if (taken < SLICE_SLOTS) {
        break;
      }
    }
    Optional<Drops> drops = feed.ring().takeDrops();
    if (drops.isPresent()) {
      tell(feed, drops.get());
    }
  }

  private void tell(SourceFeed feed, Drops d) {
    LOG.warn("the ring of source {} was full: rows lost={}", feed.name(), d.rows());
    maker.dropout(
        new Dropout(
            feed.name(),
            Dropout.Reason.RING_FULL,
            d.firstTimeNanos(),
            d.lastTimeNanos(),
            d.rows(),
            d.slots()),
        nowNanos);
    file.run();
  }

  /** A source that went away or came back is worth a line, and an event beside its rows. */
  private void tellState(SourceFeed feed) {
    SourceHealth health = feed.said().health();
    if (!feed.worthTelling(health.state(), nowNanos)) {
      return;
    }
    String state = health.state().name().toLowerCase(Locale.ROOT);
    String text = health.detail().isEmpty() ? state : state + ": " + health.detail();
    LOG.info("source {} {}", feed.name(), text);
    boolean runs = health.state() == SourceHealth.State.RUNNING;
    maker.note(
        Event.at(EventKind.SOURCE, nowNanos)
            .with(EventField.SOURCE, feed.name())
            .with(EventField.STATE, runs ? 1 : 0)
            .with(EventField.TEXT, text));
  }

  private void row(int group, long timeNanos, long present, long[] rawByColumn) {
    if (!maker.edition().has(group) && !adopt(group)) {
      unencodableRows++;
      return;
    }
    maker.add(group, timeNanos, present, rawByColumn, nowNanos);
    laps.row(group, timeNanos, present, rawByColumn);
    trigger.row(group, timeNanos, present, rawByColumn);
    rates.row(group, present);
  }

  /** A source has declared something new, and this is the first row of it. */
  private boolean adopt(int group) {
    List<GroupSpec> groups = registry.groups().stream().map(LiveGroup::spec).toList();
    if (groups.stream().noneMatch(g -> g.id() == group)) {
      return false;
    }
    maker.change(groups, nowNanos);
    laps.watch(groups);
    trigger.watch(groups);
    rates.watch(groups);
    return true;
  }

  /** A fault in encoding: what waited is lost and will be told. */
  void discard() {
    unencodableRows += maker.discard();
  }
}
