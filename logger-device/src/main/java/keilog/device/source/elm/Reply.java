package keilog.device.source.elm;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of one answer up to the prompt, and what they say. Accepts every layout of the ELM327
 * data sheet whatever was asked for, since clones take liberties: echo, spaces, line feeds, headers
 * of 11 and 29 bits and of three bytes with a checksum, labelled and unlabelled multi-frame lines,
 * NUL bytes, messages glued to data. Never throws on any bytes. One thread; reused.
 */
final class Reply {
  static final int MOST_BYTES = 8_192;
  private static final int PROMPT = '>';
  private static final int BAD_LINE = Notice.mask(Notice.Effect.BAD_LINE);

  private final byte[] bytes = new byte[MOST_BYTES];
  private final byte[] line = new byte[MOST_BYTES];
  private final Frames frames = new Frames();
  private final Messages messages = new Messages();
  private final FrameReader reader = new FrameReader(frames);
  private int length;
  private int notices;
  private int badLines;
  private int strangeLines;
  private boolean echoed;

  void clear() {
    length = 0;
    notices = 0;
    badLines = 0;
    strangeLines = 0;
    echoed = false;
    frames.clear();
    messages.assemble(frames);
  }

  /**
   * Takes bytes up to and without the prompt.
   *
   * @return how many were used, the prompt included; {@code -1 - count} where there was no prompt
   */
  int take(byte[] from, int count) {
    for (int i = 0; i < count; i++) {
      byte b = from[i];
      if (b == PROMPT) {
        return i + 1;
      }
      if (b != 0 && length < MOST_BYTES) {
        bytes[length++] = b;
      }
    }
    return -1 - count;
  }

  boolean full() {
    return length == MOST_BYTES;
  }

  boolean empty() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  /** While waiting: the adapter says that it is still at it. */
  boolean inProgress() {
    String text = text();
    return text.contains("SEARCHING") || text.contains("BUS INIT") || text.contains("BUSINIT");
  }

  /**
   * Reads the lines.
   *
   * @param command what was sent, to know its echo
   * @param service first byte of a positive answer, 0x41 for mode 01
   * @param headers that the adapter was told to send headers
   */
  void parse(Command command, int service, boolean headers) {
    frames.clear();
    reader.expect(service, headers);
    notices = 0;
    badLines = 0;
    strangeLines = 0;
    echoed = false;
    int start = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || bytes[i] == '\r' || bytes[i] == '\n') {
        line(command, start, i);
        start = i + 1;
      }
    }
    messages.assemble(frames);
  }

  private void line(Command command, int from, int to) {
    int count = 0;
    boolean hex = true;
    for (int i = from; i < to; i++) {
      int c = bytes[i];
      if (c == ' ' || c == '\t') {
        continue;
      }
      if (c >= 'a' && c <= 'z') {
        c -= 'a' - 'A';
      }
      hex &= c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c == ':';
      line[count++] = (byte) c;
    }
    if (count == 0) {
      return;
    }
    if (isEcho(command, count)) {
      echoed = true;
      return;
    }
    if (!hex) {
      int found = Notice.take(line, count);
      notices |= found;
      count = withoutBlanks(count);
      if ((found & BAD_LINE) != 0) {
        badLines++;
        return;
      }
      if (count < 0) {
        strangeLines++;
        return;
      }
      if (count == 0) {
        return;
      }
    }
    switch (reader.read(line, count)) {
      case DATA -> {}
      case BAD -> badLines++;
      case STRANGE -> strangeLines++;
    }
  }

  private boolean isEcho(Command command, int count) {
    String text = command.text();
    if (text.isEmpty() || text.length() != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (line[i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Removes what notices left: blanks, dots, marks. Negative when something unknown remains. */
  private int withoutBlanks(int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      byte c = line[i];
      if (c == ' ' || c == '.' || c == '<' || c == '!') {
        continue;
      }
      if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c == ':')) {
        return -1;
      }
      line[kept++] = c;
    }
    return kept;
  }

  boolean has(Notice notice) {
    return (notices & notice.bit()) != 0;
  }

  boolean hasAny(int mask) {
    return (notices & mask) != 0;
  }

  /** The adapter repeats what it is sent, although it was told not to, or has lost its settings. */
  boolean echoed() {
    return echoed;
  }

  Frames frames() {
    return frames;
  }

  Messages messages() {
    return messages;
  }

  /** Code of a negative response, 0 where there was none. */
  int negativeCode() {
    return reader.negativeCode();
  }

  /** Lines the adapter marked as bad, and lines cut short. */
  int badLines() {
    return badLines;
  }

  /** Lines that are neither data nor a known message. */
  int strangeLines() {
    return strangeLines;
  }

  /** All of it as text; for set-up and messages, not for every poll. */
  String text() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The lines that are not blank, trimmed. */
  List<String> lines() {
    return text().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }
}
