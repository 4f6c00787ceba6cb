package keilog.device.ring;

/**
 * Fields of the ring in groups, each written by one side only, with 128 bytes between the groups so
 * that no two sides share a cache line (two lines, for the adjacent-line prefetcher). Superclasses
 * keep the order: the virtual machine lays out a superclass's fields before its subclass's.
 */
final class RingLayout {
  private RingLayout() {}

  abstract static class PaddingBeforeProducer {
    long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15;
  }

  /** Written by the producer at each row. */
  abstract static class ProducerFields extends PaddingBeforeProducer {
    /** Next slot to fill. Plain for the producer, opaque for a lapped observer. */
    long producerIndex;

    /** Up to where the producer may fill without looking at the consumer again. */
    long producerLimit;

    /** Number of the next row. */
    long rowNumber;
  }

  abstract static class PaddingBeforeConsumer extends ProducerFields {
    long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15;
  }

  /** Written by the consumer once per drain. */
  abstract static class ConsumerFields extends PaddingBeforeConsumer {
    /** Next slot to take: the only gate. */
    long consumerIndex;
  }

  abstract static class PaddingBeforeDrops extends ConsumerFields {
    long c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15;
  }

  /** Written by the producer when the ring is full: a seqlock over what was dropped. */
  abstract static class DropFields extends PaddingBeforeDrops {
    long dropStamp;
    long droppedRows;
    long droppedSlots;
    long firstDropTime;
    long lastDropTime;
  }

  abstract static class PaddingAfterDrops extends DropFields {
    long d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15;

    /** Rows the consumer has accounted for in a DROPOUT: written by the consumer. */
    long settledRows;

    long e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15;
  }
}
