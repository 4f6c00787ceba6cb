package keilog.device.source.gps;

/** Takes fixes in the order in which they were completed. The fix is reused after the call. */
@FunctionalInterface
interface Fixes {
  void fix(Fix fix);
}
