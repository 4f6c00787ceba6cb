package keilog.bench.stress.broken;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Control: must fail. A lapping writer that does not mark the slot it fills. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "none torn")
@Outcome(expect = Expect.FORBIDDEN, desc = "torn rows: the control has found its fault")
@State
public class WriterWithoutBusyMark {
  private final FaultyRing ring = new FaultyRing(FaultyRing.Fault.NO_BUSY_MARK, 2);

  @Actor
  public void source() {
    for (long time = 1; time <= 12; time++) {
      ring.publish(time, time * 31 + 7, ~time);
    }
  }

  @Actor
  public void observer(I_Result result) {
    int torn = 0;
    for (int i = 0; i < 8; i++) {
      long[] row = ring.take();
      torn += row != null && (row[1] != row[0] * 31 + 7 || row[2] != ~row[0]) ? 1 : 0;
    }
    result.r1 = torn;
  }
}
