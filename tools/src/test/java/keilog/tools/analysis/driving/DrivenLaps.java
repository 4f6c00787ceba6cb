package keilog.tools.analysis.driving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;
import keilog.protocol.track.Tracks;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.Recording;
import keilog.tools.analysis.SimulatedDrive;
import keilog.tools.analysis.SimulatedDrive.Passage;
import keilog.tools.analysis.SimulatedDrive.Plan;
import keilog.tools.analysis.lap.LapTraces;
import keilog.tools.analysis.motion.Motion;
import keilog.tools.simulate.drive.CarState;

/** A simulated drive, its true laps, and what the analysis makes of what was measured. */
record DrivenLaps(SimulatedDrive drive, Motion motion, LapTraces traces, Driving driving) {
  static final double STATES_HZ = 100;

  /** What lap times of a receiver with 0.3 m of noise are worth. */
  static final long LAP_UNCERTAINTY_NANOS = 10_000_000;

  static DrivenLaps of(Plan plan) {
    SimulatedDrive drive = SimulatedDrive.of(plan);
    return of(drive, drive.recording(), Motion.of(drive.recording()));
  }

  static DrivenLaps of(SimulatedDrive drive, Recording recording, Motion motion) {
    LapTraces traces = LapTraces.of(motion, laps(drive), Tracks.find("tsukuba-tc2000"));
    return new DrivenLaps(drive, motion, traces, Driving.of(recording, motion, traces));
  }

  private static List<TimedLap> laps(SimulatedDrive drive) {
    List<Long> lines =
        drive.passages().stream()
            .filter(p -> p.gate().equals("start"))
            .map(Passage::gnssNanos)
            .toList();
    List<TimedLap> laps = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i++) {
      laps.add(lap(i + 1, lines.get(i), lines.get(i + 1)));
    }
    return laps;
  }

  static TimedLap lap(int number, long startNanos, long endNanos) {
    return new TimedLap(
        number,
        TimedLap.Kind.FLYING,
        startNanos,
        endNanos,
        0,
        Quality.MEASURED,
        LAP_UNCERTAINTY_NANOS,
        Set.of(),
        List.of());
  }

  /** The drive with one channel more. */
  static Recording with(Recording recording, Column column) {
    List<Column> columns = new ArrayList<>(recording.columns());
    columns.add(column);
    return with(recording, columns);
  }

  static Recording with(Recording recording, List<Column> columns) {
    return new Recording(
        recording.name(),
        recording.car(),
        recording.track(),
        recording.fixes(),
        columns,
        recording.events(),
        recording.cuts(),
        recording.sessions());
  }

  /** The true brake as a channel of the car. */
  static Column brake(SimulatedDrive drive) {
    long[] times =
        drive.states().stream().mapToLong(s -> SimulatedDrive.MONO_START + s.nanos()).toArray();
    float[] values = new float[times.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (30 + 6000 * drive.states().get(i).brake());
    }
    return new Column("brake_pressure", Optional.empty(), "kPa", "adc", times, values);
  }

  int laps() {
    return traces.laps().size();
  }

  /** Simulated seconds at which a lap was so far along the axis. */
  double seconds(int lap, double metres) {
    return (traces.laps().get(lap).startNanos() - SimulatedDrive.UTC_START) * 1e-9
        + Axis.of(traces).at(traces.traces().get(lap).seconds(), metres);
  }

  /** Row of the truth at a simulated time. */
  int row(double seconds) {
    return Math.clamp(Math.round(seconds * STATES_HZ), 0, drive.states().size() - 1);
  }

  List<CarState> truth(double fromSeconds, double toSeconds) {
    return drive.states().subList(row(fromSeconds), row(toSeconds) + 1);
  }
}
