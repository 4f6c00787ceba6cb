package keilog.tools.simulate.elm;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import keilog.tools.simulate.drive.Chance;
import keilog.tools.simulate.wire.Device;
import keilog.tools.simulate.wire.Mishap;
import keilog.tools.simulate.wire.Transmitter;

/**
 * The adapter: reads command lines, echoes, answers, prompts. A character that comes while it works
 * for an OBD request ends the request with STOPPED; one that comes during a reply to an AT command
 * waits.
 */
public final class ElmAdapter implements Device {
  private static final int LONGEST_LINE = 512;
  private static final int OVERRUN = 512;

  private enum Mood {
    /** Takes characters as they come. */
    LISTENING,
    /** Prints the reply to an AT command: characters wait. */
    REPLYING,
    /** Works on a request: a character interrupts. */
    ASKING,
    /** Deaf: starting. */
    RESTARTING,
    /** Waits at a new baud rate for the host's CR. */
    CHANGING
  }

  private final ElmSettings settings;
  private final CarAt car;
  private final Transmitter transmitter;
  private final Agenda agenda = new Agenda();
  private final AtCommands atCommands;
  private final StCommands stCommands;
  private final Exchange exchange;
  private final Map<Mishap, Long> mishaps = new EnumMap<>(Mishap.class);
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder waiting = new StringBuilder();
  private Options options = new Options();
  private Mood mood = Mood.LISTENING;
  private String last = "";
  private int baudBefore;
  private String idAfter = "";
  private double volts;
  private long noise;

  public ElmAdapter(ElmSettings settings, CarAt car, SampleLog log) {
    this.settings = settings;
    this.car = car;
    this.transmitter = new Transmitter(settings.baud());
    this.atCommands =
        new AtCommands(settings.chip(), () -> String.format(Locale.ROOT, "%.1fV", volts));
    this.stCommands = new StCommands(settings.chip());
    this.exchange = new Exchange(settings, car, log, agenda, this);
  }

  @Override
  public Transmitter transmitter() {
    return transmitter;
  }

  @Override
  public void powerOn(long nanos) {
    transmitter.baud(settings.baud());
    forget();
    mood = Mood.RESTARTING;
    agenda.at(nanos + settings.restartNanos(), this::greet);
  }

  @Override
  public void received(int value, long nanos) {
    if (value == 0 || mood == Mood.RESTARTING || active(Mishap.SILENCE, nanos)) {
      return;
    }
    switch (mood) {
      case RESTARTING -> {}
      case REPLYING -> {
        if (waiting.length() < OVERRUN) {
          waiting.append((char) value);
        }
      }
      case ASKING -> {
        if (value >= ' ' || value == '\r') {
          interrupt(nanos);
        }
      }
      case CHANGING -> {
        if (value == '\r') {
          agenda.clear();
          reply(nanos, "OK");
        }
      }
      case LISTENING -> accept(value, nanos);
    }
  }

  private void accept(int value, long nanos) {
    if (options.echo && (value >= ' ' || value == '\r')) {
      transmitter.send(value, nanos);
      if (value == '\r' && options.linefeeds) {
        transmitter.send('\n', nanos);
      }
    }
    if (value == '\r') {
      String text = line.toString();
      line.setLength(0);
      command(text, nanos);
    } else if (value > ' ' && line.length() < LONGEST_LINE) {
      line.append(Character.toUpperCase((char) value));
    }
  }

  private void command(String text, long nanos) {
    volts = car.at(nanos).volts();
    String command = text.isEmpty() ? last : text;
    last = command;
    if (command.startsWith("AT")) {
      act(atCommands.run(command.substring(2), options), nanos);
    } else if (command.startsWith("ST")) {
      act(stCommands.run(command.substring(2), options, volts), nanos);
    } else if (command.matches("[0-9A-F]{2,16}")
        && (command.length() % 2 == 0 || settings.chip().counts())) {
      int bytes = command.length() / 2;
      int count = command.length() % 2 == 0 ? 0 : Character.digit(command.charAt(bytes * 2), 16);
      ask(HexFormat.of().parseHex(command.substring(0, bytes * 2)), count, nanos);
    } else {
      reply(nanos, "?");
    }
  }

  private void act(Reply reply, long nanos) {
    switch (reply) {
      case Reply.Lines lines -> reply(nanos, lines.lines());
      case Reply.Refused _ -> reply(nanos, "?");
      case Reply.Ask ask -> ask(ask.request(), ask.count(), nanos);
      case Reply.Monitor _ -> mood = Mood.ASKING;
      case Reply.Restart restart -> {
        forget();
        mood = Mood.RESTARTING;
        long nap = restart.cold() ? settings.restartNanos() : settings.restartNanos() / 5;
        agenda.at(nanos + nap, this::greet);
      }
      case Reply.Speed speed -> change(speed, nanos);
    }
  }

  private void ask(byte[] request, int count, long nanos) {
    mood = Mood.ASKING;
    exchange.begin(request, count, options, nanos);
  }

  /**
   * OK at the old speed, then the id at the new one; the host confirms with CR, or all is as
   * before.
   */
  private void change(Reply.Speed speed, long nanos) {
    if (!speed.handshake()) {
      reply(nanos, "OK");
      agenda.at(transmitter.finished(), at -> transmitter.baud(speed.baud()));
      return;
    }
    print(nanos, "OK");
    mood = Mood.CHANGING;
    baudBefore = transmitter.baud();
    idAfter = speed.id();
    long wait = options.baudWait * 5_000_000L;
    agenda.at(
        transmitter.finished() + 5_000_000,
        at -> {
          if (baudBefore != 0) {
            transmitter.baud(speed.baud());
          }
          print(at, idAfter);
          agenda.at(
              transmitter.finished() + wait,
              late -> {
                transmitter.baud(baudBefore);
                prompt(late, Mood.REPLYING);
              });
        });
  }

  private void interrupt(long nanos) {
    agenda.clear();
    transmitter.clear(nanos);
    print(nanos, "STOPPED");
    prompt(nanos, Mood.REPLYING);
  }

  /** Lines, an empty line, the prompt. */
  private void reply(long nanos, String... lines) {
    for (String text : lines) {
      print(nanos, text);
    }
    prompt(nanos, Mood.REPLYING);
  }

  /** One line of an answer. */
  void print(long nanos, String text) {
    if (active(Mishap.GARBAGE, nanos)) {
      litter(nanos, 3);
    }
    send(nanos, text + end());
  }

  /** Text without the line's end, as SEARCHING... comes. */
  void printOpen(long nanos, String text) {
    send(nanos, text);
  }

  /** The end of an answer. */
  void prompt(long nanos) {
    prompt(nanos, Mood.ASKING);
  }

  private void prompt(long nanos, Mood until) {
    send(nanos, end() + ">");
    mood = until;
    agenda.at(transmitter.finished(), this::listen);
  }

  private void listen(long nanos) {
    mood = Mood.LISTENING;
    String text = waiting.toString();
    waiting.setLength(0);
    for (int i = 0; i < text.length(); i++) {
      received(text.charAt(i), nanos);
    }
  }

  private void send(long nanos, String text) {
    if (!active(Mishap.SILENCE, nanos)) {
      transmitter.send(text.getBytes(StandardCharsets.US_ASCII), nanos);
    }
  }

  private String end() {
    return options.linefeeds ? "\r\n" : "\r";
  }

  private void greet(long nanos) {
    send(nanos, "\r\r");
    reply(nanos, settings.chip().banner());
  }

  /** Settings and protocol are gone, and whatever was going on. */
  private void forget() {
    agenda.clear();
    options = new Options();
    exchange.disconnected();
    line.setLength(0);
    waiting.setLength(0);
    last = "";
    mood = Mood.LISTENING;
  }

  @Override
  public long nextDue() {
    return agenda.next();
  }

  @Override
  public void due(long nanos) {
    agenda.run(nanos);
  }

  @Override
  public void fault(Mishap mishap, long now, long untilNanos) {
    mishaps.put(mishap, untilNanos);
    if (mishap == Mishap.LVRESET) {
      transmitter.clear(now);
      transmitter.baud(settings.baud());
      forget();
      mood = Mood.RESTARTING;
      long wake = Math.max(now + settings.restartNanos(), untilNanos);
      agenda.at(
          wake,
          at -> {
            send(at, "\r\r");
            reply(at, "LV RESET");
          });
    } else if (mishap == Mishap.GARBAGE) {
      litter(now, 16);
    } else if (mishap == Mishap.KEYOFF) {
      exchange.disconnected();
      options.active = 0;
    }
  }

  /** True while a mishap lasts. */
  boolean active(Mishap mishap, long nanos) {
    return Optional.ofNullable(mishaps.get(mishap)).orElse(Long.MIN_VALUE) > nanos;
  }

  private void litter(long nanos, int count) {
    for (int i = 0; i < count; i++) {
      transmitter.send((int) Chance.bits(settings.seed() + 77, noise++) & 0xff, nanos);
    }
  }
}
