package keilog.protocol.car;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import keilog.protocol.channel.Channel;
import keilog.protocol.toml.RefusedToml;
import keilog.protocol.toml.StrictTable;

/** Reads one profile, strictly: an unknown key, channel or form is refused with its line. */
final class CarProfileReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

  private CarProfileReader() {}

  static CarProfile read(String file, String toml) throws RefusedToml {
    return profile(StrictTable.parse(file, toml));
  }

  private static CarProfile profile(StrictTable top) throws RefusedToml {
    String id = top.text("id");
    if (!ID.matcher(id).matches()) {
      throw top.refused(
          "id", "an id is lower case letters, digits and dashes, at most 32: id=" + id);
    }
    Map<CarFact, Fact> facts = new EnumMap<>(CarFact.class);
    for (String section : List.of("engine", "drivetrain", "body", "signals")) {
      if (top.has(section)) {
        facts(section, top.table(section), facts);
      }
    }
    List<CarLink> links = new ArrayList<>();
    for (StrictTable link : top.tables("link")) {
      links.add(link(link));
    }
    List<Alarm> alarms = new ArrayList<>();
    for (StrictTable alarm : top.tables("alarm")) {
      alarms.add(alarm(alarm));
    }
    CarProfile profile =
        new CarProfile(
            id,
            top.text("name"),
            top.text("maker"),
            top.texts("models"),
            top.text("years"),
            facts,
            links,
            alarms,
            top.has("preferred") ? preferred(top.table("preferred")) : Map.of(),
            top.texts("notes"));
    top.end();
    return profile;
  }

  private static void facts(String section, StrictTable table, Map<CarFact, Fact> into)
      throws RefusedToml {
    for (String key : table.keys()) {
      Optional<CarFact> known = CarFact.byKey(section + "." + key);
      if (known.isEmpty()) {
        continue; // refused by end()
      }
      StrictTable fact = table.table(key);
      into.put(
          known.get(),
          new Fact(
              value(known.get(), fact),
              confidence(fact),
              fact.text("source"),
              fact.optionalText("note")));
      fact.end();
    }
    table.end();
  }

  private static FactValue value(CarFact fact, StrictTable table) throws RefusedToml {
    return switch (fact.form()) {
      case WHOLE -> new FactValue.Whole(whole(table));
      case DECIMAL -> new FactValue.Decimal(positive(table, table.number("value")));
      case DECIMALS -> new FactValue.Decimals(ratios(table));
      case FLAG -> new FactValue.Flag(table.need("value", Boolean.class, "true or false"));
      case FRACTION -> new FactValue.Fraction(ratio(table));
      case TEXT -> new FactValue.Text(text(fact, table));
    };
  }

  private static long whole(StrictTable table) throws RefusedToml {
    long value = table.need("value", Long.class, "whole number");
    if (value <= 0 || value > 1_000_000) {
      throw table.refused("value", "a number lies in 1..1000000: value=" + value);
    }
    return value;
  }

  private static double positive(StrictTable table, double value) throws RefusedToml {
    if (!(value > 0) || value > 1e9) {
      throw table.refused("value", "a number is above 0 and below 1e9: value=" + value);
    }
    return value;
  }

  private static List<Double> ratios(StrictTable table) throws RefusedToml {
    List<Double> ratios = table.numbers("value");
    if (ratios.size() > 12) {
      throw table.refused("value", "a gearbox has at most 12 gears: gears=" + ratios.size());
    }
    for (double ratio : ratios) {
      positive(table, ratio);
    }
    return ratios;
  }

  private static Ratio ratio(StrictTable table) throws RefusedToml {
    String text = table.text("value");
    try {
      return Ratio.parse(text);
    } catch (IllegalArgumentException e) {
      throw table.refused("value", e.getMessage());
    }
  }

  private static String text(CarFact fact, StrictTable table) throws RefusedToml {
    String text = table.text("value");
    if (fact == CarFact.COLOUR && !COLOUR.matcher(text).matches()) {
      throw table.refused("value", "a colour looks like #c8102e: value=" + text);
    }
    if (fact == CarFact.ASPIRATION && !List.of("natural", "turbo", "supercharged").contains(text)) {
      throw table.refused("value", "aspiration is natural, turbo or supercharged: value=" + text);
    }
    return text;
  }

  private static CarLink link(StrictTable table) throws RefusedToml {
    List<Poll> polls = new ArrayList<>();
    for (StrictTable poll : table.tables("poll")) {
      String channel = channel(poll);
      OptionalDouble rate = poll.optionalNumber("rate_hz");
      if (rate.isPresent() && !(rate.getAsDouble() > 0 && rate.getAsDouble() <= 1000)) {
        throw poll.refused("rate_hz", "a rate lies above 0 and up to 1000: rate_hz=" + rate);
      }
      polls.add(new Poll(channel, rate));
      poll.end();
    }
    CarLink link =
        new CarLink(
            table.text("kind"), table.text("what"), confidence(table), table.text("source"), polls);
    table.end();
    return link;
  }

  private static Alarm alarm(StrictTable table) throws RefusedToml {
    Alarm alarm =
        new Alarm(
            channel(table),
            table.optionalNumber("above"),
            table.optionalNumber("below"),
            confidence(table),
            table.text("source"));
    if (alarm.above().isEmpty() && alarm.below().isEmpty()) {
      throw table.refused("channel", "an alarm needs above or below: channel=" + alarm.channel());
    }
    table.end();
    return alarm;
  }

  private static Map<String, String> preferred(StrictTable table) throws RefusedToml {
    Map<String, String> preferred = new HashMap<>();
    for (String channel : table.keys()) {
      knownChannel(table, channel, channel);
      preferred.put(channel, table.text(channel));
    }
    return preferred;
  }

  private static String channel(StrictTable table) throws RefusedToml {
    String channel = table.text("channel");
    knownChannel(table, "channel", channel);
    return channel;
  }

  private static void knownChannel(StrictTable table, String key, String channel)
      throws RefusedToml {
    if (Channel.byName(channel).isEmpty()) {
      throw table.refused(
          key, "the catalogue has no such channel (see keilog channels): channel=" + channel);
    }
  }

  private static Confidence confidence(StrictTable table) throws RefusedToml {
    String text = table.text("confidence");
    for (Confidence confidence : Confidence.values()) {
      if (confidence.name().toLowerCase(Locale.ROOT).equals(text)) {
        return confidence;
      }
    }
    throw table.refused(
        "confidence", "confidence is documented, reported or assumed: confidence=" + text);
  }
}
