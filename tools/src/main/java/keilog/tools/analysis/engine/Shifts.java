package keilog.tools.analysis.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The changes of gear of a drive.
 *
 * @param count of all
 * @param up how many to a longer gear
 * @param down how many to a shorter one
 * @param moneyShifts changes down that took the engine over its redline
 * @param dragged changes down with a rev match below 0.9
 * @param pairs per pair of gears
 * @param listed the first {@value #MOST_LISTED} of them, and every money shift, in order
 */
public record Shifts(
    int count,
    int up,
    int down,
    int moneyShifts,
    int dragged,
    List<ShiftPair> pairs,
    List<Shift> listed) {
  /** A twenty-minute session has some 300. */
  public static final int MOST_LISTED = 400;

  /** A change down below this drags the engine up by its tyres. */
  private static final double DRAGS = 0.9;

  public Shifts {
    pairs = List.copyOf(pairs);
    listed = List.copyOf(listed);
  }

  static Shifts of(List<Shift> all) {
    int down = (int) all.stream().filter(Shift::down).count();
    List<Shift> listed = new ArrayList<>(all.subList(0, Math.min(MOST_LISTED, all.size())));
    all.stream()
        .skip(MOST_LISTED)
        .filter(Shift::moneyShift)
        .limit(MOST_LISTED)
        .forEach(listed::add);
    return new Shifts(
        all.size(),
        all.size() - down,
        down,
        (int) all.stream().filter(Shift::moneyShift).count(),
        (int) all.stream().filter(s -> s.revMatch().orElse(1) < DRAGS).count(),
        pairs(all),
        listed);
  }

  private static List<ShiftPair> pairs(List<Shift> all) {
    return all.stream()
        .map(s -> List.of(s.from(), s.to()))
        .distinct()
        .sorted(Comparator.comparing((List<Integer> p) -> p.get(0)).thenComparing(p -> p.get(1)))
        .map(p -> pair(p.get(0), p.get(1), all))
        .toList();
  }

  private static ShiftPair pair(int from, int to, List<Shift> all) {
    List<Shift> of = all.stream().filter(s -> s.from() == from && s.to() == to).toList();
    double[] rpm = of.stream().mapToDouble(Shift::rpmBefore).sorted().toArray();
    return new ShiftPair(
        from,
        to,
        of.size(),
        rpm[rpm.length / 2],
        (rpm[rpm.length * 3 / 4] - rpm[rpm.length / 4]) / 2,
        median(of, Shift::seconds),
        median(of, Shift::revMatch));
  }

  private static OptionalDouble median(List<Shift> of, Function<Shift, OptionalDouble> what) {
    double[] known =
        of.stream()
            .map(what)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    return known.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(known[known.length / 2]);
  }
}
