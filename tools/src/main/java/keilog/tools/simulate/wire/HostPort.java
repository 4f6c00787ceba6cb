package keilog.tools.simulate.wire;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where the host plugs in. {@link #plug} and {@link #unplug} are for one thread; arriving bytes are
 * delivered on a thread of the port's own.
 */
public interface HostPort extends Closeable {
  /** Who takes what the host sends. */
  @FunctionalInterface
  interface Arrival {
    /** Bytes that a read brought at an instant; the array is reused after the call. */
    void arrived(byte[] bytes, int length, long nanos);
  }

  /**
   * Makes the port appear.
   *
   * @param baud the speed a host finds on it before it sets its own
   * @return what to put into a configuration: {@code tcp://127.0.0.1:35000}, {@code /dev/pts/3}
   */
  String plug(int baud, Arrival arrival) throws IOException;

  /** Makes it vanish under the host. */
  void unplug();

  /** Hands bytes to the host; what no host or a full buffer takes is lost. */
  void write(byte[] bytes, int length);

  /** The speed the host has set, or 0 where a host cannot set one. */
  int hostBaud();

  @Override
  void close();
}
