/** How the car moved: place, speed and g, smoothed, beside the raw fixes. */
package keilog.tools.analysis.motion;
