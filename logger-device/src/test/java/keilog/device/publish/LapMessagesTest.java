package keilog.device.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import keilog.protocol.block.SessionId;
import keilog.protocol.topic.LapNews;
import keilog.protocol.topic.PayloadException;
import keilog.protocol.topic.Topics;
import keilog.protocol.track.Quality;
import keilog.protocol.transport.Message;
import keilog.protocol.transport.Transport;
import keilog.protocol.transport.TransportEvent;
import org.junit.jupiter.api.Test;

class LapMessagesTest {
  private static final long SECOND = 1_000_000_000L;

  private final Deque<LapNews> board = new ArrayDeque<>();
  private final Wire wire = new Wire();
  private final LapMessages laps = new LapMessages(Topics.of("az-1"), board::poll, wire);

  /** Takes as many messages as it has room for, and acknowledges none by itself. */
  private static final class Wire implements Transport {
    final List<Message> sent = new ArrayList<>();
    int room = Integer.MAX_VALUE;

    @Override
    public long publish(Message message) {
      if (room <= 0) {
        return LATER;
      }
      room--;
      sent.add(message);
      return sent.size();
    }

    @Override
    public void step(long nowNanos) {}

    @Override
    public TransportEvent poll(long waitNanos) {
      return null;
    }

    @Override
    public boolean connected() {
      return true;
    }

    @Override
    public int room() {
      return room;
    }

    @Override
    public boolean allLeft() {
      return true;
    }

    @Override
    public long oldestUnacknowledgedNanos() {
      return NOTHING;
    }

    @Override
    public void drop(String reason) {}

    @Override
    public void close() {}

    List<Integer> laps() throws PayloadException {
      List<Integer> laps = new ArrayList<>();
      for (Message message : sent) {
        laps.add(LapNews.fromJson(message.payload()).lap());
      }
      return laps;
    }
  }

  private void drive(int lap, long atNanos) {
    board.add(
        new LapNews(
            new SessionId(1, 1, 7),
            atNanos,
            OptionalLong.empty(),
            Optional.empty(),
            lap,
            OptionalLong.empty(),
            Optional.of("flying"),
            OptionalDouble.of(65),
            Quality.MEASURED,
            OptionalDouble.of(0.01),
            OptionalDouble.empty(),
            false,
            Optional.empty()));
  }

  @Test
  void sendsEachLapOnceAndInOrder() throws PayloadException {
    drive(1, 100 * SECOND);
    drive(2, 170 * SECOND);
    laps.step(171 * SECOND);
    laps.step(172 * SECOND);
    assertEquals(List.of(1, 2), wire.laps());
    Message message = wire.sent.getFirst();
    assertEquals("keilog/az-1/lap", message.topic());
    assertEquals(Message.Quality.AT_LEAST_ONCE, message.quality());
    assertEquals(Message.Retention.PASSING, message.retention());
  }

  @Test
  void waitsForRoomAndKeepsTheOrder() throws PayloadException {
    wire.room = 1;
    drive(1, 100 * SECOND);
    drive(2, 170 * SECOND);
    laps.step(171 * SECOND);
    drive(3, 240 * SECOND);
    laps.step(241 * SECOND);
    assertEquals(List.of(1), wire.laps());
    wire.room = 9;
    laps.step(242 * SECOND);
    assertEquals(List.of(1, 2, 3), wire.laps());
  }

  @Test
  void whatNobodyAcknowledgedIsSentAgainOnTheNextConnection() throws PayloadException {
    drive(1, 100 * SECOND);
    drive(2, 170 * SECOND);
    drive(3, 171 * SECOND);
    laps.step(172 * SECOND);
    laps.acknowledged(1);
    laps.connected();
    drive(4, 180 * SECOND);
    laps.step(181 * SECOND);
    assertEquals(List.of(1, 2, 3, 2, 3, 4), wire.laps());
  }

  @Test
  void yesterdaysLapsAreNoNews() throws PayloadException {
    drive(1, 100 * SECOND);
    drive(2, 300 * SECOND);
    laps.step(401 * SECOND);
    assertEquals(List.of(2), wire.laps());
    assertTrue(board.isEmpty());
  }
}
