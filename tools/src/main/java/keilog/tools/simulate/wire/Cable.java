package keilog.tools.simulate.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins a device to a port: one thread that carries bytes both ways at their instants, and pulls
 * the plug when told to. It waits in the kernel until shortly before an instant and spins only the
 * rest, so it is sharp and cheap.
 */
public final class Cable implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cable.class);
  private static final long SPIN_NANOS = 40_000;
  private static final long IDLE_NANOS = 500_000_000;

  private record Chunk(byte[] bytes, long nanos) {}

  private record Order(Mishap mishap, long durationNanos) {}

  private final String name;
  private final HostPort port;
  private final Device device;
  private final Consumer<String> announce;
  private final Receiver receiver = new Receiver();
  private final ConcurrentLinkedQueue<Chunk> arrivals = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();
  private final byte[] packet = new byte[256];
  private final byte[] misread = new byte[4096];
  private final Thread thread;
  private volatile boolean open = true;
  private long replugNanos = Device.NEVER;

  private Cable(String name, HostPort port, Device device, Consumer<String> announce) {
    this.name = name;
    this.port = port;
    this.device = device;
    this.announce = announce;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /**
   * Plugs in and starts.
   *
   * @param announce is told each address under which the port appears
   */
  public static Cable open(String name, HostPort port, Device device, Consumer<String> announce)
      throws IOException {
    Cable cable = new Cable(name, port, device, announce);
    cable.plug();
    cable.thread.start();
    return cable;
  }

  /** Lets something go wrong now. Any thread. */
  public void order(Mishap mishap, long durationNanos) {
    orders.add(new Order(mishap, durationNanos));
    LockSupport.unpark(thread);
  }

  private void plug() throws IOException {
    device.powerOn(System.nanoTime());
    announce.accept(port.plug(device.transmitter().baud(), this::arrived));
  }

  private void arrived(byte[] bytes, int length, long nanos) {
    arrivals.add(new Chunk(Arrays.copyOf(bytes, length), nanos));
    LockSupport.unpark(thread);
  }

  private void run() {
    Tty.sharpTimers();
    while (open) {
      try {
        obey();
        takeArrivals();
        deliver(System.nanoTime());
        await(wake());
      } catch (IOException failure) {
        LOG.warn("{} cannot be plugged in again, next try in 1 s", name, failure);
        replugNanos = System.nanoTime() + 1_000_000_000L;
      }
    }
  }

  private void obey() throws IOException {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      long now = System.nanoTime();
      if (order.mishap() == Mishap.UNPLUG) {
        port.unplug();
        replugNanos = now + order.durationNanos();
      } else {
        device.fault(order.mishap(), now, now + order.durationNanos());
      }
    }
    if (System.nanoTime() >= replugNanos) {
      replugNanos = Device.NEVER;
      arrivals.clear();
      receiver.clear();
      device.transmitter().clear(Long.MIN_VALUE);
      plug();
    }
  }

  private void takeArrivals() {
    for (Chunk chunk = arrivals.poll(); chunk != null; chunk = arrivals.poll()) {
      int baud = device.transmitter().baud();
      byte[] bytes = chunk.bytes();
      int length = bytes.length;
      int host = port.hostBaud();
      if (!Uart.understands(host, baud)) {
        length = Uart.misread(bytes, length, host, baud, misread);
        bytes = misread;
      }
      receiver.arrived(bytes, length, chunk.nanos(), device.transmitter().characterNanos());
    }
  }

  /** Everything that is due, in the order of its instants, each at its own. */
  private void deliver(long now) {
    while (true) {
      long in = receiver.firstDue();
      long own = device.nextDue();
      if (Math.min(in, own) > now) {
        break;
      }
      if (own <= in) {
        device.due(own);
      } else {
        device.received(receiver.take(), in);
      }
    }
    Transmitter transmitter = device.transmitter();
    while (transmitter.nextDue() <= now) {
      int count = transmitter.take(now, packet);
      if (count > 0 && replugNanos == Device.NEVER) {
        write(count);
      }
    }
  }

  private void write(int count) {
    int baud = device.transmitter().baud();
    int host = port.hostBaud();
    if (Uart.understands(baud, host)) {
      port.write(packet, count);
    } else {
      port.write(misread, Uart.misread(packet, count, baud, host, misread));
    }
  }

  private long wake() {
    return Math.min(
        replugNanos,
        Math.min(receiver.wakeDue(), Math.min(device.nextDue(), device.transmitter().nextDue())));
  }

  private void await(long nanos) {
    while (open && arrivals.isEmpty() && orders.isEmpty()) {
      long left = Math.min(nanos - System.nanoTime(), IDLE_NANOS);
      if (left <= 0) {
        return;
      }
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(this, left - SPIN_NANOS);
        if (left == IDLE_NANOS) {
          return;
        }
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Unplugs for good; safe twice. */
  @Override
  public void close() {
    open = false;
    LockSupport.unpark(thread);
    Ports.join(thread);
    port.close();
  }
}
