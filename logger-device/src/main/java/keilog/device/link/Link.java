package keilog.device.link;

import java.io.Closeable;

/**
 * An open two-way byte stream to a device. Used by one thread; only {@link #close()} may come from
 * another.
 */
public interface Link extends Closeable {
  /** What {@link #read} returns when the device is gone for good: close the link and open anew. */
  int GONE = -1;

  /**
   * Waits for bytes and takes what is there.
   *
   * @return how many bytes were read (at least 1), 0 when none came in time, or {@link #GONE}
   */
  int read(byte[] into, int offset, int length, int timeoutMillis);

  /**
   * Writes all bytes.
   *
   * @return false when the device is gone
   */
  boolean write(byte[] bytes, int offset, int length);

  /**
   * Monotonic nanoseconds at which the last {@link #read} that gave bytes returned: the arrival of
   * their last byte, as closely as the system tells.
   */
  long arrivedNanos();

  /** Bits per second, or 0 where the link has no such thing (TCP). */
  int baud();

  /** Changes the line speed at once; no effect where {@link #baud()} is 0. */
  void setBaud(int baud);

  /** Closes; safe twice and from any thread: a waiting read then returns {@link #GONE}. */
  @Override
  void close();
}
