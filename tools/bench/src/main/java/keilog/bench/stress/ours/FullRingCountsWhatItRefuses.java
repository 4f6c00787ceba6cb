package keilog.bench.stress.ours;

import keilog.bench.stress.Ledger;
import keilog.device.ring.Drops;
import keilog.device.ring.SampleRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Six rows at a ring of one: offered = drained + dropped, also when drops are taken meanwhile. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "every row is accounted for")
@Outcome(expect = Expect.FORBIDDEN, desc = "rows unaccounted for, or torn")
@State
public class FullRingCountsWhatItRefuses {
  private static final int ROWS = 6;

  private final SampleRing ring = SampleRing.ofSlots(2);
  private final long[] row = new long[2];
  private final Ledger ledger = new Ledger();
  private long dropped;

  @Actor
  public void source() {
    for (int time = 1; time <= ROWS; time++) {
      Ledger.fill(row, time);
      ring.offer(Ledger.group(time), time, Ledger.PRESENT, row);
    }
  }

  @Actor
  public void recorder() {
    ring.drain(ledger, 1);
    dropped += ring.takeDrops().map(Drops::rows).orElse(0L);
    ring.drain(ledger, 1);
  }

  @Arbiter
  public void rest(II_Result result) {
    ring.drain(ledger, 16);
    dropped += ring.takeDrops().map(Drops::rows).orElse(0L);
    result.r1 = ROWS - ledger.rows() - (int) dropped;
    result.r2 = ledger.wrong();
  }
}
