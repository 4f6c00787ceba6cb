package keilog.tools.analysis.engine;

/** Where the gears of a drive are from. */
public enum GearOrigin {
  /** The profile's ratios, final drive and tyre; the tyre's scale from the drive. */
  PROFILE,
  /** Clusters of engine speed over road speed. */
  LEARNED,
  /** There are none. */
  NONE
}
