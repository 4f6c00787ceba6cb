/**
 * Learns a track from a drive: where the loop is, where its line belongs, where its sectors end,
 * how it runs. Fixes in, a track or a reason out. What is learned is as true as the receiver that
 * drove it, so a learned track says so.
 */
package keilog.tools.analysis.course;
