package keilog.device.source.elm;

import java.nio.charset.StandardCharsets;

/**
 * One line to the adapter. The only way bytes reach it, so that what writes is refused in one
 * place.
 */
final class Command {
  /** Repeats the last command: one byte on the wire instead of fourteen. */
  static final Command REPEAT = new Command("");

  /** Wakes the adapter or its line, whatever it is at; answered with {@code ?} and a prompt. */
  static final Command KNOCK = new Command("\u007F\u007F");

  /** Asks the adapter's name. */
  static final Command NAME = new Command("ATI");

  private final String text;
  private final byte[] bytes;

  private Command(String text) {
    this.text = text;
    this.bytes = (text + "\r").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @throws IllegalArgumentException where the command would write to the car or the adapter; the
   *     message says what it does
   */
  static Command of(String text) {
    ReadOnly.refusal(text)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return new Command(text);
  }

  String text() {
    return text;
  }

  int length() {
    return bytes.length;
  }

  /** The bytes on the wire, with the carriage return. Not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
