package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Fixes;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;

/**
 * A drive written down phase by phase, to show what the simulator's driver never does: five gears,
 * a wheel speed, a throttle, a manifold, all at one rate.
 */
final class ScriptedDrive {
  /** rpm per m/s, shortest first. */
  static final double[] GEARS = {620, 390, 272, 205, 164};

  private final double hz;
  private final List<Double> rpm = new ArrayList<>();
  private final List<Double> speed = new ArrayList<>();
  private final List<Double> throttle = new ArrayList<>();
  private final List<Double> manifold = new ArrayList<>();
  private int gear = 1;
  private double metresPerSecond;

  private ScriptedDrive(double hz) {
    this.hz = hz;
  }

  /** Stands, pulls away and drives a while in each gear, so that all can be learned. */
  static ScriptedDrive warmedUp(double hz) {
    ScriptedDrive drive = new ScriptedDrive(hz);
    drive.phase(2, u -> 0, u -> 900, 0, u -> 35);
    drive.phase(1.5, u -> 6 * u, u -> 3800, 60, u -> 80);
    drive.metresPerSecond = 6;
    drive.drive(3, 11, 60).change(2, 0.3).drive(6, 17, 60).change(3, 0.3).drive(8, 24, 60);
    drive.change(4, 0.3).drive(8, 30, 60).change(5, 0.3).drive(8, 35, 60).drive(2, 30, 0);
    return drive.change(4, 0.3);
  }

  /** The same, from second straight into fourth. */
  static ScriptedDrive warmedUpWithoutThird(double hz) {
    ScriptedDrive drive = new ScriptedDrive(hz);
    drive.phase(2, u -> 0, u -> 900, 0, u -> 35);
    drive.phase(1.5, u -> 6 * u, u -> 3800, 60, u -> 80);
    drive.metresPerSecond = 6;
    drive.drive(3, 11, 60).change(2, 0.3).drive(6, 17, 60).change(4, 0.3).drive(8, 30, 60);
    return drive.change(5, 0.3).drive(8, 35, 60).drive(2, 30, 0).change(4, 0.3);
  }

  /** In gear to a speed. */
  ScriptedDrive drive(double seconds, double toSpeed, double percent) {
    return drive(seconds, toSpeed, percent, u -> percent > 50 ? 150 : 40);
  }

  ScriptedDrive drive(double seconds, double toSpeed, double percent, DoubleUnaryOperator kpa) {
    double from = metresPerSecond;
    double k = GEARS[gear - 1];
    phase(
        seconds,
        u -> from + u * (toSpeed - from),
        u -> k * (from + u * (toSpeed - from)),
        percent,
        kpa);
    metresPerSecond = toSpeed;
    return this;
  }

  /** To another gear, engine speed going straight to what it asks for. */
  ScriptedDrive change(int to, double seconds) {
    double from = GEARS[gear - 1] * metresPerSecond;
    double next = GEARS[to - 1] * metresPerSecond;
    return change(to, seconds, 0, u -> from + u * (next - from));
  }

  /** To another gear, engine speed as told for 0 to 1 of the time. */
  ScriptedDrive change(int to, double seconds, double percent, DoubleUnaryOperator engine) {
    double v = metresPerSecond;
    phase(seconds, u -> v, engine, percent, u -> 40);
    gear = to;
    return this;
  }

  /** Anything: speed and engine speed as told for 0 to 1 of the time. */
  ScriptedDrive phase(
      double seconds,
      DoubleUnaryOperator mps,
      DoubleUnaryOperator engine,
      double percent,
      DoubleUnaryOperator kpa) {
    int n = (int) Math.round(seconds * hz);
    for (int i = 0; i < n; i++) {
      double u = (double) i / n;
      speed.add(mps.applyAsDouble(u));
      rpm.add(engine.applyAsDouble(u));
      throttle.add(percent);
      manifold.add(kpa.applyAsDouble(u));
    }
    return this;
  }

  double metresPerSecond() {
    return metresPerSecond;
  }

  /** Monotonic nanoseconds of what comes next. */
  long now() {
    return time(rpm.size());
  }

  private long time(int row) {
    return SimulatedDrive.MONO_START + Math.round(row * 1e9 / hz);
  }

  Recording recording(Column... more) {
    List<Column> columns = new ArrayList<>();
    columns.add(column(Channel.ENGINE_SPEED, rpm, 1));
    columns.add(column(Channel.VEHICLE_SPEED, speed, 3.6));
    columns.add(column(Channel.THROTTLE_POSITION, throttle, 1));
    columns.add(column(Channel.MANIFOLD_PRESSURE, manifold, 1));
    columns.addAll(List.of(more));
    return new Recording(
        "scripted",
        Optional.empty(),
        Optional.empty(),
        new Fixes.Builder().build(),
        columns,
        List.of(),
        List.of(),
        List.of("scripted"));
  }

  /** A channel of its own rate over the whole drive, by the seconds since it began. */
  Column column(
      String name, Optional<Channel> quantity, String unit, double rate, DoubleUnaryOperator of) {
    int n = (int) (rpm.size() / hz * rate);
    long[] times = new long[n];
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      times[i] = SimulatedDrive.MONO_START + Math.round(i * 1e9 / rate);
      values[i] = (float) of.applyAsDouble(i / rate);
    }
    return new Column(name, quantity, unit, "scripted", times, values);
  }

  Column column(Channel channel, double rate, DoubleUnaryOperator of) {
    return column(channel.channelName(), Optional.of(channel), channel.unit().symbol(), rate, of);
  }

  private Column column(Channel channel, List<Double> of, double factor) {
    long[] times = new long[of.size()];
    float[] values = new float[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = time(i);
      values[i] = (float) (of.get(i) * factor);
    }
    return new Column(
        channel.channelName(),
        Optional.of(channel),
        channel.unit().symbol(),
        "scripted",
        times,
        values);
  }
}
