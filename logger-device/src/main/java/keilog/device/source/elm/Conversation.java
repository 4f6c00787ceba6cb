package keilog.device.source.elm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.device.source.SourceHealth.State;
import keilog.device.source.elm.ElmTrouble.Kind;

/**
 * Everything between opening a link and losing it: find the line speed, set the adapter up, find
 * the car, poll; and back to the right one of these after each trouble. Waits between attempts, so
 * that nothing here ever spins. One thread.
 */
final class Conversation {
  private static final long SHORT_NANOS = Adapter.SECOND / 5;
  private static final long LONG_NANOS = 5 * Adapter.SECOND;
  private static final long ASLEEP_NANOS = 10 * Adapter.SECOND;

  /** So often the known protocol alone is tried before all others are again. */
  private static final int PATIENCE = 5;

  private static final long[] NO_CAR_NANOS = {
    Adapter.SECOND / 2,
    Adapter.SECOND,
    2 * Adapter.SECOND,
    2 * Adapter.SECOND,
    2 * Adapter.SECOND,
    5 * Adapter.SECOND,
    10 * Adapter.SECOND,
    30 * Adapter.SECOND
  };
  private static final List<Integer> FASTER = List.of(500_000, 115_200);
  private static final int ELM_BAUD_CLOCK = 4_000_000;
  private static final double LOW_VOLTS = 6;

  /** After these the line must rest before the next try. */
  private static final int REST = Notice.BUS_INIT.bit() | Notice.UNABLE_TO_CONNECT.bit();

  private final Adapter adapter;
  private final LineSpeeds speeds;
  private final ElmPlan plan;
  private final SourceContext context;
  private final Pause pause;
  private final Memory memory;
  private final Rates rates;
  private final Tally tally;
  private SourceHealth shown;
  private Map<String, Double> saidRates = Map.of();
  private int attempts;
  private long lastRows;

  Conversation(
      Adapter adapter,
      LineSpeeds speeds,
      ElmPlan plan,
      SourceContext context,
      Pause pause,
      Memory memory,
      Rates rates,
      Tally tally) {
    this.adapter = adapter;
    this.speeds = speeds;
    this.plan = plan;
    this.context = context;
    this.pause = pause;
    this.memory = memory;
    this.rates = rates;
    this.tally = tally;
    this.lastRows = tally.rows;
  }

  /** Returns never but by trouble with the link itself (gone, mute), or interrupted. */
  void run() throws ElmTrouble, InterruptedException {
    while (true) {
      try {
        setUpAndPoll();
      } catch (ElmTrouble trouble) {
        switch (trouble.kind()) {
          case GONE, MUTE -> throw trouble;
          case RESET -> {
            tally.resets++;
            show(State.STARTING, trouble.getMessage(), trouble.action());
            pause.nanos(
                afterProgress() ? SHORT_NANOS : Math.min(LONG_NANOS, SHORT_NANOS << attempts));
          }
          case ASLEEP -> {
            show(State.SILENT, trouble.getMessage(), trouble.action());
            pause.nanos(ASLEEP_NANOS);
          }
          case NO_CAR -> {
            // Only from the set-up's own requests; the search handles it below.
            show(State.SILENT, trouble.getMessage(), trouble.action());
            pause.nanos(LONG_NANOS);
          }
        }
      }
    }
  }

  private void setUpAndPoll() throws ElmTrouble, InterruptedException {
    if (!memory.mute) {
      show(State.STARTING, "looking for the adapter", "");
    }
    memory.baud = speeds.find(adapter, memory.baud);
    memory.mute = false;
    memory.raised = memory.baud != speeds.first() && FASTER.contains(memory.baud);
    AdapterSetup setup = new AdapterSetup(adapter, plan);
    AdapterFacts facts = setup.run(memory.raised && speeds.mayRaise());
    int misses = 0;
    while (true) {
      try {
        if (misses == 0) {
          show(State.STARTING, facts.shown() + ": looking for the car's protocol", "");
        }
        Car car = new Discovery(adapter, plan, pause).find(memory.protocol, misses >= PATIENCE);
        memory.protocol = car.protocol() == '0' ? 0 : car.protocol();
        misses = 0;
        raise(facts, car);
        poll(facts, car);
      } catch (ElmTrouble trouble) {
        if (trouble.kind() != Kind.NO_CAR) {
          throw trouble;
        }
        show(State.SILENT, trouble.getMessage() + low(facts), trouble.action());
        long waitNanos =
            NO_CAR_NANOS[afterProgress() ? 0 : Math.min(misses, NO_CAR_NANOS.length - 1)];
        pause.nanos(adapter.reply().hasAny(REST) ? Math.max(LONG_NANOS, waitNanos) : waitNanos);
        misses++;
      }
    }
  }

  private void poll(AdapterFacts facts, Car car) throws ElmTrouble, InterruptedException {
    Questions questions = new Questions(plan, car, context);
    String link = facts.shown() + ", " + car.protocolName();
    Poller poller =
        new Poller(
            adapter,
            car,
            questions,
            context,
            pause,
            rates,
            tally,
            () -> running(link, questions.notOffered()));
    poller.run();
  }

  /** Called at the first row and when there are new figures; says them when they have changed. */
  private void running(String link, List<String> notOffered) {
    Map<String, Double> figures = rates.last();
    boolean first = figures.isEmpty();
    boolean any = first || figures.values().stream().anyMatch(hz -> hz > 0);
    if (any && shown.state() == State.RUNNING && !moved(figures)) {
      return;
    }
    saidRates = figures;
    String detail =
        figures.entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(e -> String.format(Locale.ROOT, "%s %.1f/s", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", ", link + (first ? "" : ": "), missing(notOffered)));
    show(
        any ? State.RUNNING : State.SILENT,
        detail,
        any ? "" : "start the engine; check the poll plan of the car's profile");
  }

  private static String missing(List<String> notOffered) {
    return notOffered.isEmpty()
        ? ""
        : "; not offered by this car: " + String.join(", ", notOffered);
  }

  /** True where a fast channel's rate is a quarter off what was said of it. */
  private boolean moved(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .anyMatch(
            e -> {
              double said = saidRates.getOrDefault(e.getKey(), 0.0);
              return Math.abs(e.getValue() - said) > Math.max(1, said / 4);
            });
  }

  private void raise(AdapterFacts facts, Car car) throws ElmTrouble, InterruptedException {
    if (!speeds.mayRaise() || memory.raised || memory.raisingFailures > 1 || !car.isCan()) {
      return;
    }
    for (int baud : FASTER) {
      if (baud <= adapter.baud()) {
        break;
      }
      Command command =
          facts.isStn()
              ? Command.of("STBR" + baud)
              : Command.of("ATBRD%02X".formatted(Math.round((float) ELM_BAUD_CLOCK / baud)));
      if (adapter.raise(command, baud)) {
        memory.baud = baud;
        memory.raised = true;
        return;
      }
    }
    memory.raisingFailures = 2;
  }

  private boolean afterProgress() {
    boolean progress = tally.rows > lastRows;
    attempts = progress ? 0 : Math.min(attempts + 1, 5);
    lastRows = tally.rows;
    return progress;
  }

  private static String low(AdapterFacts facts) {
    return facts.voltage().isPresent() && facts.voltage().getAsDouble() < LOW_VOLTS
        ? String.format(
            Locale.ROOT, "; the adapter sees only %.1f V", facts.voltage().getAsDouble())
        : "";
  }

  private void show(State state, String detail, String action) {
    SourceHealth health = new SourceHealth(state, detail, action);
    if (!health.equals(shown)) {
      shown = health;
      context.health(health);
    }
  }
}
