package keilog.tools.analysis.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import keilog.protocol.track.Gate;
import keilog.protocol.track.GeoPoint;
import keilog.protocol.track.Plane;
import keilog.protocol.track.ReferenceLap;
import keilog.protocol.track.Track;
import keilog.tools.analysis.Fixes;

/** Makes a track from a drive. One thread. */
public final class CourseLearner {
  /** More runs do not make a mean better, and each costs time. */
  private static final int MOST_RUNS = 20;

  private final Fixes fixes;
  private final CourseWish wish;
  private final Trail trail;
  private final Loop loop;
  private final LineDrawer drawer;

  private CourseLearner(Fixes fixes, CourseWish wish) throws NoCourse {
    this.fixes = fixes;
    this.wish = wish;
    this.trail = Trail.of(fixes);
    this.loop = new Loop(trail);
    this.drawer = new LineDrawer(trail);
  }

  /** The track, or why there is none. */
  public static LearnedCourse learn(Fixes fixes, CourseWish wish) {
    try {
      CourseLearner learner = new CourseLearner(fixes, wish);
      return wish.finish().isPresent() ? learner.climb(wish.finish().get()) : learner.circuit();
    } catch (NoCourse why) {
      return LearnedCourse.none(why.getMessage());
    }
  }

  private LearnedCourse circuit() throws NoCourse {
    Spot spot = wish.line().isPresent() ? loop.near(wish.line().get(), "--line") : loop.start();
    Gate start = drawer.line("start", spot);
    List<Run> runs = Run.clean(Track.of(wish.id(), start), fixes, trail);
    if (runs.isEmpty()) {
      throw new NoCourse(
          "no whole lap lies between two crossings of the line: drive one more, or choose another"
              + " --line");
    }
    return course(start, Optional.empty(), runs);
  }

  private LearnedCourse climb(GeoPoint finishPlace) throws NoCourse {
    Gate finish = drawer.line("finish", loop.near(finishPlace, "--finish"));
    Gate start =
        drawer.line(
            "start",
            wish.line().isPresent()
                ? loop.near(wish.line().get(), "--line")
                : Departure.before(trail, finish));
    List<Run> runs = Run.between(trail, start, finish);
    if (runs.isEmpty()) {
      throw new NoCourse("no run leads from the start to the finish: give --line as well");
    }
    return course(start, Optional.of(finish), runs);
  }

  private LearnedCourse course(Gate start, Optional<Gate> finish, List<Run> runs) throws NoCourse {
    List<ReferenceLap> lines = new ArrayList<>();
    for (Run run : runs.subList(0, Math.min(MOST_RUNS, runs.size()))) {
      run.line(fixes).ifPresent(lines::add);
    }
    if (lines.isEmpty()) {
      throw new NoCourse("the fixes of every lap have gaps: no way can be drawn");
    }
    MeanWay way = MeanWay.of(lines, finish.isEmpty());
    double[] lengths = runs.stream().mapToDouble(Run::metres).sorted().toArray();
    Track track =
        new Track(
            wish.id(),
            wish.id(),
            wish.name(),
            wish.layout(),
            start.centre(),
            Optional.of(start),
            finish,
            sectors(way),
            way.direction(),
            OptionalInt.of((int) Math.round(lengths[lengths.length / 2])),
            Track.Confidence.LEARNED,
            wish.source(),
            check(lengths),
            Optional.empty(),
            way.points());
    return new LearnedCourse(
        Optional.of(track), runs.size(), runs.getFirst().durationNanos(), Optional.empty());
  }

  private List<Gate> sectors(MeanWay way) {
    List<Gate> sectors = new ArrayList<>();
    for (int place : SectorPlaces.of(way, wish.sectors())) {
      Spot onWay = way.spot(place);
      Plane from = way.plane();
      GeoPoint at = from.place(onWay.east(), onWay.north());
      Spot spot =
          new Spot(
              trail.plane().east(at.longitude()),
              trail.plane().north(at.latitude()),
              onWay.courseEast(),
              onWay.courseNorth());
      sectors.add(drawer.line("sector " + (sectors.size() + 1), spot));
    }
    return sectors;
  }

  private static String check(double[] lengths) {
    return lengths.length == 1
        ? "one run only: nothing to compare it with"
        : String.format(
            Locale.ROOT,
            "%d runs, %.0f to %.0f m long",
            lengths.length,
            lengths[0],
            lengths[lengths.length - 1]);
  }
}
