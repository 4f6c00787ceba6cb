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

/** A recorder that also observes: neither disturbs the other while a source publishes. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "both see whole rows, none lost")
@Outcome(expect = Expect.FORBIDDEN, desc = "rows torn, lost or twice")
@State
public class RecorderAndObserverShareTheRing {
  private final SampleRing ring = SampleRing.ofSlots(4);
  private final RingObserver observer = ring.observe();
  private final long[] row = new long[2];
  private final Ledger recorded = new Ledger();
  private final Ledger observed = new Ledger();
  private int accepted;

  @Actor
  public void source() {
    for (int time = 1; time <= 6; time++) {
      Ledger.fill(row, time);
      accepted += ring.offer(Ledger.group(time), time, Ledger.PRESENT, row) ? 1 : 0;
    }
  }

  @Actor
  public void recorderAndObserver() {
    for (int i = 0; i < 3; i++) {
      observer.poll(observed, 1);
      ring.drain(recorded, 1);
    }
  }

  @Arbiter
  public void rest(II_Result result) {
    ring.drain(recorded, 16);
    observer.poll(observed, 100);
    result.r1 =
        accepted
            - recorded.rows()
            + (int) (ring.publishedSlots() - observer.seenSlots() - observer.lostSlots());
    result.r2 = recorded.wrong() + observed.wrong();
  }
}
