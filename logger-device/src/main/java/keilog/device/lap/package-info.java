/**
 * Fixes in, laps out while the car drives: the other lossless reader of the rows beside the block
 * encoder. Times with {@code keilog.protocol.track} exactly the rows of the session's file, so that
 * the pits find the same laps in it. On the recorder's thread but for {@link
 * keilog.device.lap.LapBoard}, which shows the result to the others.
 */
package keilog.device.lap;
