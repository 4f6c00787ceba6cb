package keilog.tools.analysis.driving;

/**
 * What the reader must know of a result: why something is missing, or only estimated.
 *
 * @param subject which of them
 * @param english in one sentence
 * @param japanese the same
 */
public record Note(Subject subject, String english, String japanese) {

  /** What a note is about. */
  public enum Subject {
    /** No lap was timed. */
    NO_LAPS,
    /** Too few laps count for advice. */
    FEW_LAPS,
    /** The laps show no corner. */
    NO_CORNERS,
    /** No throttle channel that shows full and shut. */
    NO_THROTTLE,
    /** Braking is told by deceleration. */
    NO_BRAKE,
    /** The receiver is too slow to show what happens in a corner. */
    SLOW_RECEIVER,
    /** The laps are alike within what the receiver can show. */
    NOTHING_TO_FIND
  }

  static Note of(Subject subject, int laps) {
    return new Note(subject, EnglishAdvice.note(subject, laps), JapaneseAdvice.note(subject, laps));
  }
}
