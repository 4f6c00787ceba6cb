package keilog.device.source.elm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import keilog.protocol.channel.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PidTableTest {

  @Test
  void everyRowFitsItsAnswerAndItsChannel() {
    for (PidField field : PidTable.TABLE) {
      String row = field.toString();
      assertTrue(field.pid() > 0 && field.pid() < 0x100, row);
      assertTrue(field.width() == 1 || field.width() == 2, row);
      assertTrue(field.at() >= 0 && field.at() + field.width() <= field.bytes(), row);
      assertFalse(field.source().isEmpty(), row);
      assertTrue(field.name().matches("[a-z][a-z0-9_]*"), row);
      assertTrue(Channel.byName(field.quantity().channelName()).isPresent(), row);
      assertTrue(field.isCatalogue() || Channel.byName(field.name()).isEmpty(), row);
      long most = (1L << 8 * field.width()) - 1;
      assertTrue(
          field.scale().value(0) <= field.quantity().high()
              && field.scale().value(most) >= field.quantity().low(),
          "range within the raw number's reach: " + row);
    }
  }

  @Test
  void onePidHasOneLengthAndEachOfItsBytesOneMeaning() {
    Map<Integer, Integer> lengths = new HashMap<>();
    Map<String, PidField> places = new HashMap<>();
    for (PidField field : PidTable.TABLE) {
      assertEquals(
          field.bytes(),
          lengths.computeIfAbsent(field.pid(), pid -> field.bytes()),
          field.toString());
      assertEquals(field.bytes(), PidTable.bytesOf(field.pid()));
      for (int i = 0; i < field.width(); i++) {
        PidField other = places.put(field.pid() + "/" + (field.at() + i), field);
        assertEquals(null, other, () -> field + " overlaps " + other);
      }
    }
    for (int page : PidTable.BITMAP_PAGES) {
      assertEquals(4, PidTable.bytesOf(page));
    }
    assertEquals(-1, PidTable.bytesOf(0xFF));
  }

  @Test
  void oneNameIsOneQuantity() {
    Map<String, Channel> quantities = new HashMap<>();
    for (PidField field : PidTable.TABLE) {
      assertEquals(
          field.quantity(),
          quantities.computeIfAbsent(field.name(), name -> field.quantity()),
          field.toString());
    }
  }

  /** Both ends of each formula and a point between, computed by hand from SAE J1979. */
  @ParameterizedTest
  @CsvSource({
    "engine_load, 0x04, 0, 0", "engine_load, 0x04, 255, 100",
    "coolant_temperature, 0x05, 0, -40", "coolant_temperature, 0x05, 255, 215",
    "fuel_trim_short, 0x06, 0, -100", "fuel_trim_short, 0x06, 128, 0",
    "fuel_trim_long, 0x07, 255, 99.21875", "fuel_pressure, 0x0A, 255, 765",
    "manifold_pressure, 0x0B, 255, 255", "engine_speed, 0x0C, 65535, 16383.75",
    "engine_speed, 0x0C, 6904, 1726", "vehicle_speed, 0x0D, 255, 255",
    "ignition_timing, 0x0E, 0, -64", "ignition_timing, 0x0E, 255, 63.5",
    "intake_air_temperature, 0x0F, 65, 25", "mass_air_flow, 0x10, 65535, 655.35",
    "throttle_position, 0x11, 51, 20", "run_time, 0x1F, 65535, 65535",
    "lambda, 0x24, 32768, 1", "oxygen_sensor_voltage, 0x24, 65535, 7.9998779296875",
    "lambda, 0x34, 65535, 1.999969482421875", "oxygen_sensor_current, 0x34, 0, -128",
    "oxygen_sensor_current, 0x34, 32768, 0", "fuel_level, 0x2F, 255, 100",
    "barometric_pressure, 0x33, 101, 101", "battery_voltage, 0x42, 14400, 14.4",
    "lambda_commanded, 0x44, 32768, 1", "ambient_temperature, 0x46, 60, 20",
    "accelerator_position, 0x49, 255, 100", "oil_temperature, 0x5C, 140, 100"
  })
  void formulasAreThoseOfTheStandard(String name, String pid, long raw, double value) {
    PidField field =
        PidTable.fieldsOf(name).stream()
            .filter(f -> f.pid() == Integer.decode(pid))
            .findFirst()
            .orElseThrow();
    assertEquals(value, field.scale().value(raw), 1e-9);
    assertEquals(raw, field.scale().raw(value));
  }

  @Test
  void aWideBandSensorWithACurrentIsPreferred() {
    assertEquals(0x34, PidTable.fieldsOf("lambda").getFirst().pid());
    assertEquals(0x24, PidTable.fieldsOf("lambda").getLast().pid());
  }
}
