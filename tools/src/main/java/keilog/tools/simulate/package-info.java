/**
 * A car on a track with the wire ends of real devices, and the truth beside. Shares no decoding
 * table with the logger's drivers: two writings of one specification check each other.
 */
package keilog.tools.simulate;
