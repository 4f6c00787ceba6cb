package keilog.device.source.elm;

/** What went wrong on the way, counted. Written by the source's thread, read by any for display. */
final class Tally {
  volatile long requests;
  volatile long rows;
  volatile long refusedRows;
  volatile long noData;
  volatile long badLines;
  volatile long strangeLines;
  volatile long incompleteMessages;
  volatile long duplicates;
  volatile long implausible;
  volatile long negativeResponses;
  volatile long stopped;
  volatile long resets;

  void count(Reply reply) {
    badLines += reply.badLines();
    strangeLines += reply.strangeLines();
    incompleteMessages += reply.messages().incomplete() + reply.frames().dropped();
    negativeResponses += reply.negativeCode() != 0 ? 1 : 0;
  }

  String shown() {
    return "requests=%d, rows=%d, no_data=%d, bad_lines=%d, strange_lines=%d, incomplete=%d, duplicates=%d, implausible=%d, negative=%d, stopped=%d, resets=%d, refused_by_ring=%d"
        .formatted(
            requests,
            rows,
            noData,
            badLines,
            strangeLines,
            incompleteMessages,
            duplicates,
            implausible,
            negativeResponses,
            stopped,
            resets,
            refusedRows);
  }
}
