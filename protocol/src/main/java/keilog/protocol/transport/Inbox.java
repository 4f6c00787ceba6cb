package keilog.protocol.transport;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * From the callbacks to the owner. Messages from outside wait at the door while their bytes are
 * over the bound (the broker then feels it through TCP); everything else enters at once.
 */
final class Inbox {
  private static final int OVERHEAD_BYTES = 256;

  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final ArrayDeque<Signal> signals = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  Inbox(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  void put(Signal signal) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      signals.add(signal);
      bytes += bytes(signal);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for room; returns false where {@code gone} came true meanwhile. */
  boolean putWhenRoom(Signal.Came message, BooleanSupplier gone) throws InterruptedException {
    lock.lock();
    try {
      while (bytes > mostBytes) {
        if (closed || gone.getAsBoolean()) {
          return false;
        }
        drained.await(100, TimeUnit.MILLISECONDS);
      }
      put(message);
      return true;
    } finally {
      lock.unlock();
    }
  }

  boolean isFull() {
    lock.lock();
    try {
      return bytes > mostBytes;
    } finally {
      lock.unlock();
    }
  }

  /** The next signal, or null when none came in time. */
  Signal take(long waitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = waitNanos;
      while (signals.isEmpty() && left > 0) {
        left = filled.awaitNanos(left);
      }
      Signal signal = signals.poll();
      if (signal != null) {
        bytes -= bytes(signal);
        drained.signalAll();
      }
      return signal;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      signals.clear();
      bytes = 0;
      drained.signalAll();
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static long bytes(Signal signal) {
    return signal instanceof Signal.Came came ? came.payload().length + OVERHEAD_BYTES : 0;
  }
}
