/** The engine and the gearbox: gears, shifts, over-revs, boost, temperatures. */
package keilog.tools.analysis.engine;
