package keilog.tools.analysis.driving;

import java.util.Locale;
import java.util.OptionalDouble;

/** What the analysis has to say, in English: every sentence of it is here. */
final class EnglishAdvice {
  private EnglishAdvice() {}

  /** One sentence for the driver. */
  static String sentence(int corner, Cause cause, Evidence e, double seconds) {
    String label = corner == 0 ? "Start straight" : "C" + corner;
    return switch (cause) {
      case ARRIVES_SLOW ->
          "%s: you arrive %s km/h slower than on your best pass: the time is lost at the exit before."
              .formatted(label, size(e.arrivalKmh()));
      case BRAKES_EARLY ->
          "%s: you brake %s m earlier than on your best pass: go a little deeper before you brake."
              .formatted(label, size(e.brakingLaterMetres()));
      case COASTS ->
          "%s: you roll %s s longer on no pedal than on your best pass: stay on the throttle until you brake, and go from the brake to the throttle."
              .formatted(label, tenths(e.coastingSeconds()));
      case BRAKES_LATE ->
          "%s: you brake %s m later than on your best pass but are %s km/h slower %s: brake a little earlier, be on the throttle sooner."
              .formatted(
                  label,
                  size(e.brakingLaterMetres()),
                  size(slower(e)),
                  slowOut(e) ? "out of the corner" : "at the apex");
      case FAST_IN_SLOW_OUT ->
          "%s: you are %s km/h faster at the apex than on your best pass but %s km/h slower at the exit: slow in, so that you can open the throttle sooner."
              .formatted(label, size(e.minimumKmh()), size(e.exitKmh()));
      case SLOWS_TOO_MUCH ->
          "%s: you are %s km/h slower at the apex than on your best pass: release the brake sooner and carry more speed in."
              .formatted(label, size(e.minimumKmh()));
      case LONGER_WAY ->
          "%s: you drive %s m further through the corner than on your best pass, and no faster: compare the two lines and keep to the shorter."
              .formatted(label, size(e.longerMetres()));
      case SLOW_THROUGH ->
          "%s: you are %s km/h slower all through the corner than on your best pass: let it roll a little faster."
              .formatted(label, size(e.cornerKmh()));
      case LATE_ON_THROTTLE ->
          "%s: your throttle opens %s m later than on your best pass: open it sooner, if only a little."
              .formatted(label, size(e.throttleLaterMetres()));
      case SLOW_EXIT ->
          "%s: you leave the corner %s km/h slower than on your best pass, and the road after it pays: think of the exit first."
              .formatted(label, size(e.exitKmh()));
      case LIFTS ->
          "%s: you are at full throttle %s s less than on your best pass: keep it open."
              .formatted(label, tenths(e.fullThrottleSeconds()));
      case UNKNOWN ->
          String.format(
              Locale.ROOT,
              "%s: %.2f s slower than your best pass, and nothing that was measured says why:"
                  + " compare the lines of the two laps.",
              label,
              seconds);
    };
  }

  /** What is missing, and what helps. */
  static String note(Note.Subject subject, int laps) {
    return switch (subject) {
      case NO_LAPS -> "No lap was timed, so nothing can be compared.";
      case FEW_LAPS ->
          "Too few laps for advice: it takes %d that count, here are %d."
              .formatted(Coach.LEAST_LAPS, laps);
      case NO_CORNERS -> "The laps show no corner.";
      case NO_THROTTLE ->
          "No throttle position was recorded that shows both shut and full throttle: coasting is"
              + " estimated from g, full throttle is unknown.";
      case NO_BRAKE ->
          "No brake was recorded: braking points are told by deceleration. A switch at the pedal"
              + " makes them exact.";
      case SLOW_RECEIVER ->
          "The receiver is too slow to show what happens within a corner: it takes five fixes a"
              + " second, better ten.";
      case NOTHING_TO_FIND ->
          "Your laps are alike within what this receiver can show: no corner stands out.";
    };
  }

  static boolean slowOut(Evidence e) {
    return e.exitKmh().orElse(0) <= e.minimumKmh().orElse(0);
  }

  static OptionalDouble slower(Evidence e) {
    return slowOut(e) ? e.exitKmh() : e.minimumKmh();
  }

  /** The size of a difference; its direction is in the words. */
  static String size(OptionalDouble value) {
    double size = Math.abs(value.orElse(0));
    return String.format(Locale.ROOT, size < 1.95 ? "%.1f" : "%.0f", size);
  }

  static String tenths(OptionalDouble value) {
    return String.format(Locale.ROOT, "%.1f", Math.abs(value.orElse(0)));
  }
}
