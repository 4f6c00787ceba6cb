package keilog.tools.command;

import java.util.Map;
import java.util.Optional;
import keilog.tools.simulate.Span;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads options that allow only certain words, and refuses others by name. */
final class Choices {
  private final CommandLine command;

  Choices(CommandLine command) {
    this.command = command;
  }

  /** A duration in nanoseconds. */
  long span(String option, String text) {
    return Span.nanos(text).orElseThrow(() -> wrong(option, text));
  }

  /** The value of a word. */
  <T> T choose(String option, String text, Map<String, T> choices) {
    return Optional.ofNullable(choices.get(text)).orElseThrow(() -> wrong(option, text));
  }

  /** The refusal of a value. */
  ParameterException wrong(String option, String value) {
    return new ParameterException(
        command, "no such choice, see --help: %s=%s".formatted(option, value));
  }
}
