package keilog.device.source.gps;

import keilog.device.link.Link;
import keilog.device.source.SourceContext;

/**
 * All that is done with a receiver's bytes, without thread or clock of its own: bytes and the time
 * go in, rows come out, and what the receiver must be told is written to the link.
 */
final class GpsReceiver implements MessageSplitter.Messages, Fixes {
  private static final long PATIENCE = 2_500_000_000L;

  /** So many bytes without a message in them are not worth more waiting. */
  private static final int ENOUGH_BYTES = 400;

  private static final long GARBAGE_PATIENCE = GnssTime.SECOND;
  private static final long STALE_MESSAGE = GnssTime.SECOND;
  private static final long DEAF = 30 * GnssTime.SECOND;
  private static final long UBX_RULES = 2 * GnssTime.SECOND;
  private static final long RECONFIGURE = 3 * GnssTime.SECOND;
  private static final int SILENCES = 3;
  private static final int[] SPEEDS = {
    9_600, 38_400, 115_200, 57_600, 230_400, 460_800, 19_200, 4_800
  };

  private final SourceContext context;
  private final int rateHz;
  private final boolean probeBaud;
  private final long earliestNanos;

  private final MessageSplitter splitter = new MessageSplitter(this);
  private final NmeaEpoch nmea = new NmeaEpoch(this);
  private final NavPvt pvt = new NavPvt();
  private final EpochOrder order = new EpochOrder();
  private final EpochPlacement placement = new EpochPlacement();
  private final GpsHealth health;
  private final UbloxSetup setup;
  private final ClockTies ties;

  private Link link;
  private FixRows rows;
  private int speedIndex;
  private int silences;
  private int openedBaud;
  private int goodBaud;
  private long nowNanos;
  private long bytesAt;
  private long messageAt;
  private long fixAt;
  private long ubxFixAt = Long.MIN_VALUE / 2;
  private long waitedSince;
  private int strangeBytes;

  GpsReceiver(SourceContext context, int rateHz, boolean probeBaud, long earliestNanos) {
    this.context = context;
    this.rateHz = rateHz;
    this.probeBaud = probeBaud;
    this.earliestNanos = earliestNanos;
    this.health = new GpsHealth(context, rateHz);
    this.setup = new UbloxSetup(rateHz);
    this.ties = new ClockTies(context);
  }

  /** The device is not there. */
  void absent(String why) {
    health.absent(why);
  }

  /** A link was opened. Speeds begin with the one that was good last time. */
  void opened(Link newLink, long now) {
    link = newLink;
    nowNanos = now;
    bytesAt = now;
    messageAt = now;
    fixAt = now;
    waitedSince = now;
    strangeBytes = 0;
    speedIndex = -1;
    silences = 0;
    splitter.reset();
    nmea.reset();
    openedBaud = link.baud();
    if (goodBaud > 0 && link.baud() > 0 && link.baud() != goodBaud) {
      link.setBaud(goodBaud);
    }
    health.listening();
    setup.begin(now, link);
  }

  /** Bytes of the link. */
  void bytes(byte[] bytes, int length, long arrivedNanos) {
    nowNanos = arrivedNanos;
    bytesAt = arrivedNanos;
    strangeBytes += length;
    splitter.take(bytes, 0, length, arrivedNanos);
  }

  /**
   * Time passed.
   *
   * @return false where the link is deaf and should be opened anew
   */
  boolean tick(long now) {
    nowNanos = now;
    if (now - bytesAt > STALE_MESSAGE) {
      splitter.giveUp();
    }
    nmea.tick(now);
    setup.step(now, link);
    if (!setup.changingSpeed()) {
      listen(now);
    }
    return now - bytesAt <= DEAF;
  }

  /** How long a read may wait, so that an open epoch is closed in time. */
  int waitMillis() {
    return nmea.isOpen() || !setup.finished() ? 50 : 200;
  }

  @Override
  public void nmea(byte[] buffer, int from, int to, long arrivedNanos) {
    message();
    nmea.sentence(buffer, from, to, arrivedNanos);
  }

  @Override
  public void ubx(int classAndId, byte[] buffer, int payload, int length, long arrivedNanos) {
    message();
    Fix fix =
        switch (classAndId) {
          case UbxFrame.NAV_PVT -> pvt.decode(buffer, payload, length, arrivedNanos);
          case UbxFrame.HNR_PVT -> pvt.decodeHighRate(buffer, payload, length, arrivedNanos);
          default -> null;
        };
    if (fix != null) {
      fix(fix);
    } else {
      setup.frame(classAndId, buffer, payload, length, nowNanos, link);
    }
  }

  @Override
  public void fix(Fix fix) {
    boolean ubx = fix.protocol == Fix.Protocol.UBX;
    fixAt = nowNanos;
    if (ubx) {
      ubxFixAt = nowNanos;
    } else if (nowNanos - ubxFixAt < UBX_RULES) {
      return;
    }
    long epoch = epoch(fix);
    if (epoch == REFUSED) {
      return;
    }
    long placed = epoch == Fix.ABSENT ? fix.arrivedNanos : placement.place(fix.arrivedNanos, epoch);
    if (rows == null || rows.protocol() != fix.protocol) {
      rows = FixRows.open(context, fix.protocol, rateHz);
    }
    rows.offer(fix, epoch, placed);
    if (epoch != Fix.ABSENT) {
      ties.fix(fix, epoch, placed);
    }
    health.fix(fix);
  }

  private static final long REFUSED = Long.MAX_VALUE;

  private long epoch(Fix fix) {
    if (fix.epochNanos == Fix.ABSENT) {
      return Fix.ABSENT;
    }
    long epoch = GnssTime.repaired(fix.epochNanos, earliestNanos);
    switch (order.judge(epoch, fix.arrivedNanos)) {
      case REFUSED -> {
        return REFUSED;
      }
      case STEPPED -> {
        placement.reset();
        health.stepped(nowNanos);
        ties.restart();
      }
      case NEXT -> {}
    }
    if (epoch != fix.epochNanos) {
      health.rolledOver();
    }
    return epoch;
  }

  private void message() {
    if (nowNanos - messageAt > RECONFIGURE && setup.finished()) {
      setup.begin(nowNanos, link); // it was away: perhaps with its settings
    }
    messageAt = nowNanos;
    waitedSince = nowNanos;
    goodBaud = link.baud();
    speedIndex = -1;
    silences = 0;
    strangeBytes = 0;
  }

  private void listen(long now) {
    boolean garbage = strangeBytes > ENOUGH_BYTES && now - waitedSince > GARBAGE_PATIENCE;
    if (garbage || now - waitedSince > PATIENCE) {
      waitedSince = now;
      if (strangeBytes > 0) {
        health.garbage(link.baud());
      } else {
        health.nothing(link.baud());
      }
      nextSpeed(now, strangeBytes > 0);
      strangeBytes = 0;
    } else if (now - fixAt > PATIENCE && now - messageAt < GnssTime.SECOND) {
      health.noPositions();
    }
    boolean fellBack =
        setup.finished()
            && setup.acceptedRate() > 0
            && ubxFixAt > 0
            && now - ubxFixAt > RECONFIGURE
            && now - messageAt < GnssTime.SECOND;
    if (fellBack) {
      ubxFixAt = now; // once per spell
      setup.begin(now, link);
    }
  }

  /**
   * A wrong speed gives garbage, not silence: a silent receiver is waited for at the speed it had.
   * Between others, that speed is tried again and again. A fixed speed still has a second: the one
   * we may have raised the receiver to.
   */
  private void nextSpeed(long now, boolean heard) {
    int baud = link.baud();
    boolean wait = !heard && silences++ < SILENCES;
    if (baud > 0 && !wait) {
      if (!probeBaud) {
        link.setBaud(baud == openedBaud ? Math.max(baud, setup.speed()) : openedBaud);
      } else if (goodBaud > 0 && baud != goodBaud) {
        link.setBaud(goodBaud);
      } else {
        speedIndex = (speedIndex + 1) % SPEEDS.length;
        if (SPEEDS[speedIndex] == baud) {
          speedIndex = (speedIndex + 1) % SPEEDS.length;
        }
        link.setBaud(SPEEDS[speedIndex]);
      }
      splitter.reset();
    }
    setup.begin(now, link);
  }
}
