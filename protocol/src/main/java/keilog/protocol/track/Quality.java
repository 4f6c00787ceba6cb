package keilog.protocol.track;

/** How far a time can be trusted. The id is written to disk: never reuse one. */
public enum Quality {
  /** From fixes on both sides of the line, all well. */
  MEASURED(1, ""),
  /** Bridged over a gap, or from fixes that are poor: right within its larger uncertainty. */
  ESTIMATED(2, "~"),
  /** Known to have happened, not when. */
  INSUFFICIENT(3, "–");

  private final int id;
  private final String mark;

  Quality(int id, String mark) {
    this.id = id;
    this.mark = mark;
  }

  /** The number in an EVENT block's QUALITY. */
  public int id() {
    return id;
  }

  /** What stands before a figure of this class. */
  public String mark() {
    return mark;
  }

  /** The poorer of two: what a difference of both is. */
  public Quality worst(Quality other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
