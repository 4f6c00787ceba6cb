package keilog.tools.analysis.driving;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Numbers that may be missing: NaN while they are computed, empty in a result. */
final class Known {
  private Known() {}

  static OptionalDouble of(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Those that are there, in order. */
  static <T> double[] all(Collection<T> of, Function<T, OptionalDouble> value) {
    return of.stream()
        .map(value)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }
}
