package keilog.bench.stress.ours;

import keilog.bench.stress.Ledger;
import keilog.device.ring.SampleRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Five rows through a ring of two rows: what was accepted is drained once, whole and in order. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "accepted = drained, none torn")
@Outcome(expect = Expect.FORBIDDEN, desc = "rows torn, lost or twice")
@State
public class RecorderSeesWholeRows {
  private final SampleRing ring = SampleRing.ofSlots(4);
  private final long[] row = new long[2];
  private final Ledger ledger = new Ledger();
  private int accepted;

  @Actor
  public void source() {
    for (int time = 1; time <= 5; time++) {
      Ledger.fill(row, time);
      accepted += ring.offer(Ledger.group(time), time, Ledger.PRESENT, row) ? 1 : 0;
    }
  }

  @Actor
  public void recorder() {
    for (int i = 0; i < 3; i++) {
      ring.drain(ledger, 1);
    }
  }

  @Arbiter
  public void rest(II_Result result) {
    ring.drain(ledger, 16);
    result.r1 = accepted - ledger.rows();
    result.r2 = ledger.wrong();
  }
}
