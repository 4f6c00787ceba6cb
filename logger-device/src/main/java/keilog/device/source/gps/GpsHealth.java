package keilog.device.source.gps;

import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.device.source.SourceHealth.State;

/** Says how the receiver is whenever that changes, in words an owner can act on. */
final class GpsHealth {
  private static final long WINDOW = 5 * GnssTime.SECOND;

  /** How the receiver is; each has one sentence and one thing to do. */
  private enum Kind {
    NONE,
    ABSENT,
    LISTENING,
    NOTHING,
    GARBAGE,
    NO_POSITIONS,
    NO_FIX,
    SLOW,
    OLD_DATE,
    STEPPED,
    GOOD
  }

  private final SourceContext context;
  private final int rateHz;
  private Kind kind = Kind.NONE;
  private long detailNumber;
  private long windowStart = Long.MIN_VALUE;
  private int windowFixes;
  private long lastRate = -1;
  private boolean rolledOver;
  private long steppedUntil = Long.MIN_VALUE;

  GpsHealth(SourceContext context, int rateHz) {
    this.context = context;
    this.rateHz = rateHz;
  }

  void absent(String why) {
    kind = Kind.ABSENT;
    context.health(
        new SourceHealth(
            State.ABSENT,
            why,
            "plug the receiver in, or correct port under [[source]] kind = \"gps\""));
  }

  void listening() {
    windowStart = Long.MIN_VALUE;
    lastRate = -1;
    say(Kind.LISTENING, 0);
  }

  void nothing(int baud) {
    say(Kind.NOTHING, baud);
  }

  void garbage(int baud) {
    say(Kind.GARBAGE, baud);
  }

  void noPositions() {
    say(Kind.NO_POSITIONS, 0);
  }

  void rolledOver() {
    rolledOver = true;
  }

  void stepped(long nowNanos) {
    steppedUntil = nowNanos + 10 * GnssTime.SECOND;
  }

  void fix(Fix fix) {
    long now = fix.arrivedNanos;
    if (windowStart == Long.MIN_VALUE) {
      windowStart = now;
      windowFixes = 0;
    } else {
      windowFixes++;
    }
    if (now - windowStart >= WINDOW) {
      lastRate = Math.round(windowFixes * (double) GnssTime.SECOND / (now - windowStart));
      windowStart = now;
      windowFixes = 0;
    }
    if (!fix.hasPosition()) {
      say(Kind.NO_FIX, Math.max(0, fix.satellites));
    } else if (rolledOver) {
      say(Kind.OLD_DATE, 0);
    } else if (now < steppedUntil) {
      say(Kind.STEPPED, 0);
    } else if (lastRate >= 0 && lastRate * 10 < rateHz * 7L) {
      say(Kind.SLOW, lastRate);
    } else {
      say(Kind.GOOD, 0);
    }
  }

  private void say(Kind newKind, long number) {
    if (kind == newKind && detailNumber == number) {
      return;
    }
    kind = newKind;
    detailNumber = number;
    context.health(
        switch (newKind) {
          case NONE, ABSENT, LISTENING ->
              new SourceHealth(State.STARTING, "the port is open; listening", "");
          case NOTHING ->
              new SourceHealth(
                  State.SILENT,
                  "nothing arrives from the receiver" + at(number),
                  "check its power, and that its TX wire goes to our RX");
          case GARBAGE ->
              new SourceHealth(
                  State.SILENT,
                  "bytes arrive but form no NMEA or UBX message" + at(number),
                  "set baud to the receiver's speed, or \"auto\"; check that this is a GNSS"
                      + " receiver");
          case NO_POSITIONS ->
              new SourceHealth(
                  State.SILENT,
                  "the receiver talks but sends no positions",
                  "make it send RMC and GGA (or NAV-PVT) with the maker's program");
          case NO_FIX ->
              new SourceHealth(
                  State.RUNNING,
                  "no fix yet, %d satellites".formatted(number),
                  "give the antenna a free view of the sky; a cold start takes a minute");
          case SLOW ->
              new SourceHealth(
                  State.RUNNING,
                  "sends %d Hz where %d Hz are configured".formatted(number, rateHz),
                  "set its rate with the maker's program, or write the true rate in the"
                      + " configuration");
          case OLD_DATE ->
              new SourceHealth(
                  State.RUNNING,
                  "the receiver's date is 1024 weeks old or more, and is corrected",
                  "update its firmware; a receiver of this age will drift in other ways too");
          case STEPPED ->
              new SourceHealth(
                  State.RUNNING,
                  "the receiver's clock stepped",
                  "do not trust the lap it happened in");
          case GOOD -> SourceHealth.running();
        });
  }

  private static String at(long baud) {
    return baud == 0 ? "" : " at %d baud".formatted(baud);
  }
}
