package keilog.tools.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import keilog.protocol.track.Quality;
import keilog.protocol.track.TimedLap;

/** Lap times and figures as people write them: hundredths, a mark for an estimate. */
final class LapText {
  /** Stands for what is not known. */
  static final String NOTHING = Quality.INSUFFICIENT.mark();

  /** Sentences end here: what a usual terminal shows. */
  private static final int WIDTH = 100;

  private LapText() {}

  /** {@code 1:05.32}, below a minute {@code 45.32}. */
  static String time(double seconds) {
    if (Double.isNaN(seconds)) {
      return NOTHING;
    }
    long hundredths = Math.round(seconds * 100);
    return hundredths < 6000
        ? format("%d.%02d", hundredths / 100, hundredths % 100)
        : format("%d:%02d.%02d", hundredths / 6000, hundredths / 100 % 60, hundredths % 100);
  }

  /** The same with the mark of its class. */
  static String time(double seconds, Quality quality) {
    return quality == Quality.INSUFFICIENT ? NOTHING : quality.mark() + time(seconds);
  }

  /** {@code +0.12}. */
  static String gap(double seconds) {
    return Double.isNaN(seconds) ? NOTHING : format("%+.2f", seconds + 0.0);
  }

  /** A number with so many decimals, or the sign for nothing. */
  static String number(double value, int decimals) {
    return Double.isFinite(value) ? format("%." + decimals + "f", value) : NOTHING;
  }

  /** The same of what may be absent. */
  static String number(OptionalDouble value, int decimals) {
    return number(value.orElse(Double.NaN), decimals);
  }

  /** An uncertainty: never rounded down to nothing. */
  static String atLeastHundredth(double seconds) {
    return number(Math.max(0.01, seconds), 2);
  }

  /** A head, and a sentence beside it that goes on below itself. */
  static String wrapped(String head, String sentence) {
    StringBuilder text = new StringBuilder(head);
    int column = head.length();
    boolean first = true;
    for (String word : sentence.split(" ")) {
      if (!first && column + 1 + word.length() > WIDTH) {
        text.append(System.lineSeparator()).append(" ".repeat(head.length()));
        column = head.length();
        first = true;
      }
      text.append(first ? "" : " ").append(word);
      column += word.length() + (first ? 0 : 1);
      first = false;
    }
    return text.toString().stripTrailing();
  }

  /** {@code 43 %} of a share of one. */
  static String percent(double share) {
    return Double.isFinite(share) ? format("%.0f %%", share * 100) : NOTHING;
  }

  /** What there is to say of a lap, in words. */
  static String remarks(TimedLap lap) {
    List<String> words = new ArrayList<>();
    switch (lap.kind()) {
      case OUT -> words.add("way out");
      case IN -> words.add("way in");
      case PIT -> words.add("pit stop");
      case STANDING -> words.add("standing start");
      case FLYING -> {}
    }
    lap.remarks().stream().map(LapText::word).forEach(words::add);
    return String.join(", ", words);
  }

  private static String word(TimedLap.Remark remark) {
    return switch (remark) {
      case GAP -> "fixes missing";
      case POWER_CUT -> "power cut";
      case STOPPED -> "stood";
      case POOR_FIX -> "poor GPS at the line";
      case OFF_COURSE -> "off course";
      case BACKWARDS -> "went backwards";
      case SLOW -> "slow";
    };
  }

  /** UTC of a {@code gnss_time}. */
  static Instant instant(long gnssNanos) {
    return Instant.ofEpochSecond(0, gnssNanos);
  }

  static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
