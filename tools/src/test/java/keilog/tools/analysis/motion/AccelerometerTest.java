package keilog.tools.analysis.motion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Chance;
import org.junit.jupiter.api.Test;

/** An accelerometer mounted anyhow gives the car's own g, or is not believed. */
class AccelerometerTest {
  private static final double NOISE = 0.04;

  private final SimulatedDrive drive =
      SimulatedDrive.of(
          new Plan("az-1", 4, Plan.PERFECT.variation(), 150, 8, -150, 10, 0.3, 0.05, 0.1, 0, 100));

  @Test
  void isLevelledAndTurnedIntoTheCarsAxes() {
    for (double[] mounting :
        new double[][] {{0, 0, 0, 1}, {37, 4, -3, 1}, {-120, -6, 8, 1}, {170, 2, 2, -1}}) {
      Motion motion = Motion.of(mounted(mounting[0], mounting[1], mounting[2], mounting[3], 3));
      double[] error = errors(motion);
      System.out.printf(
          "mounted at %4.0f°: found %6.1f°, agreement %.3f, along %.3f g, across %.3f g%n",
          mounting[0],
          motion.acceleration().yawDegrees(),
          motion.acceleration().agreement(),
          error[0],
          error[1]);
      assertEquals(GSource.IMU, motion.acceleration().source());
      assertTrue(error[0] < 0.04, () -> "along " + error[0]);
      assertTrue(error[1] < 0.04, () -> "across " + error[1]);
    }
  }

  @Test
  void twoAxesWillDo() {
    Motion motion = Motion.of(mounted(20, 3, 3, 1, 2));
    assertEquals(GSource.IMU, motion.acceleration().source());
    assertTrue(errors(motion)[0] < 0.04);
  }

  @Test
  void onThatLiesLooseIsNotBelieved() {
    long[] times = drive.recording().columns().getFirst().times();
    List<Column> columns = new ArrayList<>(drive.recording().columns());
    for (Channel axis : List.of(Channel.ACCELERATION_X, Channel.ACCELERATION_Y)) {
      columns.add(Rows.column(axis, times, t -> Chance.normal(axis.id(), t / 10_000_000)));
    }
    Motion motion = Motion.of(Rows.recording(drive.recording().fixes(), columns));
    assertEquals(GSource.GPS, motion.acceleration().source());
    assertTrue(motion.acceleration().reason().contains("does not agree"));
  }

  /** Turned by yaw, then tilted; hand −1 is a sensor whose second axis points left. */
  private Recording mounted(double yaw, double roll, double pitch, double hand, int axes) {
    double c = Math.cos(Math.toRadians(yaw));
    double s = Math.sin(Math.toRadians(yaw));
    double r = Math.toRadians(roll);
    double p = Math.toRadians(pitch);
    long[] times = drive.recording().columns().getFirst().times();
    float[][] felt = new float[3][times.length];
    for (int i = 0; i < times.length; i++) {
      CarState car = drive.states().get(i);
      double along = car.acceleration() / Motion.GRAVITY + NOISE * Chance.normal(1, i);
      double across = car.lateral() / Motion.GRAVITY + NOISE * Chance.normal(2, i);
      double x = along * c - across * s;
      double y = hand * (along * s + across * c);
      double z = 1 + NOISE * Chance.normal(3, i);
      double y1 = y * Math.cos(r) + z * Math.sin(r);
      double z1 = z * Math.cos(r) - y * Math.sin(r);
      felt[0][i] = (float) (x * Math.cos(p) - z1 * Math.sin(p));
      felt[1][i] = (float) y1;
      felt[2][i] = (float) (x * Math.sin(p) + z1 * Math.cos(p));
    }
    List<Column> columns = new ArrayList<>(drive.recording().columns());
    Channel[] channels = {Channel.ACCELERATION_X, Channel.ACCELERATION_Y, Channel.ACCELERATION_Z};
    for (int axis = 0; axis < axes; axis++) {
      float[] values = felt[axis];
      columns.add(
          Rows.column(channels[axis], times, t -> values[(int) ((t - times[0]) / 10_000_000)]));
    }
    return Rows.recording(drive.recording().fixes(), columns);
  }

  private double[] errors(Motion motion) {
    double along = 0;
    double across = 0;
    int count = 0;
    for (int i = 5; i < motion.size() - 5; i++) {
      int at = (int) ((motion.epochs()[i] - SimulatedDrive.UTC_START) / 10_000_000);
      CarState truth = drive.states().get(at);
      if (truth.speed() > 5) {
        along += Math.pow(motion.along()[i] - truth.acceleration() / Motion.GRAVITY, 2);
        across += Math.pow(motion.across()[i] - truth.lateral() / Motion.GRAVITY, 2);
        count++;
      }
    }
    return new double[] {Math.sqrt(along / count), Math.sqrt(across / count)};
  }
}
