/**
 * What really happened, beside what the wires said: so that every claim about accuracy can be
 * measured.
 *
 * <p><b>TRUTH, version 1.</b> One JSON object in UTF-8. Instants: {@code t} is nanoseconds of the
 * machine's monotonic clock ({@link System#nanoTime()}), the axis of keilog's samples; {@code
 * gnss_time} is UTC as nanoseconds since 1970, exact. Units: km/h, rpm, kPa absolute, °C, degrees,
 * metres, m/s² for accelerations, % for pedals. Members, in this order:
 *
 * <table>
 * <caption>members</caption>
 * <tr><th>name</th><th>what</th></tr>
 * <tr><td>{@code format}</td><td>{@code "keilog truth 1"}</td></tr>
 * <tr><td>{@code car}, {@code track}, {@code seed}</td><td>as chosen; the same three give the same
 * drive</td></tr>
 * <tr><td>{@code clock}</td><td>{@code monotonic_start} and {@code gnss_start} are one instant, the
 * simulation's zero; {@code drift_ppm} by how much GNSS time runs faster than the monotonic
 * clock</td></tr>
 * <tr><td>{@code settings}</td><td>of the adapter, the receiver and the driver</td></tr>
 * <tr><td>{@code assumptions}</td><td>what the car's profile leaves open and the simulator made
 * up</td></tr>
 * <tr><td>{@code overall_ratios}</td><td>engine turns per wheel turn, per gear</td></tr>
 * <tr><td>{@code gates}</td><td>{@code name}, {@code left} and {@code right} end as latitude,
 * longitude</td></tr>
 * <tr><td>{@code records}</td><td>what happened, one object per line, nearly in order of time; its
 * {@code k} says which kind, below</td></tr>
 * <tr><td>{@code laps}</td><td>completed laps: {@code number} (1 is the first timed), {@code start},
 * {@code end} (gnss_time), {@code nanos}, {@code sectors}: {@code name} of the line that ends it,
 * {@code end}, {@code nanos}</td></tr>
 * <tr><td>{@code lost_records}</td><td>records that a stalled disk could not take</td></tr>
 * <tr><td>{@code ended}</td><td>{@code "done"} or {@code "stopped"}; missing where the simulator was
 * killed: then each line within records still is an object</td></tr>
 * </table>
 *
 * <table>
 * <caption>kinds of record</caption>
 * <tr><th>k</th><th>what</th></tr>
 * <tr><td>{@code obd}</td><td>an ECU read a quantity for an answer: {@code t}, {@code ecu}, {@code
 * pid}, {@code channel}, {@code value} itself, and {@code sent}, the same as the answer's bytes say.
 * {@code t} is the instant of reading, not of the answer</td></tr>
 * <tr><td>{@code fix}</td><td>an epoch the receiver sent: {@code t}, {@code gnss_time}, {@code
 * fixed}, and the true {@code latitude}, {@code longitude}, {@code gps_speed}, {@code heading} of
 * that instant</td></tr>
 * <tr><td>{@code state}</td><td>the car on a regular grid: {@code t}, {@code gnss_time}, all
 * quantities, {@code gear} (0 while the clutch is open), {@code distance} along the road</td></tr>
 * <tr><td>{@code gate}</td><td>a line was crossed: {@code t}, {@code gnss_time}, {@code name}, {@code
 * gps_speed}; solved on the millisecond steps, exact to below 1 µs</td></tr>
 * <tr><td>{@code shift}</td><td>a gear went in: {@code t}, {@code gnss_time}, {@code from}, {@code
 * to}, {@code engine_speed}</td></tr>
 * <tr><td>{@code fault}</td><td>something was made to go wrong: {@code t}, {@code device}, {@code
 * what}, {@code nanos} of its duration</td></tr>
 * <tr><td>{@code port}</td><td>a device appeared: {@code t}, {@code device}, {@code address}</td></tr>
 * </table>
 */
package keilog.tools.simulate.truth;
