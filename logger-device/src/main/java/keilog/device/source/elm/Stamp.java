package keilog.device.source.elm;

/**
 * When a polled value was measured: midway between the request's last byte leaving the wire and the
 * first byte of the answer reaching it. The prompt and the adapter's wait have no part in it; half
 * the span is its uncertainty. One thread; reused.
 */
final class Stamp {
  private double byteNanos;
  private long requestEndNanos;
  private long answerNanos;
  private int answered;
  private boolean inEcho;

  /**
   * @param byteNanos one byte's time on the wire; 0 where that is unknown
   * @param echo the adapter repeats the request first
   */
  void sent(long startNanos, int length, double byteNanos, boolean echo) {
    this.byteNanos = byteNanos;
    this.requestEndNanos = startNanos + Math.round(length * byteNanos);
    this.answerNanos = Long.MAX_VALUE;
    this.answered = 0;
    this.inEcho = echo;
  }

  /**
   * Bytes of the answer, the last of which arrived at this time. Each read bounds the first byte's
   * time from above; one that came late is mended by the next that did not. A pause in the answer
   * only loosens the bound.
   */
  void took(byte[] bytes, int count, long arrivedNanos) {
    int first = answered == 0 ? answerAt(bytes, count) : 0;
    if (first < count) {
      answered += count - first;
      answerNanos = Math.min(answerNanos, arrivedNanos - Math.round(answered * byteNanos));
    }
  }

  /** Where the answer begins: after the echo's end, if any, and after NULs; count where not yet. */
  private int answerAt(byte[] bytes, int count) {
    int at = 0;
    while (at < count && (inEcho || bytes[at] == 0)) {
      inEcho &= bytes[at] != '\r';
      at++;
    }
    return at;
  }

  long measuredNanos() {
    long first = answered == 0 ? requestEndNanos : Math.max(answerNanos, requestEndNanos);
    return requestEndNanos + (first - requestEndNanos) / 2;
  }
}
