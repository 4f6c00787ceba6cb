/**
 * On a straight: acceleration figures, and the power at the wheels with its error band. Raw Doppler
 * speeds go in; figures with ± and class come out. What a car's profile leaves open is assumed in
 * one place, {@link keilog.tools.analysis.straight.RoadLoad}, and said.
 */
package keilog.tools.analysis.straight;
