package keilog.device.source.gps;

import java.util.ArrayList;
import java.util.List;

/** Splitter and both parsers, without order or placement: every fix that bytes contain. */
final class Decoder implements MessageSplitter.Messages {
  final List<FixCopy> fixes = new ArrayList<>();
  final MessageSplitter splitter = new MessageSplitter(this);
  final NmeaEpoch nmea = new NmeaEpoch(f -> fixes.add(FixCopy.of(f)));
  private final NavPvt pvt = new NavPvt();

  static List<FixCopy> decode(byte[] bytes) {
    return decode(bytes, bytes.length);
  }

  /** In pieces of a size. */
  static List<FixCopy> decode(byte[] bytes, int piece) {
    Decoder decoder = new Decoder();
    long now = 0;
    for (int at = 0; at < bytes.length; at += piece) {
      decoder.splitter.take(bytes, at, Math.min(piece, bytes.length - at), now);
    }
    decoder.end();
    return decoder.fixes;
  }

  /** Nothing more comes. */
  void end() {
    for (int i = 0; i < 10_000; i++) {
      splitter.giveUp();
    }
    nmea.tick(Long.MAX_VALUE / 2);
  }

  @Override
  public void ubx(int classAndId, byte[] b, int payload, int length, long arrived) {
    Fix fix =
        classAndId == UbxFrame.NAV_PVT
            ? pvt.decode(b, payload, length, arrived)
            : classAndId == UbxFrame.HNR_PVT
                ? pvt.decodeHighRate(b, payload, length, arrived)
                : null;
    if (fix != null) {
      fixes.add(FixCopy.of(fix));
    }
  }

  @Override
  public void nmea(byte[] b, int from, int to, long arrived) {
    nmea.sentence(b, from, to, arrived);
  }
}
