package keilog.device.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Gathers the recorder's facts a few times a second. The recorder's thread writes, any may read.
 */
final class FactsBoard {
  private static final long EVERY_NANOS = 200_000_000L;

  private final List<SourceFeed> feeds;
  private final Card card;
  private final MemoryStore memory;
  private final RateMeter rates;
  private final ClockBoard clockBoard;
  private volatile RecorderFacts facts =
      new RecorderFacts(
          0,
          0,
          Optional.empty(),
          RecorderFacts.Store.CARD,
          "",
          Optional.empty(),
          List.of(),
          0,
          0,
          0,
          OptionalDouble.empty());

  FactsBoard(
      List<SourceFeed> feeds,
      Card card,
      MemoryStore memory,
      RateMeter rates,
      ClockBoard clockBoard) {
    this.feeds = feeds;
    this.card = card;
    this.memory = memory;
    this.rates = rates;
    this.clockBoard = clockBoard;
  }

  RecorderFacts facts() {
    return facts;
  }

  boolean due(long nowNanos) {
    return nowNanos - facts.timeNanos() >= EVERY_NANOS;
  }

  void renew(long nowNanos, int boot, SessionLog log) {
    long dropped = memory.lostRows();
    List<SourceFacts> sources = new ArrayList<>();
    for (SourceFeed feed : feeds) {
      long droppedHere = feed.ring().droppedRows();
      dropped += droppedHere;
      SourceFeed.Said said = feed.said();
      sources.add(
          new SourceFacts(
              feed.name(),
              feed.kind(),
              said.health(),
              said.sinceNanos(),
              rates.ofSource(feed.name()),
              droppedHere));
    }
    RecorderFacts.Store store =
        switch (card.state()) {
          case GOOD -> RecorderFacts.Store.CARD;
          case FULL -> RecorderFacts.Store.FULL;
          case BROKEN -> RecorderFacts.Store.MEMORY_ONLY;
        };
    facts =
        new RecorderFacts(
            nowNanos,
            boot,
            log.session(),
            store,
            card.problem(),
            clockBoard.best(nowNanos),
            sources,
            dropped,
            log.forceTimes().lastMillis(),
            log.forceTimes().mostMillis(),
            card.room().hoursLeft());
  }
}
