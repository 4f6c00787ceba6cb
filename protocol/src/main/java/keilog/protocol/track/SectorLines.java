package keilog.protocol.track;

import java.util.ArrayList;
import java.util.List;

/** Draws sector lines at thirds of a way, where nobody else drew them. */
final class SectorLines {
  private static final int SECTORS = 3;

  /** Half a wide track and five metres. */
  private static final double HALF_WIDTH = 15;

  private static final double LEAST_HALF_WIDTH = 6;

  /** A line keeps off another piece of road by taking less than half the way there. */
  private static final double SHARE_OF_GAP = 0.45;

  /** Closer along the way than this is the same piece of road. */
  private static final double SAME_ROAD_METRES = 60;

  /** The direction of the road is taken over so many metres on both sides. */
  private static final double DIRECTION_METRES = 8;

  private SectorLines() {}

  /** Lines across the centreline of a track that has one. */
  static List<Gate> ofCentreline(Track track, Plane plane) {
    List<GeoPoint> places = track.centreline();
    SectorPath path = new SectorPath();
    double odometer = 0;
    int last = track.finish().isPresent() ? places.size() - 1 : places.size();
    for (int i = 0; i <= last; i++) {
      GeoPoint place = places.get(i % places.size());
      double east = plane.east(place.longitude());
      double north = plane.north(place.latitude());
      if (path.size() > 0) {
        odometer +=
            Math.hypot(east - path.east(path.size() - 1), north - path.north(path.size() - 1));
      }
      path.add(east, north, odometer);
    }
    return of(path, plane);
  }

  /** Lines across a driven way from one start line to the next; none where it is too short. */
  static List<Gate> of(SectorPath path, Plane plane) {
    List<Gate> gates = new ArrayList<>();
    if (path.metres() < SECTORS * SAME_ROAD_METRES) {
      return gates;
    }
    for (int k = 1; k < SECTORS; k++) {
      gates.add(gate("sector " + k, path, plane, path.metres() * k / SECTORS));
    }
    return gates;
  }

  private static Gate gate(String name, SectorPath path, Plane plane, double at) {
    double[] here = place(path, at);
    double[] behind = place(path, at - DIRECTION_METRES);
    double[] ahead = place(path, at + DIRECTION_METRES);
    double length = Math.hypot(ahead[0] - behind[0], ahead[1] - behind[1]);
    double half = halfWidth(path, at, here);
    double right = half * (ahead[1] - behind[1]) / length;
    double down = half * (ahead[0] - behind[0]) / length;
    return new Gate(
        name,
        rounded(plane.place(here[0] - right, here[1] + down)),
        rounded(plane.place(here[0] + right, here[1] - down)));
  }

  private static double halfWidth(SectorPath path, double at, double[] here) {
    double half = HALF_WIDTH;
    double metres = 0;
    for (int i = 1; i < path.size(); i++) {
      metres += Math.hypot(path.east(i) - path.east(i - 1), path.north(i) - path.north(i - 1));
      if (Math.abs(metres - at) > SAME_ROAD_METRES) {
        double gap = Math.hypot(path.east(i) - here[0], path.north(i) - here[1]);
        half = Math.min(half, SHARE_OF_GAP * gap);
      }
    }
    return Math.max(LEAST_HALF_WIDTH, half);
  }

  /** East and north at so many metres along. */
  private static double[] place(SectorPath path, double at) {
    double metres = 0;
    for (int i = 1; i < path.size(); i++) {
      double east = path.east(i) - path.east(i - 1);
      double north = path.north(i) - path.north(i - 1);
      double step = Math.hypot(east, north);
      if (metres + step >= at && step > 0 || i == path.size() - 1) {
        double share = step > 0 ? (at - metres) / step : 0;
        return new double[] {path.east(i - 1) + share * east, path.north(i - 1) + share * north};
      }
      metres += step;
    }
    throw new IllegalArgumentException("a way has two points at least: points=" + path.size());
  }

  /** As files hold them, so that a line read back is the same line. */
  private static GeoPoint rounded(GeoPoint place) {
    return new GeoPoint(
        Math.round(place.latitude() * 1e7) / 1e7, Math.round(place.longitude() * 1e7) / 1e7);
  }
}
