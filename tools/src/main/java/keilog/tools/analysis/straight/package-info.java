/** On a straight: acceleration figures, and the power at the wheels with its error band. */
package keilog.tools.analysis.straight;
