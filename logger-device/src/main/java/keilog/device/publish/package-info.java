/**
 * Blocks out, receipts in; live view and status. Reads what the recorder has forced; never touches
 * a recording.
 *
 * <p>Two threads: "publisher" owns the connection and everything that must arrive, "live" sends the
 * newest values and never waits. A block is published after it was forced, in order, while a
 * collector is present; what a collector holds is known only by its receipts. Where to go on is
 * decided by {@code Delivery}:
 *
 * <ul>
 *   <li>a receipt beyond what was sent skips ahead; a receipt said again (a collector that came,
 *       came back, or misses something) goes back to it;
 *   <li>without progress for 30 s the sending goes back to the lowest {@code next} of the present
 *       collectors. Where that does not help, the next attempts come at longer distances and send
 *       only a probe, so that one collector with a full disk does not starve the others;
 *   <li>the newest session first, then older ones, so that the pits see today before yesterday.
 * </ul>
 */
package keilog.device.publish;
