package keilog.device.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import keilog.protocol.topic.LapNews;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;

/**
 * Laps and sectors to whoever watches, in order. What no broker acknowledged is sent again on the
 * next connection; what is older than five minutes is left to the files. The publisher's thread.
 */
final class LapMessages {
  /** A lap list with a hole is worse than a late lap, but yesterday's laps are no news. */
  private static final long OLD_SECONDS = 300;

  private final Topics topics;
  private final Supplier<LapNews> board;
  private final Transport transport;
  private final ArrayDeque<LapNews> waiting = new ArrayDeque<>();
  private final Map<Long, LapNews> underWay = new LinkedHashMap<>();

  /**
   * @param board gives the oldest news that were not taken yet, or null
   */
  LapMessages(Topics topics, Supplier<LapNews> board, Transport transport) {
    this.topics = topics;
    this.board = board;
    this.transport = transport;
  }

  /** A new connection knows nothing of what the old one still had under way. */
  void connected() {
    List<LapNews> again = new ArrayList<>(underWay.values());
    underWay.clear();
    again.reversed().forEach(waiting::addFirst);
  }

  /** The broker has it, or has refused it: either way it is settled. */
  void acknowledged(long ticket) {
    underWay.remove(ticket);
  }

  void step(long nowNanos) {
    for (LapNews news = board.get(); news != null; news = board.get()) {
      waiting.addLast(news);
    }
    while (!waiting.isEmpty()) {
      LapNews next = waiting.getFirst();
      if (nowNanos - next.timeNanos() > TimeUnit.SECONDS.toNanos(OLD_SECONDS)) {
        waiting.removeFirst();
        continue;
      }
      long ticket = transport.publish(message(next));
      if (ticket == Transport.LATER) {
        return;
      }
      underWay.put(ticket, waiting.removeFirst());
    }
  }

  private Message message(LapNews news) {
    return new Message(
        topics.lap(),
        news.toJson(),
        Message.Quality.AT_LEAST_ONCE,
        Message.Retention.PASSING,
        (int) OLD_SECONDS);
  }
}
