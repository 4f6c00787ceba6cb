package keilog.protocol.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesFromOneSecondToOneMinuteAndNeverBeyond() {
    Random random = new Random(1);
    Backoff backoff = new Backoff(random::nextDouble);
    long expected = TimeUnit.SECONDS.toNanos(1);
    for (int i = 0; i < 20; i++) {
      long wait = backoff.nextNanos();
      assertTrue(wait >= expected * 0.79 && wait <= expected * 1.21, "wait=" + wait);
      assertTrue(wait <= TimeUnit.SECONDS.toNanos(60));
      expected = Math.min(TimeUnit.SECONDS.toNanos(60), expected * 2);
    }
    backoff.reset();
    assertTrue(backoff.nextNanos() <= TimeUnit.MILLISECONDS.toNanos(1200));
  }

  @Test
  void readsBrokerAddresses() {
    assertEquals("mqtt://127.0.0.1:1883", BrokerAddress.parse("mqtt://127.0.0.1").toString());
    assertEquals("mqtts://pit.local:8883", BrokerAddress.parse("mqtts://pit.local").toString());
    assertEquals("mqtt://h:99", BrokerAddress.parse("tcp://h:99").toString());
    for (String wrong :
        new String[] {
          "", "pit", "http://pit", "mqtt://", "mqtt://u:p@h", "mqtt://h:99999", "a b"
        }) {
      org.junit.jupiter.api.Assertions.assertThrows(
          IllegalArgumentException.class, () -> BrokerAddress.parse(wrong), wrong);
    }
  }
}
