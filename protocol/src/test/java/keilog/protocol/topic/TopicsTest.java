package keilog.protocol.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import keilog.protocol.block.SessionId;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final SessionId SESSION = new SessionId(12, 1, 0x8f3a2c10);
  private final Topics topics = Topics.of("az-1");

  @Test
  void spellsEveryTopicAsItReadsIt() {
    assertEquals("keilog/az-1/session/000012-01-8f3a2c10/blocks", topics.blocks(SESSION));
    assertEquals(
        "keilog/az-1/session/000012-01-8f3a2c10/receipt/pit-laptop",
        topics.receipt(SESSION, "pit-laptop"));
    reads(new Topic.Status("az-1"), topics.status());
    reads(new Topic.Meta("az-1"), topics.meta());
    reads(new Topic.Live("az-1"), topics.live());
    reads(new Topic.Lap("az-1"), topics.lap());
    reads(new Topic.Alert("az-1"), topics.alert());
    reads(new Topic.Metric("az-1", "engine_speed"), topics.metric("engine_speed"));
    reads(new Topic.Head("az-1", SESSION), topics.head(SESSION));
    reads(new Topic.Blocks("az-1", SESSION), topics.blocks(SESSION));
    reads(new Topic.Receipt("az-1", SESSION, "pit"), topics.receipt(SESSION, "pit"));
    reads(new Topic.Collector("pit"), Topics.collector("pit"));
  }

  private static void reads(Topic expected, String topic) {
    assertEquals(Optional.of(expected), Topics.parse(topic));
  }

  @Test
  void readsNoTopicThatIsNotOurs() {
    for (String foreign :
        List.of(
            "",
            "keilog",
            "keilog/az-1",
            "keilog//status",
            "other/az-1/status",
            "keilog/../status",
            "keilog/az-1/status/more",
            "keilog/az-1/session/000012-01-8f3a2c10",
            "keilog/az-1/session/12-1-8f3a2c10/blocks",
            "keilog/az-1/session/0000012-01-8f3a2c10/blocks",
            "keilog/az-1/session/999999999-999999-8f3a2c10x/blocks",
            "keilog/az-1/session/000012-01-8f3a2c10/receipt/a b",
            "keilog/az-1/collector/pit",
            "keilog/pits/status",
            "keilog/" + "a".repeat(300) + "/status")) {
      assertEquals(Optional.empty(), Topics.parse(foreign), foreign);
    }
  }

  @Test
  void refusesNamesThatWouldBreakATopicOrAFile() {
    for (String name : List.of("", "a/b", "a+b", "#", "..", ".hidden", "pits", "ä", "a b", "a\0")) {
      assertThrows(IllegalArgumentException.class, () -> Topics.of(name), name);
    }
  }
}
