package keilog.protocol.testing.broker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A mobile link: a TCP proxy that lets a given rate through in each direction, and everything a
 * given time late.
 */
public final class SlowProxy implements Closeable {
  private static final int CHUNK_BYTES = 256;

  private final ServerSocket server;
  private final int target;
  private final int bytesPerSecond;
  private final int delayMillis;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private record Chunk(byte[] bytes, long dueNanos) {}

  private SlowProxy(ServerSocket server, int target, int bytesPerSecond, int delayMillis) {
    this.server = server;
    this.target = target;
    this.bytesPerSecond = bytesPerSecond;
    this.delayMillis = delayMillis;
  }

  /**
   * @param target port on loopback
   * @param bitsPerSecond in each direction
   * @param delayMillis in each direction
   */
  public static SlowProxy start(int target, int bitsPerSecond, int delayMillis) throws IOException {
    ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    SlowProxy proxy = new SlowProxy(server, target, bitsPerSecond / 8, delayMillis);
    start("slow-proxy", proxy::accept);
    return proxy;
  }

  private static void start(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }

  public String url() {
    return "mqtt://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        Socket far = new Socket("127.0.0.1", target);
        // A modem holds little: what does not fit waits at the sender.
        near.setReceiveBufferSize(4096);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        sockets.add(near);
        sockets.add(far);
        pump(near, far);
        pump(far, near);
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void pump(Socket from, Socket to) {
    int chunks = Math.max(4, bytesPerSecond * (delayMillis + 250) / 1000 / CHUNK_BYTES);
    BlockingQueue<Chunk> way = new ArrayBlockingQueue<>(chunks);
    start("slow-proxy-in", () -> read(from, way));
    start("slow-proxy-out", () -> write(to, way));
  }

  /** Takes bytes at the rate of the link, so that the sender feels it. */
  private void read(Socket from, BlockingQueue<Chunk> way) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[CHUNK_BYTES];
      long free = System.nanoTime();
      int count;
      while ((count = in.read(buffer)) > 0) {
        free = Math.max(free, System.nanoTime());
        free += TimeUnit.SECONDS.toNanos(count) / bytesPerSecond;
        LockSupport.parkNanos(free - System.nanoTime());
        byte[] bytes = Arrays.copyOf(buffer, count);
        way.put(new Chunk(bytes, free + TimeUnit.MILLISECONDS.toNanos(delayMillis)));
      }
      way.put(new Chunk(new byte[0], System.nanoTime()));
    } catch (IOException e) {
      way.offer(new Chunk(new byte[0], System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Socket to, BlockingQueue<Chunk> way) {
    try (to) {
      OutputStream out = to.getOutputStream();
      while (true) {
        Chunk chunk = way.poll(60, TimeUnit.SECONDS);
        if (chunk == null || chunk.bytes().length == 0) {
          return;
        }
        LockSupport.parkNanos(chunk.dueNanos() - System.nanoTime());
        out.write(chunk.bytes());
      }
    } catch (IOException e) {
      // The other side has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
