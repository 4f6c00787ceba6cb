package keilog.tools.collect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import keilog.protocol.session.Storage;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.PayloadException;

/** The receipts that lie beside session files, each replaced as a whole. */
final class KeptReceipts {
  private static final int MOST_BYTES = 4096;
  private static final String DRAFT_SUFFIX = ".part";

  private KeptReceipts() {}

  /** The receipt beside a session's file; empty where there is none that can be read. */
  static Optional<KeptReceipt> read(Storage storage, String file) {
    String name = file + KeptReceipt.SUFFIX;
    try {
      long size = storage.size(name);
      if (size <= 0 || size > MOST_BYTES) {
        return Optional.empty();
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) size);
      while (bytes.hasRemaining() && storage.read(name, bytes.position(), bytes) > 0) {
        // Until all is there or the file ends.
      }
      return Optional.of(KeptReceipt.fromJson(bytes.array()));
    } catch (IOException | PayloadException e) {
      return Optional.empty();
    }
  }

  static void write(Storage storage, String file, KeptReceipt receipt) throws IOException {
    String draft = file + KeptReceipt.SUFFIX + DRAFT_SUFFIX;
    storage.delete(draft);
    try (Storage.Output output = storage.create(draft)) {
      output.write(ByteBuffer.wrap(receipt.toJson()));
      output.force();
    }
    storage.rename(draft, file + KeptReceipt.SUFFIX);
    storage.forceDirectory();
  }
}
