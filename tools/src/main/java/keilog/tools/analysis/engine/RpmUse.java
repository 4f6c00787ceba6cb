package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.channel.Channel;

/**
 * Where the engine spent its time.
 *
 * @param seconds of engine speed in all: gaps left out
 * @param bands of {@value #BAND_RPM} rpm each, from 0 up to the highest seen
 * @param maxRpm highest engine speed
 * @param maxWhen it was; empty where there is no engine speed
 * @param aboveRedlineSeconds time over the profile's redline; empty where that is unknown
 */
public record RpmUse(
    double seconds,
    List<Band> bands,
    double maxRpm,
    Optional<Moment> maxWhen,
    OptionalDouble aboveRedlineSeconds) {
  /** Width of a band. */
  public static final int BAND_RPM = 250;

  /**
   * One band.
   *
   * @param fromRpm its lower end, within
   * @param seconds spent in it
   * @param secondsInGear the same by gear, first first; the rest was in none
   */
  public record Band(int fromRpm, double seconds, List<Double> secondsInGear) {
    public Band {
      secondsInGear = List.copyOf(secondsInGear);
    }
  }

  public RpmUse {
    bands = List.copyOf(bands);
  }

  static RpmUse of(EngineDrive drive) {
    EngineSpeed engine = drive.engine();
    int gears = drive.gears().gears().size();
    double redline = drive.redline().orElse(Double.POSITIVE_INFINITY);
    int highest = -1;
    double total = 0;
    double above = 0;
    double[][] seconds = new double[(int) (Channel.ENGINE_SPEED.high() / BAND_RPM) + 1][gears + 1];
    for (int i = 0; i < engine.size(); i++) {
      float rpm = engine.rpm()[i];
      if (Float.isNaN(rpm)) {
        continue;
      }
      double span = engine.span(i) * 1e-9;
      highest = highest < 0 || rpm > engine.rpm()[highest] ? i : highest;
      seconds[(int) (rpm / BAND_RPM)][Math.max(0, drive.gears().at(i))] += span;
      total += span;
      above += rpm > redline ? span : 0;
    }
    float most = highest < 0 ? 0 : engine.rpm()[highest];
    return new RpmUse(
        total,
        highest < 0 ? List.of() : bands(seconds, (int) (most / BAND_RPM), gears),
        most,
        highest < 0 ? Optional.empty() : Optional.of(drive.moment(engine.times()[highest])),
        drive.redline().isPresent() ? OptionalDouble.of(above) : OptionalDouble.empty());
  }

  private static List<Band> bands(double[][] seconds, int last, int gears) {
    List<Band> bands = new ArrayList<>();
    for (int b = 0; b <= last; b++) {
      double all = seconds[b][0];
      List<Double> inGear = new ArrayList<>();
      for (int g = 1; g <= gears; g++) {
        inGear.add(seconds[b][g]);
        all += seconds[b][g];
      }
      bands.add(new Band(b * BAND_RPM, all, inGear));
    }
    return bands;
  }
}
