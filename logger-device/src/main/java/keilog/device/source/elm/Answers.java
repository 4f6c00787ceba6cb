package keilog.device.source.elm;

import keilog.device.source.Row;

/**
 * Reads the values out of a reply by walking PID and known length. Where two control units give one
 * PID, the engine's counts and the other is tallied. Allocates nothing.
 */
final class Answers {
  private final int engine;
  private final Tally tally;

  Answers(int engine, Tally tally) {
    this.engine = engine;
    this.tally = tally;
  }

  /**
   * Fills the question's row.
   *
   * @return bit i is set where the question's PID i was answered
   */
  int read(Question question, Messages messages, long timeNanos) {
    question.row().at(timeNanos);
    int answered = 0;
    for (int i = 0; i < messages.size(); i++) {
      if (isEngine(messages.ecu(i))) {
        answered = walk(question, messages, i, answered);
      }
    }
    for (int i = 0; i < messages.size(); i++) {
      if (!isEngine(messages.ecu(i))) {
        answered = walk(question, messages, i, answered);
      }
    }
    return answered;
  }

  private boolean isEngine(int ecu) {
    return ecu == engine || ecu == 0;
  }

  private int walk(Question question, Messages messages, int message, int answered) {
    int length = messages.length(message);
    int at = 1;
    while (at < length) {
      int pid = messages.at(message, at);
      int bytes = PidTable.bytesOf(pid);
      int index = question.indexOf(pid);
      if (bytes < 0 || pid == 0) {
        // Padding, or an answer of unknown length: what follows cannot be told apart.
        break;
      }
      if (at + 1 + bytes > length) {
        tally.incompleteMessages++;
        break;
      }
      if (index < 0) {
        // An answer to something else, whose length is known.
        at += 1 + bytes;
        continue;
      }
      if ((answered >> index & 1) != 0) {
        tally.duplicates++;
      } else {
        answered |= 1 << index;
        store(question, index, messages, message, at + 1);
      }
      at += 1 + bytes;
    }
    return answered;
  }

  private void store(Question question, int index, Messages messages, int message, int at) {
    Row row = question.row();
    PidField[] fields = question.fields(index);
    for (int f = 0; f < fields.length; f++) {
      PidField field = fields[f];
      long raw = messages.at(message, at + field.at());
      if (field.width() == 2) {
        raw = raw << 8 | messages.at(message, at + field.at() + 1);
      }
      if (field.plausible(raw)) {
        row.put(question.firstColumn(index) + f, raw);
      } else {
        tally.implausible++;
      }
    }
  }
}
