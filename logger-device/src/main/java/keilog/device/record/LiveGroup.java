package keilog.device.record;

import keilog.device.ring.LatestValues;
import keilog.protocol.channel.GroupSpec;

/**
 * A declared group and its newest values, column by column.
 *
 * @param spec its channels, with the names this logger gave them
 * @param latest their newest values
 */
public record LiveGroup(GroupSpec spec, LatestValues latest) {}
