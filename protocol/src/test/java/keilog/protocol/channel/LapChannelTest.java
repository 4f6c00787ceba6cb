package keilog.protocol.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LapChannelTest {
  @Test
  void namesAreNobodyElses() {
    for (LapChannel channel : LapChannel.values()) {
      String name = channel.channelName();
      assertTrue(name.matches("[a-z][a-z0-9_]*"), name);
      assertTrue(Channel.byName(name).isEmpty(), name);
      assertTrue(DerivedChannel.byName(name).isEmpty(), name);
      assertEquals(channel, LapChannel.byName(name).orElseThrow());
    }
  }

  @Test
  void valuesAreSecondsToTheMicrosecondWithinTheirRange() {
    for (LapChannel channel : LapChannel.values()) {
      ChannelSpec spec = channel.spec(0xFFF0);
      assertEquals("s", spec.unit());
      assertEquals(0, spec.quantity());
      assertEquals(-0.312_345, spec.scale().value(spec.scale().raw(-0.312_345)), 1e-9);
      assertTrue(spec.low() < spec.high());
    }
    assertEquals(LapChannel.Truth.GUESS, LapChannel.PREDICTED_LAP.truth());
    assertEquals(LapChannel.Truth.MEASURED, LapChannel.DELTA.truth());
  }
}
