package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import keilog.protocol.car.CarFact;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.car.FactValue;
import keilog.protocol.toml.RefusedToml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keilog cars}: what is known of each car, how surely, and what its owner must measure. */
@Command(
    name = "cars",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the cars that come with keilog; with an id or a profile file, everything known of"
          + " one:",
      "each fact with its confidence and source, and how to find what is unknown."
    })
final class CarsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "CAR", description = "Id, or path of a profile.")
  private String car;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<CarProfile> cars = CarProfiles.shipped();
    if (car != null) {
      try {
        Optional<CarProfile> one = find(car);
        if (one.isEmpty()) {
          spec.commandLine()
              .getErr()
              .println("no such car: car=%s (see keilog cars)".formatted(car));
          return 1;
        }
        cars = List.of(one.get());
      } catch (RefusedToml refused) {
        spec.commandLine().getErr().println(refused.getMessage());
        return 1;
      }
    }
    if (json) {
      ObjectNode all = Output.object();
      ArrayNode array = all.putArray("cars");
      cars.forEach(c -> json(c, array.addObject()));
      Output.print(out, all);
    } else if (car != null) {
      describe(cars.getFirst(), out);
    } else {
      list(cars, out);
    }
    out.flush();
    return 0;
  }

  private static Optional<CarProfile> find(String idOrFile) throws IOException {
    Optional<CarProfile> shipped = CarProfiles.find(idOrFile);
    return shipped.isEmpty() && Files.isRegularFile(Path.of(idOrFile))
        ? Optional.of(CarProfiles.load(Path.of(idOrFile)))
        : shipped;
  }

  private static void list(List<CarProfile> cars, PrintWriter out) {
    TextTable table =
        TextTable.columns("id", "car", "years", "engine", "redline", "mass", "unknown");
    for (CarProfile c : cars) {
      table.row(
          c.id(),
          c.name(),
          c.years(),
          "%s %s cm3".formatted(text(c, CarFact.ENGINE_CODE), text(c, CarFact.DISPLACEMENT)),
          text(c, CarFact.REDLINE),
          text(c, CarFact.MASS),
          c.unknown().size());
    }
    table.print(out);
  }

  private static String text(CarProfile car, CarFact fact) {
    return car.fact(fact).map(f -> f.value().toString()).orElse("?");
  }

  private static void describe(CarProfile car, PrintWriter out) {
    out.println(
        "%s (%s), %s, %s"
            .formatted(car.name(), String.join(", ", car.models()), car.maker(), car.years()));
    car.notes().forEach(n -> out.println("  " + n));
    out.println();
    TextTable table = TextTable.pairs();
    car.facts()
        .forEach(
            (k, f) ->
                table.row(
                    k.key(),
                    f.value() + (k.unit().isEmpty() ? "" : " " + k.unit()),
                    f.confidence().text(),
                    f.source() + f.note().map(n -> " (" + n + ")").orElse("")));
    table.print(out);
    out.println();
    out.println("unknown, and how to find it:");
    TextTable unknown = TextTable.pairs();
    car.unknown().forEach(k -> unknown.row("  " + k.key(), k.howToFind()));
    unknown.print(out);
    car.links()
        .forEach(
            l ->
                out.println(
                    "%nlink %s: %s (%s: %s)%n  asks %s"
                        .formatted(
                            l.kind(),
                            l.what(),
                            l.confidence().text(),
                            l.source(),
                            String.join(
                                ", ",
                                l.polls().stream()
                                    .map(
                                        p ->
                                            p.rateHz().isPresent()
                                                ? "%s at %s Hz"
                                                    .formatted(
                                                        p.channel(), p.rateHz().getAsDouble())
                                                : p.channel())
                                    .toList()))));
  }

  private static void json(CarProfile car, ObjectNode node) {
    node.put("id", car.id())
        .put("name", car.name())
        .put("maker", car.maker())
        .put("years", car.years());
    car.models().forEach(node.putArray("models")::add);
    car.notes().forEach(node.putArray("notes")::add);
    ObjectNode facts = node.putObject("facts");
    car.facts()
        .forEach(
            (k, f) -> {
              ObjectNode fact = facts.putObject(k.key());
              switch (f.value()) {
                case FactValue.Whole(long v) -> fact.put("value", v);
                case FactValue.Decimal(double v) -> fact.put("value", v);
                case FactValue.Decimals(List<Double> v) -> v.forEach(fact.putArray("value")::add);
                case FactValue.Flag(boolean v) -> fact.put("value", v);
                case FactValue.Text(String v) -> fact.put("value", v);
                case FactValue.Fraction v -> fact.put("value", v.toString());
              }
              if (!k.unit().isEmpty()) {
                fact.put("unit", k.unit());
              }
              fact.put("confidence", f.confidence().text()).put("source", f.source());
              f.note().ifPresent(n -> fact.put("note", n));
            });
    ObjectNode unknown = node.putObject("unknown");
    car.unknown().forEach(k -> unknown.put(k.key(), k.howToFind()));
    ArrayNode links = node.putArray("links");
    car.links()
        .forEach(
            l -> {
              ObjectNode link =
                  links
                      .addObject()
                      .put("kind", l.kind())
                      .put("what", l.what())
                      .put("confidence", l.confidence().text())
                      .put("source", l.source());
              ArrayNode polls = link.putArray("poll");
              l.polls()
                  .forEach(
                      p -> {
                        ObjectNode poll = polls.addObject().put("channel", p.channel());
                        p.rateHz().ifPresent(r -> poll.put("rate_hz", r));
                      });
            });
  }
}
