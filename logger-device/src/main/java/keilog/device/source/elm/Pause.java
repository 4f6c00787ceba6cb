package keilog.device.source.elm;

import java.util.concurrent.TimeUnit;

/** Waiting, so that tests own time. */
@FunctionalInterface
interface Pause {
  Pause SLEEP = TimeUnit.NANOSECONDS::sleep;

  void nanos(long nanos) throws InterruptedException;
}
