/**
 * The catalogue of what can be measured: id for ever, name, unit, resolution, plausible range. A
 * sample is (channel, monotonic nanoseconds, raw) with raw a long in units of the channel's
 * resolution. Ids below 0x8000 are the catalogue, frozen by a golden file; ids from 0x8000 are
 * local to one session and described by its SCHEMA.
 */
package keilog.protocol.channel;
