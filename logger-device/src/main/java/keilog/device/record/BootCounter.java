package keilog.device.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.protocol.session.Storage;

/**
 * Counts the machine's boots, in a file that is replaced whole. Starts of the logger within one
 * boot share a number. Where the file is lost or the card takes nothing, the sessions' names tell
 * the number; ids stay unique by their random part.
 */
final class BootCounter {
  private static final String FILE = "boot.counter";
  private static final String NEW_FILE = "boot.counter.new";
  private static final Pattern TEXT = Pattern.compile("keilog boot (\\d{1,9}) (\\S*)\\n");
  private static final int MOST_BYTES = 256;
  private static final int MOST_BOOT = 999_999_999;

  private BootCounter() {}

  /** The kernel's id of this boot; empty where it tells none. */
  static String kernelBootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException untold) {
      return "";
    }
  }

  /**
   * This boot's number, from 1, after making it durable.
   *
   * @param bootId the kernel's
   * @param highestKnown the highest number among the sessions on the card
   */
  static int count(Storage storage, String bootId, int highestKnown) {
    int before = 0;
    String beforeId = "";
    try {
      Matcher m = TEXT.matcher(read(storage));
      if (m.matches()) {
        before = Integer.parseInt(m.group(1));
        beforeId = m.group(2);
      }
    } catch (IOException lost) {
      before = 0;
    }
    if (before >= Math.max(1, highestKnown) && !bootId.isEmpty() && bootId.equals(beforeId)) {
      return before;
    }
    int boot = Math.min(Math.max(before, highestKnown) + 1, MOST_BOOT);
    try {
      write(storage, "keilog boot %d %s\n".formatted(boot, bootId));
    } catch (IOException unwritable) {
      return boot;
    }
    return boot;
  }

  private static String read(Storage storage) throws IOException {
    if (storage.size(FILE) < 0) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    storage.read(FILE, 0, bytes);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
  }

  private static void write(Storage storage, String text) throws IOException {
    storage.delete(NEW_FILE);
    try (Storage.Output output = storage.create(NEW_FILE)) {
      output.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      output.force();
    }
    storage.rename(NEW_FILE, FILE);
    storage.forceDirectory();
  }
}
