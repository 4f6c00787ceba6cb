package keilog.tools.collect;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import keilog.protocol.session.BlockRun;
import keilog.protocol.session.SessionFile;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.BlockRange;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.SessionHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session on its way in: its file, what the car says of it, and what we have said. */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long FIRST_NUDGE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** MQTT keeps the order: what is missing between blocks that came was lost on its way. */
  private static final long GAP_NUDGE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long LAST_NUDGE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long DIGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final String DIFFERS_SUFFIX = ".differs";

  private final Storage storage;
  private final SessionFile file;
  private final String collector;
  private final MonotonicClock clock;
  private Optional<PitSession> pit = Optional.empty();
  private Optional<SessionHead> head = Optional.empty();
  private Optional<KeptReceipt> complete = Optional.empty();
  private boolean receiptDue;
  private boolean putAside;
  private boolean failing;
  private long retryNanos = Long.MIN_VALUE;
  private long progressNanos;
  private long nudgeNanos = FIRST_NUDGE_NANOS;

  Intake(Storage storage, SessionFile file, String collector, MonotonicClock clock) {
    this.storage = storage;
    this.clock = clock;
    this.file = file;
    this.collector = collector;
    this.progressNanos = clock.nanos();
    this.complete =
        KeptReceipts.read(storage, file.name())
            .filter(r -> r.complete() && r.session().equals(file.session()) && hasSize(r.bytes()));
  }

  private boolean hasSize(long bytes) {
    try {
      return storage.size(file.name()) == bytes;
    } catch (IOException e) {
      return false;
    }
  }

  SessionFile file() {
    return file;
  }

  /** What the receipt says now. */
  int next() {
    return complete
        .map(KeptReceipt::next)
        .orElseGet(() -> pit.map(PitSession::receiptNext).orElse(0));
  }

  Optional<KeptReceipt> complete() {
    return complete;
  }

  /** A new connection: whatever the car or the broker knew, it is told again. */
  void announceAnew() {
    head = Optional.empty();
    receiptDue = false;
  }

  void head(SessionHead said, long nowNanos) {
    if (head.isPresent() && isOlder(said, head.get())) {
      return;
    }
    boolean first = head.isEmpty();
    head = Optional.of(said);
    if (complete.isPresent() && !agrees(said, complete.get())) {
      complete = Optional.empty();
    }
    if (complete.isEmpty()) {
      attempt(p -> p.lost(said.lost()), nowNanos);
    }
    receiptDue |= first;
  }

  /** A retained head may be overtaken by a newer one on its way; a session never opens again. */
  private static boolean isOlder(SessionHead said, SessionHead known) {
    return said.blocks() < known.blocks()
        || known.state() == SessionHead.State.CLOSED
            && (said.state() == SessionHead.State.OPEN
                || known.sha256().isPresent() && said.sha256().isEmpty() && said.lost().isEmpty());
  }

  private static boolean agrees(SessionHead said, KeptReceipt kept) {
    return said.state() == SessionHead.State.OPEN
        || said.sha256().isEmpty()
        || kept.sha256().isEmpty()
        || said.sha256().equals(kept.sha256());
  }

  /** Checked blocks of this session. */
  void blocks(BlockRun run, byte[] bytes, long nowNanos) {
    if (complete.isPresent()) {
      return;
    }
    attempt(
        p -> {
          if (p.offer(run, bytes)) {
            progressNanos = nowNanos;
            nudgeNanos = FIRST_NUDGE_NANOS;
          }
        },
        nowNanos);
  }

  @FunctionalInterface
  private interface Work {
    void on(PitSession session) throws IOException;
  }

  /** What fails now is tried again in 10 s; until then blocks are dropped, and come again. */
  private void attempt(Work work, long nowNanos) {
    if (nowNanos < retryNanos) {
      return;
    }
    try {
      if (pit.isEmpty()) {
        PitSession opened = PitSession.open(storage, file);
        pit = Optional.of(opened);
        opened.lost(head.map(SessionHead::lost).orElse(List.<BlockRange>of()));
      }
      if (pit.get().isSuspect()) {
        pit.get().setBack();
        receiptDue = true;
      }
      work.on(pit.get());
    } catch (IOException e) {
      if (!failing) {
        LOG.error(
            "cannot write, tried again every 10 s: file={}, problem={}; make room or check the"
                + " disk",
            file.name(),
            e.toString());
      }
      failing = true;
      retryNanos = nowNanos + RETRY_NANOS;
    }
  }

  /** Forces what has come, and finds out whether the session is complete. */
  void settle(long nowNanos) {
    if (complete.isPresent() || pit.isEmpty()) {
      return;
    }
    int before = next();
    if (pit.get().isDirty() || pit.get().isSuspect()) {
      attempt(PitSession::force, nowNanos);
    }
    if (next() != before) {
      receiptDue = true;
      failing = false;
    }
    if (head.isPresent()
        && head.get().state() == SessionHead.State.CLOSED
        && !pit.get().isDirty()
        && next() >= head.get().blocks()) {
      attempt(this::conclude, nowNanos);
    }
    if (nowNanos - progressNanos > REST_NANOS) {
      pit.ifPresent(PitSession::rest);
    }
  }

  /** Compares with the car, and keeps the result beside the file. */
  private void conclude(PitSession session) throws IOException {
    SessionHead said = head.orElseThrow();
    if (said.sha256().isEmpty() && said.lost().isEmpty() && !mayDoWithout(said, session)) {
      return;
    }
    String sha256 = session.sha256();
    if (said.sha256().isPresent() && !said.sha256().get().equals(sha256)) {
      differs(session, said.sha256().get(), sha256);
      return;
    }
    KeptReceipt receipt =
        new KeptReceipt(
            file.session(),
            collector,
            next(),
            session.forcedBytes(),
            true,
            Optional.of(sha256),
            OptionalLong.of(System.currentTimeMillis()));
    KeptReceipts.write(storage, file.name(), receipt);
    session.rest();
    pit = Optional.empty();
    complete = Optional.of(receipt);
    receiptDue = true;
  }

  /**
   * The car is still computing its digest, or holds an earlier receipt for all of it and does not:
   * then the length must do, beside the checks of every block.
   */
  private boolean mayDoWithout(SessionHead said, PitSession session) {
    return clock.nanos() - progressNanos > DIGEST_NANOS && said.bytes() == session.forcedBytes();
  }

  private void differs(PitSession session, String car, String pits) throws IOException {
    if (putAside) {
      return;
    }
    putAside = true;
    LOG.error(
        "the file differs from the car's and is fetched anew: file={}, car={}, pits={}",
        file.name(),
        car,
        pits);
    session.putAside(DIFFERS_SUFFIX);
    receiptDue = true;
  }

  /**
   * Whether a receipt is to be published. One that is said again asks the car to go back to it:
   * where blocks came too early, or are known to exist and do not come.
   */
  boolean wantsReceipt(long nowNanos) {
    long patience = hasGap() && nudgeNanos == FIRST_NUDGE_NANOS ? GAP_NUDGE_NANOS : nudgeNanos;
    if (!receiptDue && complete.isEmpty() && isMissing() && nowNanos - progressNanos > patience) {
      progressNanos = nowNanos;
      nudgeNanos = Math.min(LAST_NUDGE_NANOS, nudgeNanos * 2);
      receiptDue = true;
    }
    return receiptDue;
  }

  private boolean hasGap() {
    return pit.map(PitSession::hasGap).orElse(false);
  }

  private boolean isMissing() {
    return hasGap() || head.isPresent() && head.get().blocks() > next();
  }

  /** The broker refused the receipt: it is due again. */
  void receiptRefused() {
    receiptDue = head.isPresent();
  }

  void receiptSaid() {
    receiptDue = false;
  }

  void close() {
    pit.ifPresent(PitSession::rest);
  }
}
