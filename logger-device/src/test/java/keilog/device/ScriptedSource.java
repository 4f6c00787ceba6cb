package keilog.device;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import keilog.device.source.Row;
import keilog.device.source.Source;
import keilog.device.source.SourceContext;
import keilog.device.source.SourceHealth;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;

/** A source without a device: counts engine speed up, fails by a bug of its own when told. */
final class ScriptedSource implements Source {
  private static final long TICK = 1_000_000L;

  private final String name;
  private final int rowsBeforeFault;
  private final boolean mute;
  final AtomicInteger rows = new AtomicInteger();
  final AtomicInteger runs = new AtomicInteger();

  private ScriptedSource(String name, int rowsBeforeFault, boolean mute) {
    this.name = name;
    this.rowsBeforeFault = rowsBeforeFault;
    this.mute = mute;
  }

  static ScriptedSource steady(String name) {
    return new ScriptedSource(name, Integer.MAX_VALUE, false);
  }

  static ScriptedSource faulty(String name, int rowsBeforeFault) {
    return new ScriptedSource(name, rowsBeforeFault, false);
  }

  static ScriptedSource mute(String name) {
    return new ScriptedSource(name, Integer.MAX_VALUE, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "elm";
  }

  @Override
  public void run(SourceContext context) throws InterruptedException {
    runs.incrementAndGet();
    if (mute) {
      context.health(
          new SourceHealth(SourceHealth.State.ABSENT, "the port is not there", "plug it in"));
      Thread.sleep(Long.MAX_VALUE);
    }
    Row row = new Row(context.declare(TICK, 0, List.of(ChannelSpec.of(Channel.ENGINE_SPEED))));
    context.health(SourceHealth.running());
    for (int i = 0; i < rowsBeforeFault; i++) {
      context.offer(row.at(context.clock().nanos()).put(0, 4_000 + rows.get()));
      rows.incrementAndGet();
      Thread.sleep(5);
    }
    throw new IllegalStateException("a fault of the test's own");
  }
}
