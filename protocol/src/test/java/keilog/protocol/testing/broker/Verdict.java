package keilog.protocol.testing.broker;

/** What a faulty broker does with one acknowledged (QoS 1) message that it was given. */
public sealed interface Verdict {
  Verdict TAKE = new Take();

  /** As it should be: passed on and acknowledged. */
  record Take() implements Verdict {}

  /** Acknowledged with an error code, not passed on. */
  record Refuse(int reasonCode) implements Verdict {}

  /** Acknowledged and lost. */
  record Lose() implements Verdict {}

  /** Passed on, but never acknowledged. */
  record KeepSilent() implements Verdict {}

  /** Passed on twice, acknowledged twice. */
  record Twice() implements Verdict {}

  /** Passed on after the next message that is taken; acknowledged at once. */
  record AfterNext() implements Verdict {}

  /** Passed on at once; acknowledged after the next acknowledge. */
  record AcknowledgeAfterNext() implements Verdict {}

  /** Passed on at once; acknowledged later. */
  record AcknowledgeLate(int millis) implements Verdict {}

  /** Passed on; the connection breaks in the middle of the acknowledge. */
  record BreakInAcknowledge() implements Verdict {}
}
