package keilog.protocol.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChannelTest {

  /**
   * What is on disk somewhere: a line of catalogue.txt is never changed and never removed. A new
   * channel is a new line.
   */
  @Test
  void keepsEveryIdNameUnitAndScaleForEver() throws IOException {
    String frozen;
    try (InputStream in = ChannelTest.class.getResourceAsStream("catalogue.txt")) {
      frozen = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String now =
        Arrays.stream(Channel.values())
            .map(
                c ->
                    "0x%04X %s %s %d/%d %d\n"
                        .formatted(
                            c.id(),
                            c.channelName(),
                            c.unit().symbol().isEmpty() ? "-" : c.unit().symbol(),
                            c.scale().numerator(),
                            c.scale().denominator(),
                            c.scale().offset()))
            .collect(Collectors.joining());
    assertEquals(frozen, now);
  }

  @Test
  void givesEveryChannelAnIdAndNameOfItsOwn() {
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Channel c : Channel.values()) {
      assertTrue(ids.add(c.id()), c.name());
      assertTrue(names.add(c.channelName()), c.name());
      assertTrue(c.id() > 0 && c.id() < Channel.FIRST_LOCAL_ID, c.name());
      assertTrue(c.channelName().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), c.name());
      assertEquals(c, Channel.byId(c.id()).orElseThrow());
      assertEquals(c, Channel.byName(c.channelName()).orElseThrow());
    }
    for (DerivedChannel d : DerivedChannel.values()) {
      assertTrue(names.add(d.channelName()), d.name());
      assertEquals(d, DerivedChannel.byName(d.channelName()).orElseThrow());
    }
  }

  @Test
  void reachesItsWholePlausibleRangeExactly() {
    for (Channel c : Channel.values()) {
      assertTrue(c.low() < c.high(), c.name());
      for (double end : new double[] {c.low(), c.high()}) {
        double exact = end * c.scale().denominator() / c.scale().numerator();
        assertTrue(Math.abs(exact) <= 9.1e18, c.name());
        double step = (double) c.scale().numerator() / c.scale().denominator();
        assertEquals(end, c.scale().value(c.scale().raw(end)), step, c.name());
      }
    }
  }

  @Test
  void showsNoMoreDecimalsThanAreStored() {
    for (Channel c : Channel.values()) {
      double step = (double) c.scale().numerator() / c.scale().denominator();
      assertTrue(Math.pow(10, -c.decimals()) > step / 10, c.name());
    }
  }

  @Test
  void knowsWhatOtherToolsCallAChannel() {
    assertEquals(
        "Engine RPM", ChannelAlias.of(Channel.ENGINE_SPEED, Tool.MOTEC).orElseThrow().name());
    assertEquals(
        List.of(Channel.VEHICLE_SPEED, Channel.GPS_SPEED),
        ChannelAlias.named(Tool.RACECHRONO, "speed").stream().map(ChannelAlias::channel).toList());
    Set<String> rows = new HashSet<>();
    for (ChannelAlias a : ChannelAlias.all()) {
      assertTrue(rows.add(a.channel() + "/" + a.tool()), a.toString());
      assertFalse(a.name().isBlank());
    }
  }

  @Test
  void computesDerivedChannelsFromFreshInputsOnly() {
    DerivedValues values = new DerivedValues();
    assertTrue(Double.isNaN(values.at(DerivedChannel.BOOST, 0)));
    values.put(Channel.BAROMETRIC_PRESSURE.id(), 0, 99.5);
    values.put(Channel.MANIFOLD_PRESSURE.id(), 1_000_000_000L, 180.0);
    assertEquals(80.5, values.at(DerivedChannel.BOOST, 1_000_000_000L), 1e-9);
    assertTrue(DerivedValues.triggers(Channel.MANIFOLD_PRESSURE.id(), DerivedChannel.BOOST));
    assertFalse(DerivedValues.triggers(Channel.BAROMETRIC_PRESSURE.id(), DerivedChannel.BOOST));
    assertTrue(Double.isNaN(values.at(DerivedChannel.BOOST, 2_100_000_000L)));
    values.put(Channel.MANIFOLD_PRESSURE.id(), 601_000_000_000L, 180.0);
    assertTrue(Double.isNaN(values.at(DerivedChannel.BOOST, 601_000_000_000L)));
    values.put(Channel.VEHICLE_SPEED.id(), 5, 100);
    values.put(Channel.GPS_SPEED.id(), 5, 97);
    assertEquals(3, values.at(DerivedChannel.SPEED_DIFFERENCE, 5));
    values.put(0x8000, 5, 97);
  }
}
