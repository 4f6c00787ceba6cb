package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A session file proved: read in full, and its digest, which is the same in the car and in the
 * pits.
 *
 * @param name the file
 * @param sha256 of all its bytes, 64 hexadecimal digits
 * @param report what reading it found
 */
public record Verification(String name, String sha256, ReadReport report) {
  private static final int PIECE_BYTES = 1 << 16;

  /** Whether the session is all there and undamaged, from its first block to its END. */
  public boolean good() {
    return report.complete();
  }

  /** Reads a file twice: once to understand it, once to digest it. */
  public static Verification verify(Storage storage, String name) throws IOException {
    ReadReport report = SessionReader.over(storage, name).read(new SessionVisitor() {});
    return new Verification(name, sha256(storage, name), report);
  }

  /** The digest alone. */
  public static String sha256(Storage storage, String name) throws IOException {
    MessageDigest digest = newDigest();
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    long offset = 0;
    while (storage.read(name, offset, piece.clear()) > 0) {
      offset += piece.flip().remaining();
      digest.update(piece);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}
