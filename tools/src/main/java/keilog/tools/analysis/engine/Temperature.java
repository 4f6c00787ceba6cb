package keilog.tools.analysis.engine;

import java.util.OptionalDouble;
import keilog.protocol.track.Quality;

/**
 * One temperature over a drive, °C.
 *
 * @param channel name
 * @param start median of its first 10 s
 * @param max highest, single outliers left out
 * @param maxWhen it was
 * @param limit of the profile's alarm; empty where it has none
 * @param secondsAbove that limit
 * @param trendPerMinute over the last five minutes, °C a minute; empty below one minute
 * @param quality ESTIMATED where it came less than once in ten seconds
 */
public record Temperature(
    String channel,
    double start,
    double max,
    Moment maxWhen,
    OptionalDouble limit,
    OptionalDouble secondsAbove,
    OptionalDouble trendPerMinute,
    Quality quality) {}
