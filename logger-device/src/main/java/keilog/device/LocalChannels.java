package keilog.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import keilog.device.RefusedConfiguration.Problem;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.Scale;

/**
 * The owner's own channels, {@code [[channel]]}: what the catalogue does not have. Ids are given in
 * the order of the file, from 0x8000.
 */
final class LocalChannels {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** A resolution is 1/n or n: what a scale holds exactly. */
  private static final long MOST_DENOMINATOR = 1_000_000_000L;

  private final List<Problem> problems;
  private final Set<String> names = new HashSet<>();

  LocalChannels(List<Problem> problems) {
    this.problems = problems;
  }

  List<ChannelSpec> read(List<CheckedTable> tables) {
    List<ChannelSpec> channels = new ArrayList<>();
    for (CheckedTable table : tables) {
      channel(table, Channel.FIRST_LOCAL_ID + channels.size()).ifPresent(channels::add);
    }
    return channels;
  }

  private Optional<ChannelSpec> channel(CheckedTable t, int id) {
    int before = problems.size();
    String nameRule = "lower case, quantity first, such as \"oil_pressure_front\"";
    Optional<String> name = t.needText("name", nameRule, NAME.asMatchPredicate());
    String unit = t.text("unit", "a unit's symbol", text -> text.length() <= 16).orElse("");
    OptionalDouble resolution = t.needNumber("resolution", "the smallest step, such as 0.1");
    OptionalDouble low = t.needNumber("low", "the lowest plausible value");
    OptionalDouble high = t.needNumber("high", "the highest plausible value");
    OptionalLong decimals = t.whole("decimals", 0, 9);
    List<String> catalogue = List.of(Channel.values()).stream().map(Channel::channelName).toList();
    int quantity =
        t.word("quantity", catalogue).flatMap(Channel::byName).map(Channel::id).orElse(0);
    t.end();
    if (name.isPresent() && Channel.byName(name.get()).isPresent()) {
      t.problem("name", "the catalogue has a channel %s already: choose another name", name.get());
    }
    if (name.isPresent() && !names.add(name.get())) {
      t.problem("name", "a channel's name is unique: name=%s", name.get());
    }
    if (low.isPresent() && high.isPresent() && low.getAsDouble() >= high.getAsDouble()) {
      t.problem("low", "low is below high: low=%s, high=%s", low.getAsDouble(), high.getAsDouble());
    }
    Optional<Scale> scale =
        resolution.isPresent() ? scale(resolution.getAsDouble()) : Optional.empty();
    if (resolution.isPresent() && scale.isEmpty()) {
      t.problem(
          "resolution",
          "resolution is a number such as 0.1, 0.25 or 10, from 1e-9 to 1e9: found %s",
          resolution.getAsDouble());
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    int shown = (int) decimals.orElse(resolution.getAsDouble() >= 1 ? 0 : 1);
    return Optional.of(
        new ChannelSpec(
            id,
            quantity,
            name.orElseThrow(),
            unit,
            scale.orElseThrow(),
            low.getAsDouble(),
            high.getAsDouble(),
            shown));
  }

  /** The resolution as an exact fraction, where it has one with a decimal denominator. */
  static Optional<Scale> scale(double resolution) {
    for (long denominator = 1; denominator <= MOST_DENOMINATOR; denominator *= 10) {
      double numerator = resolution * denominator;
      long whole = Math.round(numerator);
      if (whole >= 1 && whole <= MOST_DENOMINATOR && Math.abs(numerator - whole) < 1e-6) {
        return Optional.of(Scale.of(whole, denominator));
      }
    }
    return Optional.empty();
  }
}
