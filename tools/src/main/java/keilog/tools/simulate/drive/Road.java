package keilog.tools.simulate.drive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A closed line to drive on, of stretches whose curvature changes linearly, so that heading and
 * curvature are exact at every distance. Begins in the middle of the start line. Immutable.
 */
public final class Road {
  /** Positions are tabulated this closely and integrated from there. */
  private static final double GRID_METRES = 0.25;

  private final String id;
  private final Ground ground;
  private final List<Gate> gates;
  private final double[] begins;
  private final double[] headings;
  private final double[] curvatures;
  private final double[] slopes;
  private final double length;
  private final double[] gridEast;
  private final double[] gridNorth;

  private Road(String id, Ground ground, List<Gate> gates, List<double[]> stretches) {
    int count = stretches.size();
    this.id = id;
    this.ground = ground;
    this.gates = List.copyOf(gates);
    this.begins = new double[count];
    this.headings = new double[count];
    this.curvatures = new double[count];
    this.slopes = new double[count];
    double at = 0;
    double heading = gates.getFirst().headingRadians();
    for (int i = 0; i < count; i++) {
      double[] stretch = stretches.get(i);
      begins[i] = at;
      headings[i] = heading;
      curvatures[i] = stretch[1];
      slopes[i] = (stretch[2] - stretch[1]) / stretch[0];
      at += stretch[0];
      heading += (stretch[1] + stretch[2]) / 2 * stretch[0];
    }
    this.length = at;
    int cells = (int) Math.ceil(length / GRID_METRES);
    this.gridEast = new double[cells + 1];
    this.gridNorth = new double[cells + 1];
    for (int i = 0; i < cells; i++) {
      double from = i * GRID_METRES;
      gridEast[i + 1] = gridEast[i] + eastWithin(from, GRID_METRES);
      gridNorth[i + 1] = gridNorth[i] + northWithin(from, GRID_METRES);
    }
  }

  /** The road of a track, where one has been drawn. */
  public static Optional<Road> find(String track) {
    String name = track + ".line";
    try (InputStream in =
        track.matches("[a-z0-9-]+") ? Road.class.getResourceAsStream(name) : null) {
      return in == null
          ? Optional.empty()
          : Optional.of(read(track, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Road read(String id, String text) {
    List<double[]> ends = new ArrayList<>();
    List<double[]> stretches = new ArrayList<>();
    for (String line : text.lines().map(l -> l.replaceFirst("#.*", "").strip()).toList()) {
      if (line.startsWith("gate ")) {
        ends.add(numbers(line.substring(5)));
      } else if (!line.isEmpty()) {
        stretches.add(numbers(line));
      }
    }
    double[] start = ends.getFirst();
    Ground ground = new Ground((start[0] + start[2]) / 2, (start[1] + start[3]) / 2);
    List<Gate> gates = new ArrayList<>();
    for (double[] end : ends) {
      gates.add(
          new Gate(
              gates.isEmpty() ? "start" : "sector " + gates.size(),
              ground.east(end[1]),
              ground.north(end[0]),
              ground.east(end[3]),
              ground.north(end[2])));
    }
    return new Road(id, ground, gates, stretches);
  }

  private static double[] numbers(String line) {
    String[] words = line.strip().split("\\s+");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  public String id() {
    return id;
  }

  public Ground ground() {
    return ground;
  }

  /** The start line, then the sector lines in driving order. */
  public List<Gate> gates() {
    return gates;
  }

  /** Metres once round. */
  public double length() {
    return length;
  }

  /** Radians clockwise from north; not wrapped within a lap. */
  double heading(double distance) {
    double s = wrap(distance);
    int i = stretch(s);
    double u = s - begins[i];
    return headings[i] + curvatures[i] * u + slopes[i] * u * u / 2;
  }

  /** 1/m, positive where the road bends right. */
  double curvature(double distance) {
    double s = wrap(distance);
    int i = stretch(s);
    return curvatures[i] + slopes[i] * (s - begins[i]);
  }

  /** Change of curvature per metre. */
  double curvatureSlope(double distance) {
    return slopes[stretch(wrap(distance))];
  }

  double east(double distance) {
    double s = wrap(distance);
    int cell = Math.min((int) (s / GRID_METRES), gridEast.length - 1);
    return gridEast[cell] + eastWithin(cell * GRID_METRES, s - cell * GRID_METRES);
  }

  double north(double distance) {
    double s = wrap(distance);
    int cell = Math.min((int) (s / GRID_METRES), gridNorth.length - 1);
    return gridNorth[cell] + northWithin(cell * GRID_METRES, s - cell * GRID_METRES);
  }

  double wrap(double distance) {
    double s = distance % length;
    return s < 0 ? s + length : s;
  }

  private int stretch(double s) {
    int low = 0;
    int high = begins.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (begins[middle] <= s) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Gauss's three points: exact to 1e-12 m over a quarter of a metre within one stretch. */
  private double eastWithin(double from, double metres) {
    double half = metres / 2;
    double off = half * Math.sqrt(0.6);
    double middle = from + half;
    return half
        / 9
        * (5 * Math.sin(heading(middle - off))
            + 8 * Math.sin(heading(middle))
            + 5 * Math.sin(heading(middle + off)));
  }

  private double northWithin(double from, double metres) {
    double half = metres / 2;
    double off = half * Math.sqrt(0.6);
    double middle = from + half;
    return half
        / 9
        * (5 * Math.cos(heading(middle - off))
            + 8 * Math.cos(heading(middle))
            + 5 * Math.cos(heading(middle + off)));
  }
}
