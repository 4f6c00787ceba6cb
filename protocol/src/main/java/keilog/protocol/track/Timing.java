package keilog.protocol.track;

import java.util.Optional;

/** What is done with fixes: one course timed, or one of several found. One thread. */
interface Timing {
  void fix(Fix fix);

  void powerCut();

  void end();

  /** The layout with the lines in force; empty while it is not known. */
  Optional<Track> track();
}
