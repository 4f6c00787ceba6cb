/**
 * GNSS receivers as devices on a wire: one that speaks u-blox UBX and can be configured, one that
 * speaks NMEA 0183 only. Written from the u-blox protocol specifications and NMEA 0183, and from
 * nothing that the logger's drivers use.
 */
package keilog.tools.simulate.gps;
