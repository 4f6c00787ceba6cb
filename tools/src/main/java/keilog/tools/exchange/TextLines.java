package keilog.tools.exchange;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * The lines of a text, numbered from 1, never more of one than a limit: a file without line ends
 * must not take all memory. What is no UTF-8 becomes a mark. One thread.
 */
final class TextLines implements Closeable {
  /** The widest known head has some hundred columns. */
  private static final int LONGEST = 1 << 16;

  private final BufferedReader in;
  private long number;

  TextLines(InputStream bytes) {
    this.in = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), 1 << 16);
  }

  /**
   * The next line without its end and without a byte order mark, cut at the limit; null at the end.
   */
  String next() throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder(160);
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() < LONGEST) {
        line.append((char) c);
      }
    }
    number++;
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\r') {
      line.setLength(end - 1);
    }
    return number == 1 && !line.isEmpty() && line.charAt(0) == '\uFEFF'
        ? line.substring(1)
        : line.toString();
  }

  /**
   * The next line that is the head.
   *
   * @param file as messages name it
   * @throws RefusedForeignFile where none is
   */
  String head(String file, Predicate<String> isHead) throws IOException {
    for (String line = next(); line != null; line = next()) {
      if (isHead.test(line)) {
        return line;
      }
    }
    throw new RefusedForeignFile(file, number, "the row with the names of the columns is missing");
  }

  /** Of the line that was given last. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
