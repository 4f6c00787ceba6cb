package keilog.bench.stress.ours;

import keilog.bench.stress.Ledger;
import keilog.device.ring.RingObserver;
import keilog.device.ring.SampleRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A source that laps its observer again and again: what the observer gets is whole and in order,
 * and seen + lost = published.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "seen + lost = published, none torn")
@Outcome(expect = Expect.FORBIDDEN, desc = "rows torn, out of order or miscounted")
@State
public class LappedObserverSeesWholeRows {
  private final SampleRing ring = SampleRing.ofSlots(4);
  private final RingObserver observer = ring.observe();
  private final long[] row = new long[2];
  private final Ledger recorded = new Ledger();
  private final Ledger observed = new Ledger();

  @Actor
  public void sourceAndRecorder() {
    for (int time = 1; time <= 12; time++) {
      Ledger.fill(row, time);
      ring.offer(Ledger.group(time), time, Ledger.PRESENT, row);
      ring.drain(recorded, 16);
    }
  }

  @Actor
  public void observer() {
    for (int i = 0; i < 4; i++) {
      observer.poll(observed, 2);
    }
  }

  @Arbiter
  public void rest(II_Result result) {
    observer.poll(observed, 100);
    result.r1 =
        (int) (ring.publishedSlots() - observer.seenSlots() - observer.lostSlots())
            + recorded.rows()
            - 12;
    result.r2 = observed.wrong() + recorded.wrong();
  }
}
