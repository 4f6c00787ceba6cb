package keilog.protocol.car;

import java.util.Locale;

/** How far a fact about a car can be trusted. */
public enum Confidence {
  /** A maker's, press or service page, or code that was run against the car. */
  DOCUMENTED,
  /** An owner, a forum, a magazine's impression; sources may disagree. */
  REPORTED,
  /** Engineering inference: nobody confirmed it for this car. Measure it before relying on it. */
  ASSUMED;

  /** As written in a profile. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
