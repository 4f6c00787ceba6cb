package keilog.device.source.elm;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import keilog.device.link.Link;
import keilog.device.link.LinkOpener;
import keilog.device.link.Links;
import keilog.device.source.Source;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.device.source.SourceHealth.State;
import keilog.device.source.elm.ElmTrouble.Kind;
import keilog.protocol.time.MonotonicClock;

/**
 * An ELM327 or STN11xx adapter and the car behind it. Comes back by itself from everything: not
 * plugged in, pulled, cranking, ignition off, wrong line speed, another program's leftovers.
 *
 * <p>Only reads: see {@link ReadOnly}.
 */
public final class ElmSource implements Source {
  /** Of a factory-fresh adapter on a cable. */
  public static final int USUAL_BAUD = 38_400;

  private static final long ABSENT_NANOS = Adapter.SECOND;
  private static final long GONE_NANOS = Adapter.SECOND / 2;
  private static final long[] MUTE_NANOS = {Adapter.SECOND, 2 * Adapter.SECOND, 5 * Adapter.SECOND};

  private final String name;
  private final LinkOpener opener;
  private final ElmPlan plan;
  private final LineSpeeds speeds;
  private final Pause pause;
  private final Rates rates = new Rates();
  private final Tally tally = new Tally();

  ElmSource(String name, LinkOpener opener, ElmPlan plan, LineSpeeds speeds, Pause pause) {
    this.name = name;
    this.opener = opener;
    this.plan = plan;
    this.speeds = speeds;
    this.pause = pause;
  }

  /**
   * A source from configured values.
   *
   * @param port device path or {@code tcp://host:port}
   * @param baud a number is kept; empty ("auto") looks for the speed, and raises it where the chip
   *     can. Behind TCP it is the speed inside the adapter, used for the samples' times only
   * @throws IllegalArgumentException where port or baud is no such thing; the message says what to
   *     write
   */
  public static ElmSource of(
      String name, String port, OptionalInt baud, ElmPlan plan, MonotonicClock clock) {
    LinkOpener opener = Links.opener(port, baud.orElse(USUAL_BAUD), clock);
    return new ElmSource(name, opener, plan, speeds(port, baud), Pause.SLEEP);
  }

  /** A source over serial links that somebody else opens, at a line speed that is kept. */
  public static ElmSource over(String name, LinkOpener opener, int baud, ElmPlan plan) {
    return new ElmSource(name, opener, plan, LineSpeeds.fixed(baud), Pause.SLEEP);
  }

  static LineSpeeds speeds(String port, OptionalInt baud) {
    if (Links.isTcp(port)) {
      return LineSpeeds.none(baud.orElse(0));
    }
    // A Bluetooth adapter's own line is inside it, and raising it would cut the adapter in two.
    return baud.isPresent()
        ? LineSpeeds.fixed(baud.getAsInt())
        : LineSpeeds.searched(!port.contains("rfcomm"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "elm";
  }

  /** Values per second of each channel over the last five seconds; safe from any thread. */
  public Map<String, Double> rates() {
    return rates.last();
  }

  /** What went wrong since the start, counted, as {@code name=value} pairs; from any thread. */
  public String counters() {
    return tally.shown();
  }

  @Override
  public void run(SourceContext context) throws InterruptedException {
    Memory memory = new Memory();
    SourceHealth shown = null;
    int mutes = 0;
    while (true) {
      SourceHealth health;
      long waitNanos;
      long rowsBefore = tally.rows;
      try (Link link = opener.open()) {
        Adapter adapter = new Adapter(link, context.clock(), speeds.wireBaud());
        shown = memory.mute ? shown : null;
        new Conversation(adapter, speeds, plan, context, pause, memory, rates, tally).run();
        throw new IllegalStateException("a conversation ends by trouble only");
      } catch (ElmTrouble trouble) {
        boolean gone = trouble.kind() == Kind.GONE;
        mutes = tally.rows > rowsBefore ? 0 : mutes;
        waitNanos = gone ? GONE_NANOS : MUTE_NANOS[Math.min(mutes++, MUTE_NANOS.length - 1)];
        memory.mute = !gone;
        if (memory.raised && !gone) {
          memory.raisingFailures++;
        }
        health =
            new SourceHealth(
                gone ? State.ABSENT : State.SILENT, trouble.getMessage(), trouble.action());
      } catch (IOException absent) {
        waitNanos = ABSENT_NANOS;
        String[] halves = String.valueOf(absent.getMessage()).split("; ", 2);
        health = new SourceHealth(State.ABSENT, halves[0], halves.length > 1 ? halves[1] : "");
      }
      rates.restart(context.clock().nanos());
      if (!health.equals(shown)) {
        shown = health;
        context.health(health);
      }
      pause.nanos(waitNanos);
    }
  }
}
