/**
 * Driving: corners, braking, the tyres' grip, and where time can be found. In come laps side by
 * side on one axis ({@link keilog.tools.analysis.lap.LapTraces}) and the car's motion; out goes one
 * record, {@link keilog.tools.analysis.driving.Driving}. Speeds are km/h, places metres along the
 * axis, g as the driver feels it. A figure that cannot be had is empty, never a guess; advice is
 * given from three laps on, and only above what the receiver's noise could feign.
 */
package keilog.tools.analysis.driving;
