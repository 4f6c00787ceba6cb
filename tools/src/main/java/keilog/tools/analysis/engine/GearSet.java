package keilog.tools.analysis.engine;

import java.util.List;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * The gears of a drive.
 *
 * @param origin where they are from
 * @param speedFrom the road speed they were found with
 * @param speedLagSeconds by which it came late, found from the gears themselves and taken off
 * @param tyreScale what the driven tyre rolls, over what the profile says; with a profile's gears
 *     only
 * @param numbering of the gears: ESTIMATED where first, or one between, may never have been used;
 *     INSUFFICIENT where there are none
 * @param gears shortest first
 * @param inGearShare share of the time above 3 m/s in which some gear was in
 * @param slips how often engine speed ran ahead in one gear: wheelspin, where the speed is the
 *     receiver's, or the clutch
 * @param slipSeconds how long in all
 * @param notes sentences on what is doubtful or missing
 */
public record GearSet(
    GearOrigin origin,
    SpeedSource speedFrom,
    double speedLagSeconds,
    OptionalDouble tyreScale,
    Quality numbering,
    List<Gear> gears,
    double inGearShare,
    int slips,
    double slipSeconds,
    List<String> notes) {

  public GearSet {
    gears = List.copyOf(gears);
    notes = List.copyOf(notes);
  }
}
