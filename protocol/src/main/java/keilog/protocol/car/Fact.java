package keilog.protocol.car;

import java.util.Optional;

/**
 * One known thing about a car.
 *
 * @param value in the unit of its {@link CarFact}
 * @param confidence how far to trust it
 * @param source where it is from, so that it can be checked
 * @param note where sources disagree, or what it depends on
 */
public record Fact(FactValue value, Confidence confidence, String source, Optional<String> note) {}
