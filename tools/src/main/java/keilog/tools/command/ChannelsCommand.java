package keilog.tools.command;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.concurrent.Callable;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelAlias;
import keilog.protocol.channel.DerivedChannel;
import keilog.protocol.channel.Scale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code keilog channels}: the catalogue of what can be measured. */
@Command(
    name = "channels",
    mixinStandardHelpOptions = true,
    description = "Lists every channel: name, unit, resolution, plausible range, names elsewhere.")
final class ChannelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Output.print(out, json());
    } else {
      table().print(out);
      out.flush();
    }
    return 0;
  }

  private static TextTable table() {
    TextTable table = TextTable.columns("id", "channel", "unit", "step", "from", "to");
    for (Channel c : Channel.values()) {
      table.row(
          "0x%04X".formatted(c.id()),
          c.channelName(),
          c.unit().symbol(),
          plain((double) c.scale().numerator() / c.scale().denominator()),
          plain(c.low()),
          plain(c.high()));
    }
    for (DerivedChannel d : DerivedChannel.values()) {
      String inputs =
          "from %s and %s"
              .formatted(
                  d.inputs().get(0).channel().channelName(),
                  d.inputs().get(1).channel().channelName());
      table.row(
          "derived",
          d.channelName(),
          d.unit().symbol(),
          "",
          plain(d.low()),
          plain(d.high()),
          inputs);
    }
    return table;
  }

  private static ObjectNode json() {
    ObjectNode all = Output.object();
    ArrayNode channels = all.putArray("channels");
    for (Channel c : Channel.values()) {
      Scale scale = c.scale();
      ObjectNode node =
          channels
              .addObject()
              .put("id", c.id())
              .put("name", c.channelName())
              .put("unit", c.unit().symbol())
              .put("numerator", scale.numerator())
              .put("denominator", scale.denominator())
              .put("offset", scale.offset())
              .put("low", c.low())
              .put("high", c.high())
              .put("decimals", c.decimals());
      ObjectNode aliases = node.putObject("aliases");
      ChannelAlias.all().stream()
          .filter(a -> a.channel() == c)
          .forEach(a -> aliases.put(a.tool().title(), a.name()));
    }
    ArrayNode derived = all.putArray("derived");
    for (DerivedChannel d : DerivedChannel.values()) {
      ObjectNode node =
          derived
              .addObject()
              .put("name", d.channelName())
              .put("unit", d.unit().symbol())
              .put("low", d.low())
              .put("high", d.high())
              .put("decimals", d.decimals());
      ArrayNode inputs = node.putArray("inputs");
      d.inputs().forEach(i -> inputs.add(i.channel().channelName()));
    }
    return all;
  }

  private static String plain(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(value, new MathContext(9)).stripTrailingZeros().toPlainString();
  }
}
