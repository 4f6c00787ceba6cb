package keilog.device.source.elm;

import java.util.OptionalDouble;
import keilog.device.source.Row;
import keilog.device.source.SourceContext;
import keilog.device.source.elm.Notice.Effect;

/**
 * Asks, reads, offers, for as long as adapter and car answer. Uses what the adapter can (a bare
 * carriage return instead of the same request, the number of lines to wait for, several PIDs at
 * once) until it shows that it cannot. One thread; allocates nothing per request once the answers
 * are known.
 */
final class Poller {
  private static final long REQUEST_NANOS = 3 * Adapter.SECOND / 2;
  private static final long RETRY_NANOS = 60 * Adapter.SECOND;
  private static final long SILENT_NANOS = 2 * Adapter.SECOND;
  private static final long IDLE_NANOS = Adapter.SECOND / 2;

  /** Clones that cannot measure say 0.0V; with less than this no adapter runs. */
  private static final double LEAST_VOLTS = 1;

  private static final int FEW = 3;
  private static final int MOST_BUS_TROUBLES = 5;
  private static final int TIMELESS = Notice.mask(Effect.PROGRESS) | Notice.mask(Effect.AGAIN);
  private static final int BUS_TROUBLE = Notice.mask(Effect.BUS_TROUBLE);
  private static final int NO_CAR = Notice.mask(Effect.NO_CAR);

  private final Adapter adapter;
  private final SourceContext context;
  private final Questions questions;
  private final Pause pause;
  private final Rates rates;
  private final Tally tally;
  private final Answers answers;
  private final Runnable onNews;
  private final Schedule schedule = new Schedule();
  private Command last;
  private boolean repeatWorks = true;
  private boolean countWorks;
  private boolean anyRow;
  private boolean headersMayHelp = true;
  private int repeatStrikes;
  private int countStrikes;
  private int emptyStreak;
  private int busTroubles;
  private long lastGoodNanos;

  /**
   * @param onNews called on this thread at the first row, and every few seconds when the rates are
   *     new
   */
  Poller(
      Adapter adapter,
      Car car,
      Questions questions,
      SourceContext context,
      Pause pause,
      Rates rates,
      Tally tally,
      Runnable onNews) {
    this.adapter = adapter;
    this.questions = questions;
    this.context = context;
    this.pause = pause;
    this.rates = rates;
    this.tally = tally;
    this.onNews = onNews;
    this.answers = new Answers(car.engine(), tally);
    this.countWorks = car.countDigit();
  }

  /** Polls until something ends it. */
  void run() throws ElmTrouble, InterruptedException {
    questions.compose().forEach(schedule::add);
    lastGoodNanos = context.clock().nanos();
    rates.restart(lastGoodNanos);
    while (true) {
      step();
    }
  }

  private void step() throws ElmTrouble, InterruptedException {
    long nowNanos = context.clock().nanos();
    if (rates.roll(nowNanos)) {
      onNews.run();
    }
    Question question = schedule.next(nowNanos);
    if (question == null) {
      pause.nanos(Math.clamp(schedule.nextDueNanos() - nowNanos, 1, IDLE_NANOS));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return;
    }
    Command command = question.command(countWorks);
    boolean repeated = command == last && repeatWorks;
    tally.requests++;
    boolean prompted = adapter.ask(repeated ? Command.REPEAT : command, REQUEST_NANOS);
    last = prompted ? command : null;
    schedule.asked(question, nowNanos, context.clock().nanos());
    if (question.isVoltage()) {
      voltage(question);
    } else {
      evaluate(question, command, repeated);
    }
  }

  private void evaluate(Question question, Command command, boolean repeated)
      throws ElmTrouble, InterruptedException {
    Reply reply = adapter.reply();
    Messages messages = reply.messages();
    tally.count(reply);
    int answered = answers.read(question, messages, adapter.measuredNanos());
    if (answered == 0) {
      nothing(question, command, repeated);
      return;
    }
    emptyStreak = 0;
    busTroubles = 0;
    repeatStrikes = repeated ? 0 : repeatStrikes;
    countStrikes = question.wasCounted(command) ? 0 : countStrikes;
    lastGoodNanos = adapter.promptNanos();
    question.filled();
    if (messages.mixed() && !adapter.headers() && headersMayHelp) {
      // A second control unit has woken up: only headers tell the two apart.
      headersMayHelp = adapter.ask(Command.of("ATH1"), Adapter.SECOND) && !refused();
      adapter.headers(headersMayHelp);
      question.distrustCount();
      last = null;
      return;
    }
    Row row = question.row();
    if (row.present() != 0 && !reply.hasAny(TIMELESS)) {
      offer(row);
    }
    boolean whole = learn(question, command, answered);
    if (!whole) {
      missing(question, answered);
    }
  }

  /** Learns the number of lines; true where every PID asked was answered. */
  private boolean learn(Question question, Command command, int answered) {
    Reply reply = adapter.reply();
    boolean whole = true;
    for (int i = 0; i < question.size(); i++) {
      whole &= !question.asked(i) || (answered >> i & 1) != 0;
    }
    boolean clean = reply.badLines() == 0 && reply.messages().incomplete() == 0;
    if (question.wasCounted(command)) {
      if (!whole || !clean) {
        question.distrustCount();
      } else {
        question.sawLines(reply.frames().counted());
      }
    } else if (clean && !question.countHopeless()) {
      question.learnCount(reply.frames().counted());
    }
    return whole || !clean;
  }

  /** PIDs that keep missing in a common request are asked alone; alone, only now and then. */
  private void missing(Question question, int answered) {
    for (int i = 0; i < question.size(); i++) {
      if ((answered >> i & 1) != 0) {
        question.answered(i);
      } else if (question.asked(i) && question.missed(i) >= FEW) {
        alone(question, i);
      }
    }
  }

  private void alone(Question question, int i) {
    question.ask(i, false);
    schedule.add(questions.alone(question, i));
    last = null;
  }

  private void nothing(Question question, Command command, boolean repeated)
      throws ElmTrouble, InterruptedException {
    Reply reply = adapter.reply();
    last = null;
    if (reply.hasAny(NO_CAR)) {
      throw ElmTrouble.carStopped(reply.lines());
    }
    if (reply.has(Notice.STOPPED)) {
      tally.stopped++;
      adapter.drain();
      unanswered(question);
      return;
    }
    if (reply.hasAny(BUS_TROUBLE)) {
      if (++busTroubles >= MOST_BUS_TROUBLES) {
        throw ElmTrouble.busTrouble(reply.lines());
      }
      pause.nanos(Adapter.SECOND / 10);
      return;
    }
    boolean empty = reply.empty();
    if (empty || reply.strangeLines() > 0) {
      // A stray prompt or a wrong answer: make sure that the next answer is to the next question.
      adapter.drain();
    }
    if (reply.has(Notice.NOT_UNDERSTOOD) || empty) {
      withoutTheTrick(question, command, repeated);
      return;
    }
    if (question.wasCounted(command) && reply.messages().incomplete() > 0) {
      question.distrustCount();
      return;
    }
    tally.noData += reply.has(Notice.NO_DATA) ? 1 : 0;
    unanswered(question);
  }

  /** The adapter did not understand: do without the trick that is most likely to blame. */
  private void withoutTheTrick(Question question, Command command, boolean repeated)
      throws ElmTrouble, InterruptedException {
    if (repeated) {
      repeatWorks = ++repeatStrikes < 2;
    } else if (question.wasCounted(command)) {
      countWorks = ++countStrikes < 2;
    } else {
      unanswered(question);
    }
  }

  private void unanswered(Question question) throws ElmTrouble, InterruptedException {
    emptyStreak++;
    long silentNanos = context.clock().nanos() - lastGoodNanos;
    if (emptyStreak >= 2 * FEW && silentNanos >= SILENT_NANOS) {
      throw adapter.reply().strangeLines() > 0
          ? ElmTrouble.noSense()
          : ElmTrouble.carStopped(adapter.reply().lines());
    }
    if (adapter.reply().strangeLines() + adapter.reply().badLines() > 0) {
      return;
    }
    int empties = question.emptied(context.clock().nanos());
    if (empties < FEW) {
      return;
    }
    if (question.askedCount() > 1) {
      if (empties == FEW && answersAlone(question)) {
        for (int i = 0; i < question.size(); i++) {
          if (question.asked(i)) {
            alone(question, i);
          }
        }
      }
    } else if (lastGoodNanos - question.firstEmptyNanos() > 0) {
      // The car answers others meanwhile, so it is this one.
      question.retryEvery(RETRY_NANOS);
      question.due(context.clock().nanos() + RETRY_NANOS);
    }
  }

  /** Whether it is the number of PIDs that this adapter or car does not take, and not silence. */
  private boolean answersAlone(Question question) throws ElmTrouble, InterruptedException {
    for (int i = 0; i < question.size(); i++) {
      if (question.asked(i)) {
        adapter.ask(question.commandAlone(i), REQUEST_NANOS);
        return adapter.reply().messages().size() > 0;
      }
    }
    return false;
  }

  private void voltage(Question question) {
    OptionalDouble volts = AdapterSetup.voltage(adapter.reply());
    if (volts.isEmpty() || volts.getAsDouble() < LEAST_VOLTS) {
      if (question.emptied(context.clock().nanos()) >= FEW) {
        question.retryEvery(RETRY_NANOS);
      }
      return;
    }
    question.filled();
    long raw = Question.VOLTAGE_SCALE.raw(volts.getAsDouble());
    offer(question.row().at(adapter.measuredNanos()).put(0, raw));
  }

  private void offer(Row row) {
    if (context.offer(row)) {
      tally.rows++;
      rates.count(row);
      if (!anyRow) {
        anyRow = true;
        onNews.run();
      }
    } else {
      tally.refusedRows++;
    }
  }

  private boolean refused() {
    return adapter.reply().has(Notice.NOT_UNDERSTOOD);
  }
}
