package keilog.tools.analysis.course;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where along a way its sectors end. */
final class SectorPlaces {
  /** A place where the car slows by less afterwards is no end of a straight; 15 km/h in m/s. */
  private static final double LEAST_DROP = 15 / 3.6;

  /** Sectors are no shorter than this share of the way. */
  private static final double LEAST_SHARE = 0.08;

  private static final int MOST = 9;

  private SectorPlaces() {}

  /** Indices of the way's points, in order. */
  static List<Integer> of(MeanWay way, CourseWish.SectorRule rule) {
    return switch (rule) {
      case THIRDS -> List.of(quick(way, way.size() / 3), quick(way, 2 * way.size() / 3));
      case SPEED -> fastest(way);
    };
  }

  /** The place, or the next one where a line may lie. */
  private static int quick(MeanWay way, int from) {
    for (int k = from; k < way.size() * 0.95; k++) {
      if (way.speed(k) >= Trail.LEAST_SPEED * 2) {
        return k;
      }
    }
    return from;
  }

  private static List<Integer> fastest(MeanWay way) {
    List<int[]> peaks = new ArrayList<>();
    int top = 0;
    int bottom = 0;
    boolean rising = true;
    for (int k = 1; k < way.size(); k++) {
      double speed = way.speed(k);
      if (rising && speed > way.speed(top)) {
        top = k;
      } else if (rising && way.speed(top) - speed >= LEAST_DROP) {
        peaks.add(new int[] {top, (int) (1000 * (way.speed(top) - way.speed(bottom)))});
        rising = false;
        bottom = k;
      } else if (!rising && speed < way.speed(bottom)) {
        bottom = k;
      } else if (!rising && speed - way.speed(bottom) >= LEAST_DROP) {
        rising = true;
        top = k;
      }
    }
    peaks.sort(Comparator.comparingInt(p -> -p[1]));
    List<Integer> places = new ArrayList<>();
    int apart = (int) (LEAST_SHARE * way.size());
    for (int[] peak : peaks) {
      boolean room =
          peak[0] >= apart
              && peak[0] <= way.size() - apart
              && places.stream().allMatch(p -> Math.abs(p - peak[0]) >= apart);
      if (room && places.size() < MOST) {
        places.add(peak[0]);
      }
    }
    places.sort(Comparator.naturalOrder());
    return places;
  }
}
