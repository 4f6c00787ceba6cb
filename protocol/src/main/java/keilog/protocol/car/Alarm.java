package keilog.protocol.car;

import java.util.OptionalDouble;

/**
 * A limit worth waking the driver for.
 *
 * @param channel name in the catalogue
 * @param above alarm over this, in the channel's unit
 * @param below alarm under this, in the channel's unit
 * @param confidence that the limit is right for this car
 * @param source where it is from
 */
public record Alarm(
    String channel,
    OptionalDouble above,
    OptionalDouble below,
    Confidence confidence,
    String source) {}
