package keilog.tools.analysis.driving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdviceTest {
  /** Evidence with nothing in it but what a test sets. */
  private static final class Case {
    private OptionalDouble arrival = OptionalDouble.empty();
    private OptionalDouble braking = OptionalDouble.empty();
    private OptionalDouble minimum = OptionalDouble.empty();
    private OptionalDouble exit = OptionalDouble.empty();
    private OptionalDouble throttle = OptionalDouble.empty();
    private OptionalDouble coasting = OptionalDouble.empty();
    private OptionalDouble full = OptionalDouble.empty();
    private OptionalDouble longer = OptionalDouble.empty();
    private OptionalDouble mean = OptionalDouble.empty();

    private Evidence evidence() {
      return new Evidence(
          OptionalDouble.empty(),
          OptionalDouble.of(0.2),
          OptionalDouble.empty(),
          longer,
          longer.isPresent() ? OptionalDouble.of(longer.getAsDouble() / 20) : longer,
          mean,
          arrival,
          braking,
          minimum,
          exit,
          throttle,
          coasting,
          full);
    }

    Case arrival(double kmh) {
      arrival = OptionalDouble.of(kmh);
      return this;
    }

    Case braking(double metres) {
      braking = OptionalDouble.of(metres);
      return this;
    }

    Case minimum(double kmh) {
      minimum = OptionalDouble.of(kmh);
      return this;
    }

    Case exit(double kmh) {
      exit = OptionalDouble.of(kmh);
      return this;
    }

    Case throttle(double metres) {
      throttle = OptionalDouble.of(metres);
      return this;
    }

    Case coasting(double seconds) {
      coasting = OptionalDouble.of(seconds);
      return this;
    }

    Case full(double seconds) {
      full = OptionalDouble.of(seconds);
      return this;
    }

    Case longer(double metres) {
      longer = OptionalDouble.of(metres);
      return this;
    }

    Case mean(double kmh) {
      mean = OptionalDouble.of(kmh);
      return this;
    }
  }

  private static void told(Cause cause, Phase worst, Case of, String words) {
    Evidence evidence = of.evidence();
    assertEquals(cause, Cause.of(worst, evidence, 1));
    String english = EnglishAdvice.sentence(3, cause, evidence, 0.214);
    assertTrue(english.startsWith("C3: " + words), english);
  }

  @Test
  void theStrongestEvidenceIsTold() {
    told(
        Cause.BRAKES_LATE,
        Phase.STRAIGHT,
        new Case().braking(6.2).exit(-4.1),
        "you brake 6 m later than on your best pass but are 4 km/h slower out of the corner");
    told(
        Cause.BRAKES_LATE,
        Phase.CORNER,
        new Case().braking(6.2).minimum(-3).exit(0.2),
        "you brake 6 m later than on your best pass but are 3 km/h slower at the apex");
    told(
        Cause.BRAKES_EARLY,
        Phase.APPROACH,
        new Case().braking(-8).minimum(-1.2),
        "you brake 8 m earlier");
    told(
        Cause.SLOWS_TOO_MUCH,
        Phase.CORNER,
        new Case().braking(-2).minimum(-3.4),
        "you are 3 km/h slower at the apex");
    told(
        Cause.FAST_IN_SLOW_OUT,
        Phase.STRAIGHT,
        new Case().minimum(2.2).exit(-5),
        "you are 2 km/h faster at the apex");
    told(
        Cause.LATE_ON_THROTTLE,
        Phase.STRAIGHT,
        new Case().throttle(12).exit(-1.1),
        "your throttle opens 12 m later");
    told(Cause.SLOW_EXIT, Phase.STRAIGHT, new Case().exit(-1.3), "you leave the corner 1.3 km/h");
    told(Cause.COASTS, Phase.APPROACH, new Case().coasting(0.4), "you roll 0.4 s longer");
    told(Cause.ARRIVES_SLOW, Phase.APPROACH, new Case().arrival(-3), "you arrive 3 km/h slower");
    told(Cause.LIFTS, Phase.STRAIGHT, new Case().full(-0.6), "you are at full throttle 0.6 s");
    told(Cause.LONGER_WAY, Phase.CORNER, new Case().longer(3), "you drive 3 m further");
    told(Cause.SLOW_THROUGH, Phase.CORNER, new Case().mean(-0.7), "you are 0.7 km/h slower all");
  }

  @Test
  void noiseIsNoCause() {
    Case noise =
        new Case()
            .arrival(-0.8)
            .braking(-3)
            .minimum(-0.8)
            .exit(-0.7)
            .throttle(9)
            .coasting(0.1)
            .full(-0.1)
            .longer(0.5)
            .mean(-0.3);
    for (Phase worst : Phase.values()) {
      assertEquals(Cause.UNKNOWN, Cause.of(worst, noise.evidence(), 1), worst.name());
      assertEquals(Cause.UNKNOWN, Cause.of(worst, new Case().evidence(), 1), worst.name());
    }
    told(Cause.UNKNOWN, Phase.CORNER, noise, "0.21 s slower than your best pass");
    Evidence some = new Case().minimum(-1.5).evidence();
    assertEquals(Cause.SLOWS_TOO_MUCH, Cause.of(Phase.CORNER, some, 1));
    assertEquals(Cause.UNKNOWN, Cause.of(Phase.CORNER, some, Receiver.of(5).caution()));
  }

  @Test
  void everythingIsSaidInBothLanguagesAndNothingTwice() {
    Evidence evidence = new Case().evidence();
    Set<String> said = new HashSet<>();
    for (Cause cause : Cause.values()) {
      whole(EnglishAdvice.sentence(1, cause, evidence, 0.1), said);
      whole(JapaneseAdvice.sentence(1, cause, evidence, 0.1), said);
    }
    for (Note.Subject subject : Note.Subject.values()) {
      Note note = Note.of(subject, 2);
      whole(note.english(), said);
      whole(note.japanese(), said);
      assertNotEquals(note.english(), note.japanese());
    }
    assertEquals(2 * (Cause.values().length + Note.Subject.values().length), said.size());
  }

  private static void whole(String sentence, Set<String> said) {
    assertTrue(sentence.endsWith(".") || sentence.endsWith("。"), sentence);
    assertFalse(sentence.contains("%") || sentence.contains("Optional"), sentence);
    assertTrue(said.add(sentence), sentence);
  }
}
