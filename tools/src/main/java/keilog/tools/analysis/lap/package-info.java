/**
 * Laps: their times, the best that could have been, and where one gained on another. Times come
 * from raw fixes through the timer that the logger runs too; places come from smoothed motion. The
 * logger projects each fix on a reference lap as it comes; here, with the whole way known, each
 * place of the reference is asked when a lap passed it, which is why both exist. Recordings and
 * motion in, records out; any thread, nothing is kept.
 */
package keilog.tools.analysis.lap;
