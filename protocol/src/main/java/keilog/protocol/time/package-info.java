/**
 * The clocks of a session. Monotonic nanoseconds align everything and are what a sample carries;
 * the wall clock is only a label. Logic takes a clock as a parameter, so that tests own time.
 */
package keilog.protocol.time;
