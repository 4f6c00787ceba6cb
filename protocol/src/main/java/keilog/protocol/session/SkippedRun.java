package keilog.protocol.session;

/** Gathers blocks that are skipped for one reason into one {@link Damage}. */
final class SkippedRun {
  private final SessionVisitor visitor;
  private Damage.Kind kind;
  private String detail = "";
  private long offset;
  private long bytes;
  private int firstNumber;
  private int blocks;
  private long fromMillis;

  SkippedRun(SessionVisitor visitor) {
    this.visitor = visitor;
  }

  void add(
      Damage.Kind why, String rule, long blockOffset, int length, int number, long beforeMillis) {
    if (kind != why || !detail.equals(rule)) {
      tell(-1);
      kind = why;
      detail = rule;
      offset = blockOffset;
      firstNumber = number;
      fromMillis = beforeMillis;
    }
    bytes += length;
    blocks++;
  }

  /**
   * Tells of what was gathered, if anything.
   *
   * @param nextMillis time of the first good block after it, -1 where unknown
   */
  void tell(long nextMillis) {
    if (blocks > 0) {
      Damage damage =
          new Damage(kind, offset, bytes, firstNumber, blocks, fromMillis, nextMillis, detail);
      kind = null;
      bytes = 0;
      blocks = 0;
      visitor.damage(damage);
    }
  }
}
