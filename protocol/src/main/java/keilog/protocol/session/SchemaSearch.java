package keilog.protocol.session;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import keilog.protocol.block.BlockScanner;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ByteSource;
import keilog.protocol.block.DamagedPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SchemaPayload;

/**
 * Finds a schema by its number anywhere in a file, for DATA whose own SCHEMA block is damaged.
 * Scans the file once, however often it is asked.
 */
final class SchemaSearch {
  private final ByteSource source;
  private final OptionalInt session;
  private final long limit;
  private Map<Long, Schema> found;

  SchemaSearch(ByteSource source, OptionalInt session, long limit) {
    this.source = source;
    this.session = session;
    this.limit = limit;
  }

  Optional<Schema> number(long number) throws IOException {
    if (found == null) {
      found = new HashMap<>();
      scan();
    }
    return Optional.ofNullable(found.get(number));
  }

  private void scan() throws IOException {
    BlockScanner scanner = BlockScanner.over(source, session, BlockScanner.READER_WINDOW_BYTES);
    while (scanner.next(limit, BlockScanner.Ending.FINAL)) {
      if (scanner.type().equals(Optional.of(BlockType.SCHEMA))) {
        try {
          Schema schema = SchemaPayload.decode(scanner.payload());
          found.putIfAbsent((long) schema.number(), schema);
        } catch (DamagedPayload _) {
          continue; // the reader meets the same block and reports it
        }
      }
    }
  }
}
