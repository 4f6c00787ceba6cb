package keilog.device.source.elm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import keilog.device.link.Link;
import keilog.device.link.LinkOpener;

/**
 * Answers as a transcript says: the n-th time a command is sent, with its n-th answer, and with its
 * last one from then on. What the transcript does not have is answered with a question mark.
 *
 * <pre>
 *   # head: what this is and where it is from
 *   &gt; 010C            the host's line; CR is the bare carriage return
 *   &lt; 410C1AF8\r\r&gt;    the adapter's bytes up to the prompt; \r \n \xhh
 * </pre>
 */
final class TranscriptAdapter implements LinkOpener {
  private static final long ANSWER_NANOS = 12_000_000;

  private final FakeClock clock;
  private final Map<String, ArrayDeque<byte[]>> answers = new HashMap<>();
  final List<String> unknown = new ArrayList<>();

  private TranscriptAdapter(FakeClock clock) {
    this.clock = clock;
  }

  static TranscriptAdapter read(Path file, FakeClock clock) throws IOException {
    TranscriptAdapter adapter = new TranscriptAdapter(clock);
    String command = null;
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("> ")) {
        command = unescaped(line.substring(2));
      } else if (line.startsWith("< ")) {
        adapter
            .answers
            .computeIfAbsent(command, c -> new ArrayDeque<>())
            .add(unescaped(line.substring(2)).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return adapter;
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\\') {
        out.append(text.charAt(i));
        continue;
      }
      char kind = text.charAt(++i);
      switch (kind) {
        case 'r' -> out.append('\r');
        case 'n' -> out.append('\n');
        case 'x' -> {
          out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> throw new IllegalArgumentException("unknown escape: " + text);
      }
    }
    return out.toString();
  }

  @Override
  public Link open() {
    return new Played();
  }

  private final class Played implements Link {
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private byte[] waiting = {};
    private long readyNanos;

    @Override
    public boolean write(byte[] bytes, int offset, int length) {
      typed.write(bytes, offset, length);
      String command = typed.toString(StandardCharsets.ISO_8859_1);
      if (!command.endsWith("\r")) {
        return true;
      }
      typed.reset();
      command = command.equals("\r") ? "CR" : command.strip();
      ArrayDeque<byte[]> queue = answers.get(command);
      if (queue == null) {
        unknown.add(command);
        waiting = "?\r\r>".getBytes(StandardCharsets.ISO_8859_1);
      } else {
        waiting = queue.size() > 1 ? queue.poll() : queue.peek();
      }
      readyNanos = clock.nanos() + ANSWER_NANOS;
      return true;
    }

    @Override
    public int read(byte[] into, int offset, int length, int timeoutMillis) {
      if (waiting.length == 0) {
        clock.advance(timeoutMillis * 1_000_000L);
        return 0;
      }
      clock.advanceTo(readyNanos);
      int count = waiting.length;
      System.arraycopy(waiting, 0, into, offset, count);
      waiting = new byte[0];
      return count;
    }

    @Override
    public long arrivedNanos() {
      return readyNanos;
    }

    @Override
    public int baud() {
      return 38_400;
    }

    @Override
    public void setBaud(int baud) {}

    @Override
    public void close() {}
  }
}
