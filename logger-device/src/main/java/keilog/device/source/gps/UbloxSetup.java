package keilog.device.source.gps;

import java.util.Arrays;
import keilog.device.link.Link;

/**
 * Sets a u-blox receiver up while its fixes already flow: asks who is there, then one command after
 * another, each acknowledged, refused or out of time. A receiver that does not answer is no u-blox
 * and is only listened to.
 */
final class UbloxSetup {
  private static final long ANSWER_NANOS = 700_000_000;
  private static final long LINE_NANOS = 250_000_000;
  private static final long VERIFY_NANOS = 2_000_000_000;
  private static final int TRIES = 3;

  private enum Stage {
    IDLE,
    ASKING_VERSION,
    ASKING_PORT,
    COMMANDING,
    CHANGING_SPEED,
    VERIFYING_SPEED,
    FINISHED
  }

  private final UbloxPlan plan;
  private Stage stage = Stage.IDLE;
  private long deadline;
  private int tries;
  private int oldBaud;
  private int newBaud;

  UbloxSetup(int rateHz) {
    this.plan = new UbloxPlan(rateHz);
  }

  /** The link is new or the receiver came back: begin again. */
  void begin(long nowNanos, Link link) {
    plan.clear();
    tries = TRIES;
    stage = Stage.ASKING_VERSION;
    ask(UbloxMessages.pollVersion(), nowNanos, link);
  }

  /** True once nothing more will be written. */
  boolean finished() {
    return stage == Stage.FINISHED;
  }

  /** True while the line's speed is in change: what arrives then says nothing. */
  boolean changingSpeed() {
    return stage == Stage.CHANGING_SPEED || stage == Stage.VERIFYING_SPEED;
  }

  /** The rate the receiver acknowledged, 0 where none. */
  int acceptedRate() {
    return plan.acceptedRate();
  }

  /** The least of the usual speeds that carries the rate. */
  int speed() {
    return plan.speed();
  }

  /** Moves on where time has passed. */
  void step(long nowNanos, Link link) {
    if (stage == Stage.IDLE || stage == Stage.FINISHED || nowNanos < deadline) {
      return;
    }
    switch (stage) {
      case ASKING_VERSION -> again(UbloxMessages.pollVersion(), nowNanos, link);
      case ASKING_PORT -> {
        plan.oldStyle(UbloxPlan.USUAL_PORT, link);
        next(nowNanos, link);
      }
      case COMMANDING -> {
        if (--tries > 0) {
          ask(plan.current().frame(), nowNanos, link);
        } else {
          plan.refused();
          next(nowNanos, link);
        }
      }
      case CHANGING_SPEED -> {
        link.setBaud(newBaud);
        stage = Stage.VERIFYING_SPEED;
        tries = 2;
        ask(UbloxMessages.pollVersion(), nowNanos, link);
        deadline = nowNanos + VERIFY_NANOS / 2;
      }
      case VERIFYING_SPEED -> {
        if (--tries > 0) {
          ask(UbloxMessages.pollVersion(), nowNanos, link);
          deadline = nowNanos + VERIFY_NANOS / 2;
        } else {
          plan.keepSpeed();
          link.setBaud(oldBaud);
          next(nowNanos, link);
        }
      }
      case IDLE, FINISHED -> {}
    }
  }

  /** A frame that is not a fix. */
  void frame(int classAndId, byte[] b, int payload, int length, long nowNanos, Link link) {
    if (classAndId == UbxFrame.MON_VER && stage == Stage.ASKING_VERSION) {
      begun(UbloxMessages.protocolVersion(b, payload, length), nowNanos, link);
    } else if (classAndId == UbxFrame.MON_VER && stage == Stage.VERIFYING_SPEED) {
      next(nowNanos, link);
    } else if (classAndId == UbxFrame.CFG_PRT && stage == Stage.ASKING_PORT && length == 20) {
      plan.oldStyle(Arrays.copyOfRange(b, payload, payload + length), link);
      next(nowNanos, link);
    } else if (stage == Stage.ASKING_PORT && classAndId == UbxFrame.ACK_NAK) {
      plan.oldStyle(UbloxPlan.USUAL_PORT, link);
      next(nowNanos, link);
    } else if (stage == Stage.COMMANDING && length >= 2) {
      acknowledged(
          classAndId, Bytes.u1(b, payload) << 8 | Bytes.u1(b, payload + 1), nowNanos, link);
    }
  }

  private void acknowledged(int verdict, int command, long nowNanos, Link link) {
    if (command != plan.current().acknowledges()) {
      return;
    }
    if (verdict == UbxFrame.ACK_ACK) {
      plan.done();
      next(nowNanos, link);
    } else if (verdict == UbxFrame.ACK_NAK) {
      plan.refused();
      next(nowNanos, link);
    }
  }

  private void begun(int protocolVersion, long nowNanos, Link link) {
    if (protocolVersion >= UbloxMessages.FIRST_VALSET) {
      plan.newStyle(link);
      next(nowNanos, link);
    } else {
      stage = Stage.ASKING_PORT;
      ask(UbloxMessages.pollPort(), nowNanos, link);
    }
  }

  private void next(long nowNanos, Link link) {
    UbloxPlan.Command command = plan.current();
    if (command == null) {
      stage = Stage.FINISHED;
      return;
    }
    tries = TRIES;
    ask(command.frame(), nowNanos, link);
    if (command.changesSpeed()) {
      oldBaud = link.baud();
      newBaud = command.newBaud();
      plan.done();
      stage = Stage.CHANGING_SPEED;
      deadline = nowNanos + LINE_NANOS;
    } else {
      stage = Stage.COMMANDING;
    }
  }

  private void again(byte[] frame, long nowNanos, Link link) {
    if (--tries > 0) {
      ask(frame, nowNanos, link);
    } else {
      stage = Stage.FINISHED;
    }
  }

  private void ask(byte[] frame, long nowNanos, Link link) {
    link.write(frame, 0, frame.length);
    deadline = nowNanos + ANSWER_NANOS;
  }
}
