package keilog.device;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it. */
final class RefusedConfiguration extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param line from 1
   * @param message rule, then what was found, then what to do
   */
  record Problem(int line, String message) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
      return Integer.compare(line, other.line);
    }
  }

  RefusedConfiguration(String file, List<Problem> problems) {
    super(
        problems.stream()
            .sorted()
            .map(p -> "%s:%d: %s".formatted(file, p.line(), p.message()))
            .collect(Collectors.joining("\n")));
  }
}
