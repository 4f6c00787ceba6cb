package keilog.tools.analysis.engine;

import keilog.protocol.track.Quality;

/**
 * One gear as the drive shows it.
 *
 * @param number from 1, the shortest
 * @param rpmPerMps engine speed over road speed, rpm per m/s
 * @param spread half of all samples lie within ± this share of {@code rpmPerMps}; 0 where unseen
 * @param seconds for which it was in
 * @param share of the time in any gear, 0 to 1
 * @param quality of {@code rpmPerMps}: INSUFFICIENT where the drive never showed it
 */
public record Gear(
    int number, double rpmPerMps, double spread, double seconds, double share, Quality quality) {

  /** Engine speed at a road speed in m/s. */
  public double rpm(double metresPerSecond) {
    return rpmPerMps * metresPerSecond;
  }
}
