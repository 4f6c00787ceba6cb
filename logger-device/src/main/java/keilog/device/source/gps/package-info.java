/**
 * A GNSS receiver that speaks NMEA or UBX, told apart by what arrives. Bytes of a link in, rows
 * with gnss_time out, placed on the monotonic axis by the lower envelope of arrival − epoch.
 */
package keilog.device.source.gps;
