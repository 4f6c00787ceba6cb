package keilog.device.record;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.block.SessionId;

/**
 * How the recorder is.
 *
 * @param timeNanos monotonic, of these facts
 * @param boot the device's boot counter
 * @param session being recorded, if any
 * @param store where blocks go, or would go
 * @param storeProblem why not to the card; empty where all is well
 * @param clock the best tie of the monotonic axis to UTC, if the clock is known
 * @param sources every configured source
 * @param droppedRows rows refused by full rings or lost with the memory store since the start
 * @param forceMillis how long the last force of the card took
 * @param forceMostMillis the longest force since the start
 * @param hoursLeft recording time that still fits on the card, where known
 */
public record RecorderFacts(
    long timeNanos,
    int boot,
    Optional<SessionId> session,
    Store store,
    String storeProblem,
    Optional<UtcTie> clock,
    List<SourceFacts> sources,
    long droppedRows,
    double forceMillis,
    double forceMostMillis,
    OptionalDouble hoursLeft) {

  /** Where blocks go. */
  public enum Store {
    CARD,
    /** The card takes nothing: blocks wait in memory, and the card is tried again and again. */
    MEMORY_ONLY,
    /** As memory only, because the card is full and nothing on it may be deleted. */
    FULL
  }

  public RecorderFacts {
    sources = List.copyOf(sources);
  }
}
