package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.tools.analysis.Column;
import keilog.tools.analysis.motion.Motion;

/** Looks for oil pressure that falls in corners. One thread. */
final class OilSurgeLog {
  /** Below this the pump alone lowers the pressure. Ours. */
  private static final float LEAST_RPM = 3500;

  private static final int BAND_RPM = 500;

  /** g across of a corner, and of a straight. Ours. */
  private static final double CORNER_G = 0.5;

  private static final double STRAIGHT_G = 0.2;

  /** What is usual needs this many samples. Ours. */
  private static final int LEAST_SAMPLES = 20;

  /** Dips closer than this are one. Ours. */
  private static final long MERGED_NANOS = 1_000_000_000L;

  private static final long GAP_NANOS = 1_000_000_000L;

  private OilSurgeLog() {}

  static Optional<OilSurge> of(EngineDrive drive, List<String> notes) {
    Optional<Column> oil = drive.recording().column(Channel.OIL_PRESSURE);
    if (oil.isEmpty()) {
      notes.add("oil pressure not watched: the drive has none");
      return Optional.empty();
    }
    if (drive.motion().size() == 0 || drive.engine().size() == 0) {
      notes.add("oil pressure not held against corners: no engine speed or no place");
      return Optional.empty();
    }
    return Optional.of(find(drive, oil.get()));
  }

  private static OilSurge find(EngineDrive drive, Column oil) {
    EngineSpeed engine = drive.engine();
    Motion motion = drive.motion();
    float[] g = new float[motion.size()];
    for (int i = 0; i < g.length; i++) {
      g[i] = (float) motion.across()[i];
    }
    float[] rpm =
        new Series(engine.times(), engine.rpm(), GAP_NANOS).at(oil.times(), oil.size(), 0);
    float[] across = new Series(motion.times(), g, GAP_NANOS).at(oil.times(), oil.size(), 0);
    double[] usual = usual(oil, rpm, across);
    List<OilSurge.Dip> dips = new ArrayList<>();
    long lastDip = Long.MIN_VALUE / 2;
    for (int i = 0; i < oil.size(); i++) {
      double normal = rpm[i] >= LEAST_RPM ? usual[band(rpm[i])] : Double.NaN;
      if (Math.abs(across[i]) > CORNER_G && oil.value(i) < OilSurge.SHARE * normal) {
        OilSurge.Dip dip =
            new OilSurge.Dip(drive.moment(oil.time(i)), oil.value(i), normal, rpm[i], across[i]);
        if (oil.time(i) - lastDip > MERGED_NANOS) {
          dips.add(dip);
        } else if (dip.kpa() < dips.getLast().kpa()) {
          dips.set(dips.size() - 1, dip);
        }
        lastDip = oil.time(i);
      }
    }
    return new OilSurge(dips.size(), dips.subList(0, Math.min(OilSurge.MOST_LISTED, dips.size())));
  }

  /** The median pressure on straights per band of engine speed; NaN where too little is known. */
  private static double[] usual(Column oil, float[] rpm, float[] across) {
    int bands = band((float) Channel.ENGINE_SPEED.high()) + 1;
    float[][] seen = new float[bands][];
    int[] counts = new int[bands];
    for (int pass = 0; pass < 2; pass++) {
      if (pass == 1) {
        Arrays.setAll(seen, b -> new float[counts[b]]);
        Arrays.fill(counts, 0);
      }
      for (int i = 0; i < oil.size(); i++) {
        if (rpm[i] >= LEAST_RPM && Math.abs(across[i]) < STRAIGHT_G && oil.value(i) >= 0) {
          int band = band(rpm[i]);
          if (pass == 1) {
            seen[band][counts[band]] = oil.values()[i];
          }
          counts[band]++;
        }
      }
    }
    double[] usual = new double[bands];
    for (int b = 0; b < bands; b++) {
      Arrays.sort(seen[b]);
      usual[b] = counts[b] < LEAST_SAMPLES ? Double.NaN : seen[b][counts[b] / 2];
    }
    return usual;
  }

  private static int band(float rpm) {
    return (int) (rpm / BAND_RPM);
  }
}
