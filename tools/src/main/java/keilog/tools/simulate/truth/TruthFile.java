package keilog.tools.simulate.truth;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Gate;
import keilog.tools.simulate.drive.Ground;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the truth as it happens; see the package for its shape. One thread. */
final class TruthFile implements Closeable {
  private final JsonGenerator json;
  private final Ground ground;

  private TruthFile(JsonGenerator json, Ground ground) {
    this.json = json;
    this.ground = ground;
  }

  static TruthFile create(Path path, TruthHead head) throws IOException {
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(
                ObjectWriteContext.empty(),
                new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
    TruthFile file = new TruthFile(json, head.road().ground());
    file.head(head);
    return file;
  }

  private void head(TruthHead head) {
    json.writeStartObject();
    json.writeStringProperty("format", "keilog truth 1");
    json.writeStringProperty("car", head.car().id());
    json.writeStringProperty("track", head.road().id());
    json.writeNumberProperty("seed", head.seed());
    json.writeName("clock").writeStartObject();
    json.writeNumberProperty("monotonic_start", head.monotonicStart());
    json.writeNumberProperty("gnss_start", head.utcStart());
    json.writeNumberProperty("drift_ppm", head.driftPpm());
    json.writeEndObject();
    json.writeName("settings").writeStartObject();
    for (Map.Entry<String, String> setting : head.settings().entrySet()) {
      json.writeStringProperty(setting.getKey(), setting.getValue());
    }
    json.writeEndObject();
    json.writeName("assumptions").writeStartArray();
    head.assumptions().forEach(json::writeString);
    json.writeEndArray();
    json.writeName("overall_ratios").writeStartArray();
    head.car().gears().forEach(ratio -> json.writeNumber(round(ratio, 1e4)));
    json.writeEndArray();
    json.writeName("gates").writeStartArray();
    head.road().gates().forEach(this::gate);
    json.writeEndArray();
    json.writeName("records").writeStartArray();
  }

  private void gate(Gate gate) {
    json.writeStartObject();
    json.writeStringProperty("name", gate.name());
    place("left", gate.leftEast(), gate.leftNorth());
    place("right", gate.rightEast(), gate.rightNorth());
    json.writeEndObject();
  }

  private void place(String name, double east, double north) {
    json.writeName(name).writeStartArray();
    json.writeNumber(round(ground.latitude(north), 1e9));
    json.writeNumber(round(ground.longitude(east), 1e9));
    json.writeEndArray();
  }

  /** Appends a record. */
  void write(TruthRow row) {
    json.writeRaw("\n");
    json.writeStartObject();
    switch (row) {
      case TruthRow.Obd obd -> {
        begin("obd", obd.t());
        json.writeStringProperty("ecu", obd.ecu());
        json.writeStringProperty("pid", "%02X".formatted(obd.pid()));
        json.writeStringProperty("channel", obd.channel());
        number("value", obd.value());
        number("sent", obd.sent());
      }
      case TruthRow.Epoch epoch -> {
        begin("fix", epoch.t());
        json.writeNumberProperty("gnss_time", epoch.utc());
        json.writeBooleanProperty("fixed", epoch.fixed());
        path(epoch.car());
      }
      case TruthRow.State state -> {
        begin("state", state.t());
        json.writeNumberProperty("gnss_time", state.utc());
        path(state.car());
        quantities(state.car());
      }
      case TruthRow.Crossing crossing -> {
        begin("gate", crossing.t());
        json.writeNumberProperty("gnss_time", crossing.utc());
        json.writeStringProperty("name", crossing.gate());
        number("gps_speed", crossing.speedKmh());
      }
      case TruthRow.Shift shift -> {
        begin("shift", shift.t());
        json.writeNumberProperty("gnss_time", shift.utc());
        json.writeNumberProperty("from", shift.from());
        json.writeNumberProperty("to", shift.to());
        number("engine_speed", shift.rpm());
      }
      case TruthRow.Fault fault -> {
        begin("fault", fault.t());
        json.writeStringProperty("device", fault.device());
        json.writeStringProperty("what", fault.what());
        json.writeNumberProperty("nanos", fault.nanos());
      }
      case TruthRow.Port port -> {
        begin("port", port.t());
        json.writeStringProperty("device", port.device());
        json.writeStringProperty("address", port.address());
      }
    }
    json.writeEndObject();
  }

  private void begin(String kind, long t) {
    json.writeStringProperty("k", kind);
    json.writeNumberProperty("t", t);
  }

  private void path(CarState car) {
    json.writeNumberProperty("latitude", round(ground.latitude(car.north()), 1e9));
    json.writeNumberProperty("longitude", round(ground.longitude(car.east()), 1e9));
    number("gps_speed", car.speedKmh());
    number("heading", car.headingDegrees());
  }

  private void quantities(CarState car) {
    number("distance", car.distance());
    number("engine_speed", car.rpm());
    json.writeNumberProperty("gear", car.gear());
    number("throttle_position", 100 * car.throttle());
    number("brake", 100 * car.brake());
    number("manifold_pressure", car.manifoldKpa());
    number("coolant_temperature", car.coolantCelsius());
    number("intake_air_temperature", car.intakeCelsius());
    number("oil_temperature", car.oilCelsius());
    number("acceleration", car.acceleration());
    number("lateral_acceleration", car.lateral());
  }

  private void number(String name, double value) {
    json.writeNumberProperty(name, round(value, 1e6));
  }

  private static double round(double value, double parts) {
    return Math.round(value * parts) / parts;
  }

  void flush() {
    json.flush();
  }

  /** Writes what is known only at the end, and closes the object. */
  void end(List<Lap> laps, long lost, String ended) {
    json.writeRaw("\n");
    json.writeEndArray();
    json.writeName("laps").writeStartArray();
    for (Lap lap : laps) {
      json.writeRaw("\n");
      json.writeStartObject();
      json.writeNumberProperty("number", lap.number());
      json.writeNumberProperty("start", lap.startUtc());
      json.writeNumberProperty("end", lap.endUtc());
      json.writeNumberProperty("nanos", lap.nanos());
      json.writeName("sectors").writeStartArray();
      for (Lap.Sector sector : lap.sectors()) {
        json.writeStartObject();
        json.writeStringProperty("name", sector.gate());
        json.writeNumberProperty("end", sector.endUtc());
        json.writeNumberProperty("nanos", sector.nanos());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("lost_records", lost);
    json.writeStringProperty("ended", ended);
    json.writeEndObject();
    json.writeRaw("\n");
  }

  @Override
  public void close() {
    json.close();
  }
}
