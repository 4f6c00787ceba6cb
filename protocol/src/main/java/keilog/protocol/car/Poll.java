package keilog.protocol.car;

import java.util.OptionalDouble;

/**
 * One line of a poll plan.
 *
 * @param channel name in the catalogue
 * @param rateHz how often; empty: as often as the link allows
 */
public record Poll(String channel, OptionalDouble rateHz) {}
