/**
 * Tracks and gates, and the crossing rule: both ends must time the same lap.
 *
 * <p>Fixes go in by their epochs; nothing here knows when they came. {@link
 * keilog.protocol.track.LapTimer} leaves out what cannot be, measures how noisy the places are,
 * watches each gate, solves the instant of a passing once enough fixes behind the line are known,
 * and makes laps and sectors of the passings, each with what it is worth. Two fixes beside the line
 * decide where places are smooth, since that is what other tools do and their tables are met to a
 * millisecond; all fixes around it, joined by Doppler, where places are noisy.
 *
 * <p>A layout is chosen by the length of a lap between two passings of its line, not by lines
 * alone: of layouts that share tarmac each crosses the others' lines. Until then laps are kept, not
 * told.
 */
package keilog.protocol.track;
