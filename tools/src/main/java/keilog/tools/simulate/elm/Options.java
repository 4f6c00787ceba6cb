package keilog.tools.simulate.elm;

/** What AT and ST commands set; a reset makes a new one. One thread. */
final class Options {
  /** AUTO, of ATSP0. */
  static final int AUTO = 0;

  boolean echo = true;
  boolean linefeeds;
  boolean spaces = true;
  boolean headers;
  boolean formatting = true;
  boolean lengths;
  boolean responses = true;

  /** STCSEGR of STN chips: frames of one answer are joined into one line. */
  boolean joined;

  int adaptive = 1;

  /** In units of 4 ms. */
  int timeout = 0x32;

  /** As ATSP says; AUTO or a number. */
  int protocol = AUTO;

  /** ATSPAn: try n first, then search. */
  boolean automatic = true;

  /** The protocol in use; 0 while none is. */
  int active;

  /** Answers with another CAN id are not shown; empty shows all. */
  String filter = "";

  String header = "";

  /** How long a change of baud rate waits for the host, in units of 5 ms. */
  int baudWait = 15;
}
