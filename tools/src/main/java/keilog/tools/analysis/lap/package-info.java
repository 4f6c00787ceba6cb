/** Laps: their times, the best that could have been, and where one gained on another. */
package keilog.tools.analysis.lap;
