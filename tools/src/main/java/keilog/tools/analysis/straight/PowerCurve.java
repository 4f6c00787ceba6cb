package keilog.tools.analysis.straight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what pulls say at each engine speed. One thread. */
final class PowerCurve {
  /** Distance of the curve's points. */
  private static final double STEP_RPM = 250;

  private final Map<Integer, List<Point>> points = new TreeMap<>();

  /**
   * Power at one moment of a pull.
   *
   * @param rpm of the engine
   * @param watts at the wheels
   * @param band ± of it as a share
   * @param slope of the road, up positive
   */
  record Point(double rpm, double watts, double band, double slope) {}

  /** Notes the power at each engine speed of the curve that a pull passed between two moments. */
  void add(List<Point> pull) {
    for (int i = 1; i < pull.size(); i++) {
      Point a = pull.get(i - 1);
      Point b = pull.get(i);
      int step = (int) Math.ceil(a.rpm / STEP_RPM);
      double rpm = step * STEP_RPM;
      if (b.rpm > a.rpm && rpm < b.rpm && b.rpm - a.rpm < STEP_RPM) {
        double share = (rpm - a.rpm) / (b.rpm - a.rpm);
        points
            .computeIfAbsent(step, s -> new ArrayList<>())
            .add(
                new Point(
                    rpm,
                    a.watts + share * (b.watts - a.watts),
                    a.band + share * (b.band - a.band),
                    a.slope));
      }
    }
  }

  /** Forgets what lies below a share of the strongest at its engine speed. */
  void onlyStrongest(double share) {
    for (List<Point> at : points.values()) {
      double most = at.stream().mapToDouble(Point::watts).max().orElse(0);
      at.removeIf(p -> p.watts < share * most);
    }
  }

  /** Median and envelope, by rising engine speed. */
  List<PowerPoint> curve() {
    List<PowerPoint> curve = new ArrayList<>();
    for (List<Point> at : points.values()) {
      double[] watts = at.stream().mapToDouble(Point::watts).sorted().toArray();
      double[] bands = at.stream().mapToDouble(Point::band).sorted().toArray();
      double median = watts[watts.length / 2];
      curve.add(
          new PowerPoint(
              at.getFirst().rpm,
              median / 1000,
              median / Power.WATTS_PER_PS,
              watts[0] / 1000,
              watts[watts.length - 1] / 1000,
              bands[bands.length / 2],
              watts.length));
    }
    return curve;
  }
}
