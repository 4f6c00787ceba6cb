package keilog.protocol.block;

/**
 * The one failure of reading a block's payload: the bytes are not what the format allows. Nothing
 * of the payload was handed on; a chain of DATA payloads ends here, until the next KEY.
 */
public final class DamagedPayload extends Exception {
  private static final long serialVersionUID = 1;

  /** A rule, then {@code name=value} pairs. */
  public DamagedPayload(String message) {
    super(message);
  }
}
