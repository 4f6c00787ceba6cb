/**
 * What a drive says of driver and engine. Pure: a recording in, records out; reads no clock, writes
 * nothing, prints nothing. {@link keilog.tools.analysis.Recording} is the one form of a drive that
 * everything here reads, whichever tool recorded it.
 */
package keilog.tools.analysis;
