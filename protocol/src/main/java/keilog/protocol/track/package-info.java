/** Tracks and gates, and the crossing rule: both ends must time the same lap. */
package keilog.protocol.track;
