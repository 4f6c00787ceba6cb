package keilog.tools.command;

import java.util.Locale;
import keilog.protocol.block.End;
import keilog.protocol.session.ReadReport;

/** How whole a session is. */
enum SessionState {
  /** All there, from its first block to its END. */
  GOOD,
  /** All there that a power cut or kill left; the next start closed it. */
  RECOVERED,
  /** Undamaged so far, without END: still being recorded, or cut off. */
  OPEN,
  /** Something is missing or unreadable. */
  DAMAGED;

  static SessionState of(ReadReport report) {
    if (!report.undamaged() || report.schema().isEmpty()) {
      return DAMAGED;
    }
    if (report.end().isEmpty()) {
      return OPEN;
    }
    return report.end().get().reason() == End.Reason.RECOVERED ? RECOVERED : GOOD;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
