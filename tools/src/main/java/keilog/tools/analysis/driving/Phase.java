package keilog.tools.analysis.driving;

/** Parts of a corner's stretch. */
public enum Phase {
  /** Up to the corner, braking included. */
  APPROACH,
  /** Within it. */
  CORNER,
  /** After it. */
  STRAIGHT
}
