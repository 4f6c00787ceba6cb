package keilog.bench.ring;

import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.openjdk.jmh.annotations.CompilerControl;

/** Agrona: a message of 20 bytes, claimed and committed in place; 32 bytes of ring for each. */
final class AgronaRing implements MessageHandler {
  private static final int MESSAGE_BYTES = 20;
  private static final int RING_BYTES =
      RingBenchmark.SLOTS * 32 + RingBufferDescriptor.TRAILER_LENGTH;

  private final RingBuffer ring;
  private long next;
  private long sum;

  private AgronaRing(RingBuffer ring) {
    this.ring = ring;
  }

  static AgronaRing oneToOne() {
    return new AgronaRing(
        new OneToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES))));
  }

  static AgronaRing manyToOne() {
    return new AgronaRing(
        new ManyToOneRingBuffer(new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES))));
  }

  long passOn() {
    publish();
    Records.check(drain());
    return sum;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private void publish() {
    long end = next + RingBenchmark.CHUNK;
    for (long n = next; n < end; n++) {
      int at = ring.tryClaim(1, MESSAGE_BYTES);
      if (at < 0) {
        throw new IllegalStateException("the ring has room: record=" + n);
      }
      ring.buffer().putLong(at, n);
      ring.buffer().putLong(at + 8, n);
      ring.buffer().putInt(at + 16, (int) n & 15 | 16);
      ring.commit(at);
    }
    next = end;
  }

  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  private int drain() {
    int drained = 0;
    for (int read = ring.read(this); read > 0; read = ring.read(this)) {
      drained += read;
    }
    return drained;
  }

  @Override
  public void onMessage(int type, MutableDirectBuffer buffer, int at, int length) {
    sum += buffer.getLong(at) + buffer.getLong(at + 8) + buffer.getInt(at + 16);
  }
}
