package keilog.tools.simulate.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A port on loopback, as a Wi-Fi adapter has one. One host at a time: a newcomer takes the place of
 * the one before, as after a broken radio link.
 */
final class TcpPort implements HostPort {
  private final String name;
  private int port;
  private Selector selector;
  private ServerSocketChannel listener;
  private Thread reader;
  private volatile SocketChannel host;

  /**
   * @param port 0 lets the system choose; the choice stays when it is plugged in again
   */
  TcpPort(String name, int port) {
    this.name = name;
    this.port = port;
  }

  @Override
  public String plug(int baud, Arrival arrival) throws IOException {
    selector = Selector.open();
    try {
      listener = ServerSocketChannel.open();
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException failure) {
      unplug();
      throw new IOException(
          "a port of loopback is taken; choose another, or 0: port=" + port, failure);
    }
    port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    Selector mine = selector;
    reader = Thread.ofPlatform().name(name + "-host").daemon().start(() -> read(mine, arrival));
    return "tcp://127.0.0.1:" + port;
  }

  private void read(Selector mine, Arrival arrival) {
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    try {
      while (mine.isOpen()) {
        mine.select();
        long nanos = System.nanoTime();
        for (SelectionKey key : mine.selectedKeys()) {
          if (key.isValid() && key.isAcceptable()) {
            accept(mine, (ServerSocketChannel) key.channel());
          } else if (key.isValid() && key.isReadable()) {
            SocketChannel from = (SocketChannel) key.channel();
            buffer.clear();
            if (readFrom(from, buffer) < 0) {
              from.close();
            } else if (from == host) {
              arrival.arrived(buffer.array(), buffer.position(), nanos);
            }
          }
        }
        mine.selectedKeys().clear();
      }
    } catch (ClosedSelectorException | ClosedChannelException gone) {
      // Unplugged.
    } catch (IOException failure) {
      throw new IllegalStateException("loopback failed: port=" + port, failure);
    }
  }

  private void accept(Selector mine, ServerSocketChannel from) throws IOException {
    SocketChannel newcomer = from.accept();
    if (newcomer == null) {
      return;
    }
    newcomer.configureBlocking(false);
    newcomer.setOption(StandardSocketOptions.TCP_NODELAY, true);
    newcomer.register(mine, SelectionKey.OP_READ);
    SocketChannel before = host;
    host = newcomer;
    if (before != null) {
      before.close();
    }
  }

  private static int readFrom(SocketChannel from, ByteBuffer into) {
    try {
      return from.read(into);
    } catch (IOException reset) {
      return -1;
    }
  }

  @Override
  public void unplug() {
    try {
      if (listener != null) {
        listener.close();
      }
      SocketChannel before = host;
      host = null;
      if (before != null) {
        before.close();
      }
      if (selector != null) {
        selector.close();
      }
    } catch (IOException failure) {
      throw new IllegalStateException("a socket does not close: port=" + port, failure);
    }
  }

  @Override
  public void write(byte[] bytes, int length) {
    SocketChannel to = host;
    if (to != null) {
      try {
        to.write(ByteBuffer.wrap(bytes, 0, length));
      } catch (IOException gone) {
        host = null;
      }
    }
  }

  @Override
  public int hostBaud() {
    return 0;
  }

  @Override
  public void close() {
    unplug();
    Ports.join(reader);
  }
}
