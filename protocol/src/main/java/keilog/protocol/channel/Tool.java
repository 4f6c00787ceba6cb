package keilog.protocol.channel;

/** Other tools whose files name the same quantities their own way. */
public enum Tool {
  RACECHRONO("RaceChrono CSV v3"),
  RACECAPTURE("RaceCapture log"),
  TRACKADDICT("TrackAddict CSV"),
  MOTEC("MoTeC i2"),
  AIM("AiM XRK"),
  VBO("Racelogic VBO"),
  RACERENDER("RaceRender CSV"),
  COBB("COBB Accessport CSV"),
  OVMS("OVMS metric");

  private final String title;

  Tool(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
