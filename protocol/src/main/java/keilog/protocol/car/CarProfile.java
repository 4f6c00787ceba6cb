package keilog.protocol.car;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One car as its profile describes it. What nobody knows is empty, never guessed: see {@link
 * #unknown()}. Immutable.
 *
 * @param id lower case, {@code az-1}: names the file, and the car in every session
 * @param name as its friends call it
 * @param maker who built it
 * @param models type codes, {@code PG6SA}
 * @param years built, as text
 * @param facts what is known, with confidence and source
 * @param links ways of asking it, best first
 * @param alarms limits
 * @param preferred channel name → kind of the source whose instance is the default, where two give
 *     it
 * @param notes what an owner should know before trusting the rest
 */
public record CarProfile(
    String id,
    String name,
    String maker,
    List<String> models,
    String years,
    Map<CarFact, Fact> facts,
    List<CarLink> links,
    List<Alarm> alarms,
    Map<String, String> preferred,
    List<String> notes) {

  /** Load, pressure and wear make a tyre roll 2–4 % short of its geometric circumference. */
  private static final double ROLLING_SHARE = 0.97;

  private static final Pattern TYRE = Pattern.compile("(\\d{3})/(\\d{2})R(\\d{2})\\b.*");

  public CarProfile {
    models = List.copyOf(models);
    facts =
        Collections.unmodifiableMap(
            facts.isEmpty() ? new EnumMap<>(CarFact.class) : new EnumMap<>(facts));
    links = List.copyOf(links);
    alarms = List.copyOf(alarms);
    preferred = Map.copyOf(preferred);
    notes = List.copyOf(notes);
  }

  public Optional<Fact> fact(CarFact fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  /** What the profile leaves unset, in the order of the table. */
  public List<CarFact> unknown() {
    List<CarFact> unknown = new ArrayList<>();
    for (CarFact fact : CarFact.values()) {
      if (!facts.containsKey(fact)) {
        unknown.add(fact);
      }
    }
    return unknown;
  }

  public OptionalInt displacementCc() {
    return whole(CarFact.DISPLACEMENT);
  }

  public OptionalInt cylinders() {
    return whole(CarFact.CYLINDERS);
  }

  /** 2 or 4. */
  public OptionalInt strokes() {
    return whole(CarFact.STROKES);
  }

  /** {@code natural}, {@code turbo} or {@code supercharged}. */
  public Optional<String> aspiration() {
    return text(CarFact.ASPIRATION);
  }

  /** True where the manifold can rise above the barometer. */
  public boolean boosted() {
    return aspiration().filter(a -> !a.equals("natural")).isPresent();
  }

  public OptionalDouble powerPs() {
    return decimal(CarFact.POWER);
  }

  public OptionalInt powerRpm() {
    return whole(CarFact.POWER_SPEED);
  }

  public OptionalDouble torqueNm() {
    return decimal(CarFact.TORQUE);
  }

  public OptionalInt torqueRpm() {
    return whole(CarFact.TORQUE_SPEED);
  }

  public OptionalInt redlineRpm() {
    return whole(CarFact.REDLINE);
  }

  public OptionalInt shiftRpm() {
    return whole(CarFact.SHIFT);
  }

  public OptionalInt gearCount() {
    return whole(CarFact.GEAR_COUNT);
  }

  /** Ratios from first up; empty where unknown or where the car is a CVT. */
  public List<Double> gears() {
    return fact(CarFact.GEARS)
        .map(f -> ((FactValue.Decimals) f.value()).values())
        .orElse(List.of());
  }

  public boolean cvt() {
    return fact(CarFact.CVT).map(f -> ((FactValue.Flag) f.value()).value()).orElse(false);
  }

  public OptionalDouble finalDrive() {
    return decimal(CarFact.FINAL_DRIVE);
  }

  /** Size on the driven axle, {@code 155/65R13 73H}. */
  public Optional<String> tyre() {
    return text(CarFact.TYRE);
  }

  /**
   * Millimetres of road per turn of a driven wheel: as measured, else 0.97 of the tyre's geometric
   * circumference π · (rim + 2 · width · aspect).
   */
  public OptionalDouble rollingCircumferenceMm() {
    OptionalDouble measured = decimal(CarFact.ROLLING_CIRCUMFERENCE);
    if (measured.isPresent()) {
      return measured;
    }
    Optional<Matcher> tyre = tyre().map(TYRE::matcher).filter(Matcher::matches);
    if (tyre.isEmpty()) {
      return OptionalDouble.empty();
    }
    double widthMm = Integer.parseInt(tyre.get().group(1));
    double aspect = Integer.parseInt(tyre.get().group(2)) / 100.0;
    double rimMm = Integer.parseInt(tyre.get().group(3)) * 25.4;
    return OptionalDouble.of(ROLLING_SHARE * Math.PI * (rimMm + 2 * widthMm * aspect));
  }

  public OptionalInt massKg() {
    return whole(CarFact.MASS);
  }

  /** Ignition pulses per turn of the crank. */
  public Optional<Ratio> tachPulses() {
    return fact(CarFact.TACH_PULSES).map(f -> ((FactValue.Fraction) f.value()).value());
  }

  public OptionalDouble speedPulsesPerKm() {
    return decimal(CarFact.SPEED_PULSES);
  }

  /** {@code #rrggbb}; a neutral grey where the profile has none. */
  public String bodyColour() {
    return text(CarFact.COLOUR).orElse("#8a8d91");
  }

  private OptionalInt whole(CarFact fact) {
    Fact known = facts.get(fact);
    return known == null
        ? OptionalInt.empty()
        : OptionalInt.of((int) ((FactValue.Whole) known.value()).value());
  }

  private OptionalDouble decimal(CarFact fact) {
    Fact known = facts.get(fact);
    return known == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(((FactValue.Decimal) known.value()).value());
  }

  private Optional<String> text(CarFact fact) {
    return fact(fact).map(f -> ((FactValue.Text) f.value()).value());
  }
}
