package keilog.tools.exchange;

import java.util.List;
import keilog.protocol.channel.Channel;

/** Refuses a head that lacks what nothing can be told without. */
final class Needed {
  private Needed() {}

  /** A file without a place has no laps. */
  static void place(String file, long line, ForeignRows rows) throws RefusedForeignFile {
    for (Channel channel : List.of(Channel.LATITUDE, Channel.LONGITUDE)) {
      if (rows.column(channel) < 0) {
        throw new RefusedForeignFile(
            file,
            line,
            "a column is missing: quantity=%s, columns=%s"
                .formatted(
                    channel.channelName(),
                    Cells.shortened(
                        String.join(
                            ",", rows.columns().stream().map(ForeignColumn::name).toList()))));
      }
    }
  }
}
