/**
 * A GNSS receiver that speaks NMEA or UBX, told apart by what arrives. Bytes of a link in, rows
 * with gnss_time out, on the source's own thread.
 *
 * <pre>
 * link ─► MessageSplitter ─► NmeaEpoch ─┐
 *              │         └─► NavPvt ────┴─► Fix ─► EpochOrder ─► EpochPlacement ─► FixRows ─► ring
 *              └────► UbloxSetup ─► link
 * </pre>
 *
 * A row's {@code gnss_time} is when the fix was valid: GNSS-derived UTC in nanoseconds since 1970,
 * exact to what the receiver says. Its monotonic time is that epoch plus the lower envelope of
 * arrival − epoch, never the time of a read: see {@link keilog.device.source.gps.EpochPlacement}.
 * Every message without a right checksum is dropped. Nothing is allocated per epoch.
 */
package keilog.device.source.gps;
