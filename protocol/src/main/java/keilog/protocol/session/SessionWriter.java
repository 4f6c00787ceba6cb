package keilog.protocol.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import keilog.protocol.block.BlockFrame;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.End;
import keilog.protocol.block.EndPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SchemaPayload;

/**
 * Writes one session, block after block, numbered from 0. Each block is one write. The SCHEMA is
 * written again from time to time, so that damage to its first copy costs nothing else. After any
 * failure the session is suspect and takes nothing more: go on in a new one and leave this file to
 * {@link Recovery}. Allocates nothing per block once its buffer has grown. One thread.
 */
public final class SessionWriter implements Closeable {
  private static final long SCHEMA_AGAIN_MILLIS = 30 * 60 * 1000;

  private final Storage.Output output;
  private final String name;
  private Schema schema;
  private ByteBuffer schemaPayload;
  private ByteBuffer frame = ByteBuffer.allocateDirect(1 << 15);
  private final CRC32C crc = new CRC32C();
  private int nextNumber;
  private boolean keyWritten;
  private boolean schemaCopied;
  private long schemaMillis;
  private long lastMillis;
  private boolean suspect;
  private boolean ended;

  private SessionWriter(Storage.Output output, Schema schema, ByteBuffer schemaPayload) {
    this.output = output;
    this.name = schema.fileName();
    this.schema = schema;
    this.schemaPayload = schemaPayload;
  }

  /** As {@link #create(Storage, Schema, long)}, where the time of its first block is unknown. */
  public static SessionWriter create(Storage storage, Schema schema) throws IOException {
    return create(storage, schema, 0);
  }

  /**
   * Creates the session's file with its SCHEMA as block 0, and forces both it and its name.
   *
   * @param timeMillis when the session begins, on its monotonic axis
   * @throws IllegalArgumentException where the schema breaks the format
   * @throws IOException then there is no file, or one that recovery will deal with
   */
  public static SessionWriter create(Storage storage, Schema schema, long timeMillis)
      throws IOException {
    ByteBuffer payload = SchemaPayload.encode(schema);
    Storage.Output output = storage.create(schema.fileName());
    try {
      SessionWriter writer = new SessionWriter(output, schema, payload);
      writer.writeSchema(timeMillis);
      output.force();
      storage.forceDirectory();
      return writer;
    } catch (Throwable failure) {
      try (output) {
        throw failure;
      } finally {
        deleteIfPossible(storage, schema.fileName(), failure);
      }
    }
  }

  /**
   * Appends one block. A SCHEMA goes through {@link #change}, the END through {@link #end}.
   *
   * @param key whether a DATA payload decodes alone; false for every other type
   * @param timeMillis of the first sample or of the event, on the session's monotonic axis
   * @param payload read from its position to its limit, which are left as they were
   */
  public void append(BlockType type, boolean key, long timeMillis, ByteBuffer payload)
      throws IOException {
    if (type == BlockType.SCHEMA || type == BlockType.END || key && type != BlockType.DATA) {
      throw new IllegalArgumentException(
          "SCHEMA and END have methods of their own, and only DATA is a KEY: type=%s, key=%b"
              .formatted(type, key));
    }
    if (key) {
      boolean due = !schemaCopied || timeMillis - schemaMillis >= SCHEMA_AGAIN_MILLIS;
      if (keyWritten && due) {
        schemaCopied = true;
        writeSchema(timeMillis);
      }
      keyWritten = true;
    }
    write(type, key, timeMillis, payload);
  }

  /** Goes on under a schema with other groups; the next DATA has to be a KEY. */
  public void change(Schema next, long timeMillis) throws IOException {
    if (!next.session().equals(schema.session()) || next.number() != schema.number() + 1) {
      throw new IllegalArgumentException(
          "a session's next schema has the next number: schema=%d, next=%d, session=%s"
              .formatted(schema.number(), next.number(), next.session()));
    }
    schemaPayload = SchemaPayload.encode(next);
    schema = next;
    schemaCopied = false;
    keyWritten = false;
    writeSchema(timeMillis);
  }

  /** The number the next block will have; a SCHEMA written again may take it first. */
  public int nextNumber() {
    return nextNumber;
  }

  /** The file's plain name in its storage. */
  public String name() {
    return name;
  }

  /** The schema that DATA follows now. */
  public Schema schema() {
    return schema;
  }

  /** Bytes written, forced or not. */
  public long size() {
    return output.size();
  }

  /** Whether something failed, so that nothing more can be appended. */
  public boolean suspect() {
    return suspect;
  }

  /** Makes everything appended durable. */
  public void force() throws IOException {
    checkOpen();
    suspect = true;
    output.force();
    suspect = false;
  }

  /** Appends END, forces and closes. */
  public void end(End end) throws IOException {
    write(BlockType.END, false, lastMillis, EndPayload.encode(end));
    force();
    ended = true;
    close();
  }

  /** Closes without an END and without a force. Safe twice. */
  @Override
  public void close() throws IOException {
    output.close();
  }

  private void writeSchema(long timeMillis) throws IOException {
    schemaMillis = timeMillis;
    write(BlockType.SCHEMA, false, timeMillis, schemaPayload);
  }

  private void write(BlockType type, boolean key, long timeMillis, ByteBuffer payload)
      throws IOException {
    checkOpen();
    int length = BlockFrame.OVERHEAD_BYTES + payload.remaining();
    if (frame.capacity() < length) {
      frame = ByteBuffer.allocateDirect(Integer.highestOneBit(length) * 2);
    }
    frame.clear();
    BlockFrame.write(
        frame, type, key, schema.session().random(), nextNumber, timeMillis, payload, crc);
    suspect = true;
    output.write(frame.flip());
    suspect = false;
    nextNumber++;
    lastMillis = timeMillis;
  }

  private void checkOpen() throws IOException {
    if (ended) {
      throw new IllegalStateException("nothing follows an END: session=" + schema.session());
    }
    if (suspect) {
      throw new IOException(
          "a session takes nothing more after a failure; begin a new one: session="
              + schema.session());
    }
  }

  private static void deleteIfPossible(Storage storage, String name, Throwable failure) {
    try {
      storage.delete(name);
    } catch (IOException again) {
      failure.addSuppressed(again);
    }
  }
}
