package keilog.device.record;

import java.util.Optional;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;

/**
 * When a session begins and ends: by the owner's rule, or because somebody said so. A session that
 * was begun by command is ended by command; after such an end the rule waits until nobody has
 * driven for a while. The recorder's thread; {@link #ask} from any.
 */
final class SessionRule {

  /** What somebody wants. */
  enum Request {
    NONE,
    START,
    STOP
  }

  private final RecorderSettings.Start start;
  private final SessionTrigger trigger;
  private volatile Request request = Request.NONE;
  private boolean byCommand;
  private boolean disarmed;
  private long openedNanos;

  SessionRule(RecorderSettings.Start start, SessionTrigger trigger) {
    this.start = start;
    this.trigger = trigger;
  }

  void ask(Request wanted) {
    request = wanted;
  }

  /**
   * Why a session is to begin now, if it is; ask while none is open.
   *
   * @param anythingCame whether there is anything to record
   */
  Optional<Event> toStart(long nowNanos, boolean anythingCame) {
    Request wanted = taken();
    if (start == RecorderSettings.Start.AUTO && trigger.quiet(nowNanos)) {
      disarmed = false;
    }
    Event event = Event.at(EventKind.TRIGGER, nowNanos);
    Optional<Event> why = Optional.empty();
    byCommand = wanted == Request.START;
    if (byCommand) {
      disarmed = false;
      why = Optional.of(event.with(EventField.REASON, "command"));
    } else if (!disarmed) {
      why = byRule(event, nowNanos, anythingCame);
    }
    openedNanos = nowNanos;
    return why;
  }

  private Optional<Event> byRule(Event event, long nowNanos, boolean anythingCame) {
    return switch (start) {
      case AUTO -> trigger.driving(nowNanos).map(cause -> told(event, cause));
      case ALWAYS ->
          anythingCame ? Optional.of(event.with(EventField.REASON, "always")) : Optional.empty();
      case MANUAL -> Optional.empty();
    };
  }

  private static Event told(Event event, SessionTrigger.Cause cause) {
    return event
        .with(EventField.REASON, cause.reason())
        .with(EventField.CHANNEL, cause.channel())
        .with(EventField.VALUE, cause.value())
        .with(EventField.LIMIT, cause.limit());
  }

  /** Why the session is to end now, if it is; ask while one is open. */
  Optional<End> toStop(long nowNanos) {
    if (taken() == Request.STOP) {
      disarmed = true;
      return Optional.of(End.of(End.Reason.COMMAND));
    }
    boolean quiet =
        start == RecorderSettings.Start.AUTO
            && !byCommand
            && nowNanos - openedNanos >= SessionTrigger.QUIET_NANOS
            && trigger.quiet(nowNanos);
    return quiet ? Optional.of(End.of(End.Reason.STOPPED)) : Optional.empty();
  }

  private Request taken() {
    Request wanted = request;
    if (wanted != Request.NONE) {
      request = Request.NONE;
    }
    return wanted;
  }
}
