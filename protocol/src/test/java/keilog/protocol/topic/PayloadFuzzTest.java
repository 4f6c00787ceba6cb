package keilog.protocol.topic;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Whatever a broker sends: a payload, or a refusal with a reason. */
class PayloadFuzzTest {
  @FunctionalInterface
  private interface Reader {
    Object read(byte[] json) throws PayloadException;
  }

  private static final List<Reader> READERS =
      List.of(
          Receipt::fromJson,
          Presence::fromJson,
          SessionHead::fromJson,
          KeptReceipt::fromJson,
          Live::fromJson,
          Meta::fromJson,
          Status::fromJson);

  @FuzzTest
  void readsOrRefuses(byte[] json) {
    for (Reader reader : READERS) {
      try {
        Assertions.assertNotNull(reader.read(json));
      } catch (PayloadException refused) {
        Assertions.assertFalse(refused.getMessage().isBlank());
      }
    }
  }

  @FuzzTest
  void aTopicReadIsATopicSpelled(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    Topics.parse(text).ifPresent(topic -> Assertions.assertEquals(text, spell(topic)));
  }

  private static String spell(Topic topic) {
    return switch (topic) {
      case Topic.Status t -> Topics.of(t.car()).status();
      case Topic.Meta t -> Topics.of(t.car()).meta();
      case Topic.Live t -> Topics.of(t.car()).live();
      case Topic.Metric t -> Topics.of(t.car()).metric(t.channel());
      case Topic.Lap t -> Topics.of(t.car()).lap();
      case Topic.Alert t -> Topics.of(t.car()).alert();
      case Topic.Head t -> Topics.of(t.car()).head(t.session());
      case Topic.Blocks t -> Topics.of(t.car()).blocks(t.session());
      case Topic.Receipt t -> Topics.of(t.car()).receipt(t.session(), t.collector());
      case Topic.Collector t -> Topics.collector(t.collector());
    };
  }
}
