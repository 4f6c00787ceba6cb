/**
 * How the car moved: place, speed and g, smoothed, beside the raw fixes; how late the fixes lay
 * among the other channels, and how good they were.
 */
package keilog.tools.analysis.motion;
