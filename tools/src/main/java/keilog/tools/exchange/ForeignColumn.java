package keilog.tools.exchange;

import java.util.List;
import java.util.Optional;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelAlias;
import keilog.protocol.channel.Tool;
import keilog.protocol.channel.Unit;

/**
 * One column of a foreign file.
 *
 * @param name as written
 * @param unit as written; empty where the file says none
 * @param source as the file names it; empty where it does not
 * @param quantity what it measures; empty where no alias says so
 * @param factor from the file's unit to the quantity's
 */
record ForeignColumn(
    String name, String unit, String source, Optional<Channel> quantity, double factor) {

  /** A column that measures what an alias says, or else stands under its own name. */
  static ForeignColumn of(Tool tool, String name, String unit, String source) {
    List<ChannelAlias> aliases = ChannelAlias.named(tool, name);
    for (ChannelAlias alias : aliases) {
      String written = unit.isEmpty() ? alias.unit() : unit;
      Optional<Double> factor = factor(written, alias.channel().unit());
      boolean fits = aliases.size() == 1 || ofReceiver(alias.channel()) == source.contains("gps");
      if (fits && factor.isPresent()) {
        return new ForeignColumn(name, unit, source, Optional.of(alias.channel()), factor.get());
      }
    }
    return own(name, unit, source);
  }

  /** A column that keeps its own name and unit. */
  static ForeignColumn own(String name, String unit, String source) {
    return new ForeignColumn(name, unit, source, Optional.empty(), 1);
  }

  boolean measures(Channel channel) {
    return quantity.equals(Optional.of(channel));
  }

  private static boolean ofReceiver(Channel channel) {
    return channel.id() >= Channel.GNSS_TIME.id() && channel.id() < Channel.ACCELERATION_X.id();
  }

  /** Empty where the units are not known to fit; then the column keeps its own. */
  private static Optional<Double> factor(String from, Unit to) {
    return Optional.ofNullable(
        switch (to) {
          case KMH ->
              switch (from) {
                case "km/h" -> 1.0;
                case "m/s" -> 3.6;
                case "MPH", "mph" -> 1.609344;
                default -> null;
              };
          case G -> from.equalsIgnoreCase("g") ? 1.0 : null;
          case DEGREE -> from.equals("deg") ? 1.0 : null;
          case METRE -> from.equals("m") ? 1.0 : null;
          case RPM -> from.equals("rpm") ? 1.0 : null;
          case PERCENT -> from.equals("%") ? 1.0 : null;
          case KPA -> from.equals("kPa") ? 1.0 : null;
          case CELSIUS -> from.equals("C") ? 1.0 : null;
          case NONE -> 1.0;
          default -> null;
        });
  }
}
