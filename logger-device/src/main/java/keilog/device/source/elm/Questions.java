package keilog.device.source.elm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.device.source.SourceContext;
import keilog.protocol.car.Poll;
import keilog.protocol.channel.Channel;

/**
 * Turns a plan into requests this car can answer: channels of one rate share a request where the
 * bus is CAN, up to six PIDs in each.
 */
final class Questions {
  /** SAE J1979: a request on CAN carries up to six PIDs. */
  static final int MOST_PIDS = 6;

  private final ElmPlan plan;
  private final Car car;
  private final SourceContext context;
  private final List<String> notOffered = new ArrayList<>();

  Questions(ElmPlan plan, Car car, SourceContext context) {
    this.plan = plan;
    this.car = car;
    this.context = context;
  }

  /** The requests, fast ones first. */
  List<Question> compose() {
    notOffered.clear();
    long nowNanos = context.clock().nanos();
    Map<Long, List<PidField>> slow = new LinkedHashMap<>();
    List<PidField> fast = new ArrayList<>();
    long voltagePeriodNanos = 0;
    for (Poll poll : plan.polls()) {
      Optional<PidField> field =
          PidTable.fieldsOf(poll.channel()).stream().filter(f -> car.offers(f.pid())).findFirst();
      if (field.isPresent() && poll.rateHz().isEmpty()) {
        fast.add(field.get());
      } else if (field.isPresent()) {
        slow.computeIfAbsent(periodNanos(poll.rateHz()), period -> new ArrayList<>())
            .add(field.get());
      } else if (poll.channel().equals(Channel.BATTERY_VOLTAGE.channelName())) {
        voltagePeriodNanos = Math.max(Adapter.SECOND, periodNanos(poll.rateHz()));
      } else {
        notOffered.add(poll.channel());
      }
    }
    int most = car.isCan() ? MOST_PIDS : 1;
    List<Question> questions = new ArrayList<>();
    for (List<PidField> share : split(fast, most)) {
      questions.add(Question.of(share, true, periodNanos(plan.mostHz()), context, nowNanos));
    }
    slow.forEach(
        (period, fields) -> {
          for (List<PidField> share : split(fields, most)) {
            questions.add(Question.of(share, false, period, context, nowNanos));
          }
        });
    if (voltagePeriodNanos > 0) {
      questions.add(Question.voltage(voltagePeriodNanos, context, nowNanos));
    }
    return questions;
  }

  /** A request of its own for a PID that its car left out of a common one. */
  Question alone(Question from, int index) {
    return Question.of(
        List.of(from.fields(index)),
        from.isFast(),
        from.periodNanos(),
        context,
        context.clock().nanos());
  }

  /** Channels of the plan for which the car has no PID. */
  List<String> notOffered() {
    return List.copyOf(notOffered);
  }

  private static long periodNanos(OptionalDouble hz) {
    return hz.isPresent() ? Math.round(Adapter.SECOND / hz.getAsDouble()) : 0;
  }

  /** Shares of at most so many PIDs, as even as can be; fields of one PID stay together. */
  private static List<List<PidField>> split(List<PidField> fields, int most) {
    Map<Integer, List<PidField>> byPid = new LinkedHashMap<>();
    fields.forEach(f -> byPid.computeIfAbsent(f.pid(), pid -> new ArrayList<>()).add(f));
    int shares = (byPid.size() + most - 1) / most;
    List<List<PidField>> split = new ArrayList<>();
    int index = 0;
    for (List<PidField> ofOnePid : byPid.values()) {
      int share = index++ * shares / byPid.size();
      if (share == split.size()) {
        split.add(new ArrayList<>());
      }
      split.get(share).addAll(ofOnePid);
    }
    return split;
  }
}
