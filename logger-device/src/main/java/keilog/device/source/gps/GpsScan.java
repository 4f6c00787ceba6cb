package keilog.device.source.gps;

import java.util.Optional;
import keilog.device.link.Link;
import keilog.protocol.time.MonotonicClock;

/** Says whether a GNSS receiver answers on a link, for {@code --scan}. Only listens and asks. */
public final class GpsScan implements MessageSplitter.Messages {
  private static final int[] SPEEDS = {9_600, 38_400, 115_200, 57_600, 230_400, 4_800};
  private static final long LISTEN_NANOS = 1_300_000_000;

  private int sentences;
  private int frames;
  private int protocolVersion = -1;

  private GpsScan() {}

  /**
   * Listens at the link's speed and at the usual ones, at most 8 s in all.
   *
   * @return what answers, {@code u-blox receiver, protocol 18.00, at 9600 baud}; empty where
   *     nothing a GNSS receiver would say came
   */
  public static Optional<String> identify(Link link, MonotonicClock clock) {
    Optional<String> found = listen(link, clock);
    for (int i = 0; found.isEmpty() && link.baud() > 0 && i < SPEEDS.length; i++) {
      link.setBaud(SPEEDS[i]);
      found = listen(link, clock);
    }
    return found;
  }

  private static Optional<String> listen(Link link, MonotonicClock clock) {
    GpsScan scan = new GpsScan();
    MessageSplitter splitter = new MessageSplitter(scan);
    byte[] poll = UbloxMessages.pollVersion();
    link.write(poll, 0, poll.length);
    byte[] bytes = new byte[1024];
    long end = clock.nanos() + LISTEN_NANOS;
    while (clock.nanos() < end && scan.protocolVersion < 0) {
      int n = link.read(bytes, 0, bytes.length, 100);
      if (n == Link.GONE) {
        break;
      }
      splitter.take(bytes, 0, n, clock.nanos());
    }
    return scan.answer(link.baud());
  }

  private Optional<String> answer(int baud) {
    String at = baud == 0 ? "" : ", at %d baud".formatted(baud);
    if (protocolVersion > 0) {
      return Optional.of(
          "u-blox receiver, protocol %d.%02d%s"
              .formatted(protocolVersion / 100, protocolVersion % 100, at));
    }
    if (frames > 0) {
      return Optional.of("u-blox receiver" + at);
    }
    return sentences > 0 ? Optional.of("NMEA receiver" + at) : Optional.empty();
  }

  @Override
  public void ubx(int classAndId, byte[] buffer, int payload, int length, long arrivedNanos) {
    frames++;
    if (classAndId == UbxFrame.MON_VER) {
      protocolVersion = UbloxMessages.protocolVersion(buffer, payload, length);
    }
  }

  @Override
  public void nmea(byte[] buffer, int from, int to, long arrivedNanos) {
    sentences++;
  }
}
