package keilog.tools.analysis.driving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.TimedLap.Kind;
import keilog.protocol.track.TimedLap.Remark;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.lap.LapTraces;
import keilog.tools.analysis.lap.LapTraces.Trace;
import keilog.tools.analysis.motion.Motion;

/** Goes through a drive once. */
final class DrivingReview {
  private final Motion motion;
  private final LapTraces traces;
  private final Axis axis;
  private final Pedals pedals;
  private final List<TimedLap> laps = new ArrayList<>();
  private final List<LapSheet> sheets = new ArrayList<>();

  DrivingReview(Recording recording, Motion motion, LapTraces traces) {
    this.motion = motion;
    this.traces = traces;
    this.axis = Axis.of(traces);
    this.pedals = Pedals.of(recording).checked(traces.traces());
  }

  Driving review() {
    boolean shown = axis.points() >= 2;
    for (int i = 0; shown && i < traces.laps().size(); i++) {
      TimedLap lap = traces.laps().get(i);
      if (lap.kind() == Kind.FLYING || lap.kind() == Kind.STANDING) {
        laps.add(lap);
        sheets.add(LapSheet.of(axis, lap, counts(lap), traces.traces().get(i), pedals));
      }
    }
    List<TimedLap> counted = laps.stream().filter(DrivingReview::counts).toList();
    Optional<Course> course = course(counted);
    Precision precision =
        Precision.of(
            motion,
            counted.isEmpty() ? laps : counted,
            course.map(c -> c.speed()[0]).orElse(Double.NaN));
    List<CornerDriving> driven =
        course.map(c -> stretches(c, counted, precision)).orElse(List.of());
    List<TimeToFind> places = new Coach(precision).places(driven);
    List<CornerDriving> corners = driven.stream().filter(c -> c.corner().number() > 0).toList();
    return new Driving(
        notes(counted.size(), corners, places, precision),
        precision.receiverHz(),
        sheets.isEmpty() ? Quality.INSUFFICIENT : precision.receiver().quality(),
        pedals.throttleName(),
        pedals.brakeName(),
        driven.stream().filter(c -> c.corner().number() == 0).findFirst(),
        corners,
        sheets.stream().map(this::lap).toList(),
        GripFinder.of(motion, counted.isEmpty() ? laps : counted, precision.receiver().quality()),
        Steadiness.of(corners),
        places);
  }

  /** A lap behind a slow car says nothing of a driver's habits. */
  private static boolean counts(TimedLap lap) {
    return lap.counts()
        && !lap.remarks().contains(Remark.SLOW)
        && !lap.remarks().contains(Remark.BACKWARDS);
  }

  private Optional<Course> course(List<TimedLap> counted) {
    List<Trace> shaping =
        sheets.stream().filter(s -> s.counts() || counted.isEmpty()).map(LapSheet::trace).toList();
    return shaping.isEmpty() ? Optional.empty() : Optional.of(Course.of(axis, shaping));
  }

  private List<CornerDriving> stretches(
      Course course, List<TimedLap> counted, Precision precision) {
    List<Corner> corners = new CornerFinder(axis, course).find();
    PassMeter meter = new PassMeter(axis, pedals.quality());
    List<List<Pass>> byLap = sheets.stream().map(s -> meter.passes(s, corners)).toList();
    int best =
        counted.stream()
            .min(Comparator.comparingLong(TimedLap::durationNanos))
            .map(TimedLap::number)
            .orElse(-1);
    List<CornerDriving> driven = new ArrayList<>();
    for (int c = 0; c < corners.size(); c++) {
      Corner corner = corners.get(c);
      List<Pass> passes = new ArrayList<>();
      for (List<Pass> lap : byLap) {
        passes.add(lap.get(c));
      }
      driven.add(corner(corner, passes, best, course, precision));
    }
    return driven;
  }

  private CornerDriving corner(
      Corner corner, List<Pass> passes, int bestLap, Course course, Precision precision) {
    List<Pass> counted = passes.stream().filter(Pass::counts).toList();
    double from = axis.at(course.speed(), corner.fromMetres());
    double start = axis.at(course.speed(), corner.startMetres());
    double end = axis.at(course.speed(), corner.endMetres());
    double to = axis.at(course.speed(), corner.toMetres());
    Receiver receiver = precision.receiver();
    Quality quality = receiver.quality();
    Quality times = receiver.timesQuality();
    Quality braking = pedals.brakeName().isPresent() ? quality : quality.worst(Quality.ESTIMATED);
    double kmh = receiver.kmh();
    double metres = receiver.brakingMetres();
    return new CornerDriving(
        corner,
        Spread.of(counted, Pass::seconds, precision.seconds(from, to), times),
        Spread.of(counted, Pass::cornerSeconds, precision.seconds(start, end), times),
        Spread.of(counted, Pass::entryKmh, kmh, quality),
        Spread.of(counted, Pass::minimumKmh, kmh, quality),
        Spread.of(counted, Pass::minimumMetres, Double.NaN, quality),
        Spread.of(counted, Pass::exitKmh, kmh, quality),
        Spread.of(counted, Pass::brakingBeforeCorner, metres, braking),
        Spread.of(counted, Pass::brakingPeak, Double.NaN, quality),
        Spread.of(counted, Pass::brakingOff, metres, braking),
        Spread.of(counted, Pass::throttleOnMetres, precision.alongMetres(), quality),
        new Coach(precision).loss(counted, bestLap, from, to),
        passes);
  }

  private LapDriving lap(LapSheet sheet) {
    return new LapDriving(
        sheet.lap().number(), sheet.counts(), sheet.pedals(0, axis.points() - 1, pedals.quality()));
  }

  private List<Note> notes(
      int counted, List<CornerDriving> corners, List<TimeToFind> places, Precision precision) {
    List<Note> notes = new ArrayList<>();
    if (sheets.isEmpty()) {
      notes.add(Note.of(Note.Subject.NO_LAPS, 0));
      return notes;
    }
    if (corners.isEmpty()) {
      notes.add(Note.of(Note.Subject.NO_CORNERS, counted));
    }
    if (counted < Coach.LEAST_LAPS) {
      notes.add(Note.of(Note.Subject.FEW_LAPS, counted));
    } else if (places.isEmpty()) {
      notes.add(Note.of(Note.Subject.NOTHING_TO_FIND, counted));
    }
    if (precision.receiver() == Receiver.TOO_SLOW) {
      notes.add(Note.of(Note.Subject.SLOW_RECEIVER, counted));
    }
    if (pedals.throttleName().isEmpty()) {
      notes.add(Note.of(Note.Subject.NO_THROTTLE, counted));
    }
    if (pedals.brakeName().isEmpty()) {
      notes.add(Note.of(Note.Subject.NO_BRAKE, counted));
    }
    return notes;
  }
}
