package keilog.protocol.session;

/**
 * Something a reader could not hand on, and exactly what it knows of it.
 *
 * @param kind what happened
 * @param offset where in the file it begins
 * @param bytes how many bytes of the file it covers; 0 where blocks are missing without a trace
 * @param firstNumber number of the first block concerned, -1 where none is known to be
 * @param blocks how many blocks are concerned, as far as numbers tell
 * @param fromMillis time of the last good block before it, on the session's monotonic axis; -1
 *     where there is none
 * @param toMillis time of the first good block after it; -1 where there is none
 * @param detail the broken rule, for people; empty where the kind says all
 */
public record Damage(
    Kind kind,
    long offset,
    long bytes,
    int firstNumber,
    int blocks,
    long fromMillis,
    long toMillis,
    String detail) {

  /** What can be wrong with a session. */
  public enum Kind {
    /** Bytes that are no intact block of this session, or numbers that are missing, or both. */
    LOST,
    /** Bytes after the last intact block: what a power cut tore, or a block still being written. */
    TORN_TAIL,
    /** Intact DATA blocks that continue a block that is missing: unreadable until the next KEY. */
    CHAIN_BROKEN,
    /** Intact DATA blocks whose SCHEMA is nowhere in the file. */
    NO_SCHEMA,
    /** An intact block whose number was there before; the first one counts. */
    REPEATED,
    /** An intact block whose payload breaks the format. */
    MALFORMED,
    /** An intact block that only a later version of the format can read. */
    UNKNOWN
  }
}
