package keilog.device.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import keilog.protocol.time.MonotonicClock;

/** A TCP connection to a Wi-Fi adapter, a serial server or a simulator. */
final class TcpLink implements Link {
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final MonotonicClock clock;
  private int timeoutMillis;
  private long arrivedNanos;

  private TcpLink(Socket socket, InputStream in, OutputStream out, MonotonicClock clock) {
    this.socket = socket;
    this.in = in;
    this.out = out;
    this.clock = clock;
  }

  static TcpLink open(String host, int port, MonotonicClock clock) throws IOException {
    Socket socket = new Socket();
    try {
      InetSocketAddress address = new InetSocketAddress(host, port);
      socket.connect(address, CONNECT_TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      return new TcpLink(socket, socket.getInputStream(), socket.getOutputStream(), clock);
    } catch (UnknownHostException unknown) {
      throw failed(
          socket, "the host name is unknown: host=%s; is the car's Wi-Fi joined?", host, unknown);
    } catch (SocketTimeoutException late) {
      throw failed(
          socket,
          "no answer within " + CONNECT_TIMEOUT_MILLIS + " ms: %s; is the adapter's Wi-Fi joined?",
          "address=tcp://" + host + ":" + port,
          late);
    } catch (ConnectException refused) {
      throw failed(
          socket,
          "the connection is refused: %s; is the port right, and is no other program connected?",
          "address=tcp://" + host + ":" + port,
          refused);
    } catch (IOException other) {
      throw failed(
          socket,
          "the connection fails (" + other.getMessage() + "): %s",
          "address=tcp://" + host + ":" + port,
          other);
    } catch (Throwable bug) {
      try (socket) {
        throw bug;
      }
    }
  }

  private static IOException failed(Socket socket, String form, String what, IOException cause) {
    try {
      socket.close();
    } catch (IOException alreadyUseless) {
      cause.addSuppressed(alreadyUseless);
    }
    return new IOException(form.formatted(what), cause);
  }

  @Override
  public int read(byte[] into, int offset, int length, int timeoutMillis) {
    try {
      int millis = Math.max(1, timeoutMillis);
      if (millis != this.timeoutMillis) {
        socket.setSoTimeout(millis);
        this.timeoutMillis = millis;
      }
      int count = in.read(into, offset, length);
      if (count < 0) {
        close();
        return GONE;
      }
      arrivedNanos = clock.nanos();
      return count;
    } catch (SocketTimeoutException nothingCame) {
      return 0;
    } catch (IOException gone) {
      close();
      return GONE;
    }
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
      return true;
    } catch (IOException gone) {
      close();
      return false;
    }
  }

  @Override
  public long arrivedNanos() {
    return arrivedNanos;
  }

  @Override
  public int baud() {
    return 0;
  }

  @Override
  public void setBaud(int baud) {
    // A socket has no line speed.
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException nothingLeftToClose) {
      // The descriptor is released either way.
    }
  }
}
