package keilog.tools.simulate.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A program at the other end of a cable: opens the address it is told, as any host would. */
public final class Host implements Closeable {
  private final Closeable opened;
  private final InputStream in;
  private final OutputStream out;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final Thread reader;
  private volatile boolean gone;
  private volatile long lastNanos;
  private volatile long firstNanos;

  private Host(Closeable opened, InputStream in, OutputStream out) {
    this.opened = opened;
    this.in = in;
    this.out = out;
    this.reader = Thread.ofPlatform().name("host-under-test").daemon().start(this::read);
  }

  public static Host open(String address) throws IOException {
    if (address.startsWith("tcp:")) {
      URI uri = URI.create(address);
      Socket socket = new Socket(uri.getHost(), uri.getPort());
      socket.setTcpNoDelay(true);
      return new Host(socket, socket.getInputStream(), socket.getOutputStream());
    }
    FileInputStream in = new FileInputStream(address);
    FileOutputStream out = new FileOutputStream(address);
    AtomicBoolean closed = new AtomicBoolean();
    return new Host(() -> closed.set(true), patient(in, closed), out);
  }

  /**
   * A read that waits in the kernel keeps a terminal open whatever is closed: so look, then read.
   */
  private static InputStream patient(FileInputStream in, AtomicBoolean closed) {
    return new InputStream() {
      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        while (!closed.get()) {
          int ready = in.available();
          if (ready > 0) {
            return in.read(into, offset, Math.min(ready, length));
          }
          LockSupport.parkNanos(300_000);
        }
        return -1;
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  private void read() {
    byte[] bytes = new byte[4096];
    try {
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        long nanos = System.nanoTime();
        synchronized (heard) {
          if (heard.size() == 0) {
            firstNanos = nanos;
          }
          heard.write(bytes, 0, n);
          lastNanos = nanos;
          heard.notifyAll();
        }
      }
    } catch (IOException end) {
      // The device is gone, or we are.
    }
    gone = true;
    synchronized (heard) {
      heard.notifyAll();
    }
  }

  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Reads no more, but stays open. */
  public void deaf() throws IOException {
    opened.close();
  }

  /** Asks and waits for a prompt, for at most five seconds. */
  public String ask(String command) throws IOException, InterruptedException {
    clear();
    write((command + "\r").getBytes(StandardCharsets.ISO_8859_1));
    return awaitEnd(">", 5000);
  }

  /** Waits until what was heard ends so, or the time is over; what was heard. */
  public String awaitEnd(String end, long millis) throws InterruptedException {
    long limit = System.nanoTime() + millis * 1_000_000;
    synchronized (heard) {
      while (!text().endsWith(end) && !gone && System.nanoTime() < limit) {
        heard.wait(20);
      }
      return text();
    }
  }

  /** Waits for so many bytes, or the time is over. */
  public byte[] awaitBytes(int count, long millis) throws InterruptedException {
    long limit = System.nanoTime() + millis * 1_000_000;
    synchronized (heard) {
      while (heard.size() < count && !gone && System.nanoTime() < limit) {
        heard.wait(20);
      }
      return heard.toByteArray();
    }
  }

  /** Waits for the other end to vanish. */
  public boolean awaitGone(long millis) throws InterruptedException {
    long limit = System.nanoTime() + millis * 1_000_000;
    synchronized (heard) {
      while (!gone && System.nanoTime() < limit) {
        heard.wait(20);
      }
    }
    return gone;
  }

  private String text() {
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  public void clear() {
    synchronized (heard) {
      heard.reset();
    }
  }

  /** Monotonic nanoseconds at which the first byte since {@link #clear} came. */
  public long firstNanos() {
    return firstNanos;
  }

  public long lastNanos() {
    return lastNanos;
  }

  @Override
  public void close() throws IOException {
    opened.close();
    try {
      reader.join(2000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    in.close();
    out.close();
  }
}
