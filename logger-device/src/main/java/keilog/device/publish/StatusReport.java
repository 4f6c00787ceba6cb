package keilog.device.publish;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import keilog.device.record.RecorderFacts;
import keilog.device.record.ShelvedSession;
import keilog.device.record.SourceFacts;
import keilog.device.record.UtcTie;
import keilog.protocol.topic.Status;

/** The recorder's facts and the link's, in the words of the status topic. */
final class StatusReport {
  private StatusReport() {}

  /** What the link adds. */
  record LinkFacts(long rttNanos, long connectedNanos, Optional<String> problem) {}

  /** Blocks that nobody has confirmed. */
  record Backlog(long blocks, long bytes) {
    static Backlog of(List<ShelvedSession> sessions, Delivery delivery) {
      long blocks = 0;
      long bytes = 0;
      for (ShelvedSession session : sessions) {
        long left = Math.max(0, session.blocks() - delivery.confirmed(session));
        blocks += left;
        bytes += session.blocks() == 0 ? 0 : session.bytes() * left / session.blocks();
      }
      return new Backlog(blocks, bytes);
    }
  }

  static Status of(
      String name, RecorderFacts facts, Backlog backlog, LinkFacts link, OptionalDouble celsius) {
    Optional<UtcTie> tie = facts.clock();
    return new Status(
        name,
        Optional.of(
            new Status.Running(
                facts.boot(),
                facts.session(),
                facts.session().isPresent(),
                store(facts.store()),
                TimeUnit.NANOSECONDS.toMillis(facts.timeNanos()),
                tie.isPresent()
                    ? OptionalLong.of(tie.get().utcMillisAt(facts.timeNanos()))
                    : OptionalLong.empty(),
                clock(tie),
                facts.sources().stream().map(StatusReport::source).toList(),
                facts.droppedRows(),
                backlog.blocks(),
                backlog.bytes(),
                facts.forceMillis(),
                facts.forceMostMillis(),
                facts.hoursLeft(),
                celsius,
                new Status.LinkStatus(
                    link.rttNanos() > 0
                        ? OptionalDouble.of(link.rttNanos() / 1e6)
                        : OptionalDouble.empty(),
                    OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(link.connectedNanos())),
                    link.problem()))));
  }

  private static Status.Store store(RecorderFacts.Store store) {
    return switch (store) {
      case CARD -> Status.Store.CARD;
      case MEMORY_ONLY -> Status.Store.MEMORY_ONLY;
      case FULL -> Status.Store.FULL;
    };
  }

  private static Status.ClockSource clock(Optional<UtcTie> tie) {
    if (tie.isEmpty()) {
      return Status.ClockSource.NONE;
    }
    return switch (tie.get().source()) {
      case NTP -> Status.ClockSource.NTP;
      case GNSS -> Status.ClockSource.GNSS;
    };
  }

  private static Status.SourceStatus source(SourceFacts source) {
    return new Status.SourceStatus(
        source.name(),
        source.kind(),
        source.health().state().name().toLowerCase(Locale.ROOT),
        TimeUnit.NANOSECONDS.toMillis(source.sinceNanos()),
        source.health().detail(),
        source.health().action(),
        source.ratesHz());
  }

  /** What must be told at once when it changes. */
  static List<Object> essence(RecorderFacts facts, Optional<String> problem) {
    return List.of(
        facts.session(),
        facts.store(),
        problem,
        facts.clock().map(UtcTie::source),
        facts.sources().stream().map(s -> List.of(s.name(), s.health())).toList());
  }
}
