package keilog.device.source.gps;

import java.io.IOException;
import keilog.device.link.Link;
import keilog.device.link.LinkOpener;
import keilog.device.source.Source;
import keilog.device.source.SourceContext;

/**
 * A GNSS receiver on a serial port or socket, NMEA or UBX. Opens it, sets a u-blox up, reads it,
 * and opens it again for ever when it goes; the thread ends by interruption only.
 */
public final class GpsSource implements Source {
  /** No receiver on sale to owners is faster. */
  private static final int MOST_HZ = 50;

  private static final long PAUSE_MILLIS = 1000;

  private final String name;
  private final LinkOpener opener;
  private final int rateHz;
  private final boolean probeBaud;
  private final long pauseMillis;

  private GpsSource(
      String name, LinkOpener opener, int rateHz, boolean probeBaud, long pauseMillis) {
    this.name = name;
    this.opener = opener;
    this.rateHz = rateHz;
    this.probeBaud = probeBaud;
    this.pauseMillis = pauseMillis;
  }

  /**
   * A receiver behind a link.
   *
   * @param rateHz fixes per second, 1..50: a u-blox is set to it, of any other it is expected
   * @param probeBaud try the usual speeds where nothing sensible arrives at the link's own; without
   *     it only the link's speed is used, and the one a u-blox was raised to for the rate
   */
  public static GpsSource of(String name, LinkOpener opener, int rateHz, boolean probeBaud) {
    return of(name, opener, rateHz, probeBaud, PAUSE_MILLIS);
  }

  static GpsSource of(
      String name, LinkOpener opener, int rateHz, boolean probeBaud, long pauseMillis) {
    if (rateHz < 1 || rateHz > MOST_HZ) {
      throw new IllegalArgumentException(
          "a GPS rate lies in 1..%d Hz: rate=%d".formatted(MOST_HZ, rateHz));
    }
    return new GpsSource(name, opener, rateHz, probeBaud, pauseMillis);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "gps";
  }

  @Override
  public void run(SourceContext context) throws InterruptedException {
    GpsReceiver receiver = new GpsReceiver(context, rateHz, probeBaud, GnssTime.EARLIEST);
    byte[] bytes = new byte[2048];
    while (true) {
      try (Link link = opener.open()) {
        read(link, receiver, bytes, context);
      } catch (IOException absent) {
        receiver.absent(absent.getMessage());
      }
      Thread.sleep(pauseMillis);
    }
  }

  /** Returns when the link is gone or deaf. */
  private static void read(Link link, GpsReceiver receiver, byte[] bytes, SourceContext context)
      throws InterruptedException {
    receiver.opened(link, context.clock().nanos());
    boolean hearing = true;
    while (hearing) {
      int n = link.read(bytes, 0, bytes.length, receiver.waitMillis());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (n == Link.GONE) {
        receiver.absent("the receiver went away");
        return;
      }
      if (n > 0) {
        receiver.bytes(bytes, n, link.arrivedNanos());
      }
      hearing = receiver.tick(context.clock().nanos());
    }
  }
}
