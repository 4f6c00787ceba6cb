/** Driving: corners, braking, the tyres' grip, and where time can be found. */
package keilog.tools.analysis.driving;
