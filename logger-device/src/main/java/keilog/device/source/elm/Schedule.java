package keilog.device.source.elm;

import java.util.ArrayList;
import java.util.List;

/**
 * Which question comes next: the fast ones in turn, and between them, one at a time and for at most
 * a tenth of the time, the slow one that is most overdue. Pure: time comes in as numbers.
 */
final class Schedule {
  /** A slow question is followed by at least so many times its own duration without one. */
  private static final int SLOW_REST = 9;

  private final List<Question> questions = new ArrayList<>();
  private int turn;
  private long slowAllowedNanos = Long.MIN_VALUE;

  void add(Question question) {
    questions.add(question);
  }

  int size() {
    return questions.size();
  }

  Question get(int i) {
    return questions.get(i);
  }

  /** The question to ask now, or null when none is due. */
  Question next(long nowNanos) {
    Question fast = nextFast(nowNanos);
    if (fast == null || slowAllowedNanos == Long.MIN_VALUE || nowNanos - slowAllowedNanos >= 0) {
      Question slow = mostOverdue(nowNanos);
      if (slow != null) {
        return slow;
      }
    }
    return fast;
  }

  private Question nextFast(long nowNanos) {
    int size = questions.size();
    for (int i = 1; i <= size; i++) {
      int at = (turn + i) % size;
      Question question = questions.get(at);
      if (question.isActive() && question.isFast() && question.dueNanos() - nowNanos <= 0) {
        turn = at;
        return question;
      }
    }
    return null;
  }

  private Question mostOverdue(long nowNanos) {
    Question most = null;
    double mostPeriods = -1;
    for (int i = 0; i < questions.size(); i++) {
      Question question = questions.get(i);
      long overdue = nowNanos - question.dueNanos();
      if (question.isFast() || !question.isActive() || overdue < 0) {
        continue;
      }
      double periods = (double) overdue / Math.max(1, question.currentPeriodNanos());
      if (periods > mostPeriods) {
        most = question;
        mostPeriods = periods;
      }
    }
    return most;
  }

  /** When the next question is due; {@link Long#MAX_VALUE} where there is none. */
  long nextDueNanos() {
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < questions.size(); i++) {
      if (questions.get(i).isActive()) {
        earliest = Math.min(earliest, questions.get(i).dueNanos());
      }
    }
    return earliest;
  }

  /** Sets when the question comes again: in its rhythm while that holds, else from now. */
  void asked(Question question, long startNanos, long endNanos) {
    long due = question.dueNanos() + question.currentPeriodNanos();
    question.due(
        due - endNanos >= 0 || question.currentPeriodNanos() == 0
            ? Math.max(due, startNanos)
            : startNanos + question.currentPeriodNanos());
    if (!question.isFast()) {
      slowAllowedNanos = endNanos + SLOW_REST * (endNanos - startNanos);
    }
  }
}
