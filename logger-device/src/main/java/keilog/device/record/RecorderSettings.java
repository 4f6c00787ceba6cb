package keilog.device.record;

import java.time.Duration;
import keilog.device.lap.LapSettings;
import keilog.protocol.block.DataEncoder;

/**
 * How to record.
 *
 * @param device who this car is: the files' prefix
 * @param car id of the car's profile
 * @param software name and version, for the SCHEMA
 * @param start when a session begins by itself
 * @param preTrigger what was measured before the start and still belongs to the session
 * @param deleteOldest whether the oldest session may go when the card is full, safe elsewhere or
 *     not
 * @param codec of the DATA blocks
 * @param memoryBytes bound of the memory store
 * @param reserveBytes kept free on the card, so that a session can always be closed
 * @param kernelBootId of this boot; empty where it is unknown
 * @param laps how laps are timed while recording
 */
public record RecorderSettings(
    String device,
    String car,
    String software,
    Start start,
    Duration preTrigger,
    boolean deleteOldest,
    int codec,
    long memoryBytes,
    long reserveBytes,
    String kernelBootId,
    LapSettings laps) {

  private static final long USUAL_RESERVE_BYTES = 16L << 20;

  /** When a session begins by itself. */
  public enum Start {
    /** When the engine runs or the car moves. */
    AUTO,
    /** With the first row. */
    ALWAYS,
    /** Never. */
    MANUAL
  }

  /** What an ordinary logger uses. */
  public static RecorderSettings usual(
      String device,
      String car,
      String software,
      Start start,
      Duration preTrigger,
      boolean deleteOldest,
      LapSettings laps) {
    return new RecorderSettings(
        device,
        car,
        software,
        start,
        preTrigger,
        deleteOldest,
        DataEncoder.DEFAULT_CODEC,
        16L << 20,
        USUAL_RESERVE_BYTES,
        BootCounter.kernelBootId(),
        laps);
  }

  /** Hours of an ordinary drive that fit in so many bytes of a card. */
  public static double usualHours(long usableBytes) {
    return Math.max(0, usableBytes - USUAL_RESERVE_BYTES) / CardRoom.USUAL_BYTES_PER_HOUR;
  }
}
