package keilog.protocol.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.GroupBatch;
import keilog.protocol.block.RawBytes;
import keilog.protocol.block.Schema;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.testing.FaultyStorage;

/** What the reader of the product finds in a file, as plain maps and lists. */
final class GoldenContent implements SessionVisitor {
  private final List<Object> schemas = new ArrayList<>();
  private final List<Object> events = new ArrayList<>();
  private final List<Object> clocks = new ArrayList<>();
  private final List<Object> dropouts = new ArrayList<>();
  private final List<Object> raws = new ArrayList<>();
  private final List<Object> rows = new ArrayList<>();
  private Object end;

  static Map<String, Object> decode(byte[] file) throws IOException {
    GoldenContent content = new GoldenContent();
    SessionReader.of(file).read(content);
    FaultyStorage card = new FaultyStorage();
    card.put("golden", file);
    BlockIndex index = BlockIndex.over(card, "golden");
    index.finish(file.length);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schemas", content.schemas);
    all.put("blocks", index.spots().stream().map(GoldenContent::block).toList());
    List<Object> missing = new ArrayList<>();
    for (NumberRange range : index.lost()) {
      for (long number = range.first(); number <= range.last(); number++) {
        missing.add(number);
      }
    }
    all.put("missing", missing);
    all.put("events", content.events);
    all.put("clocks", content.clocks);
    all.put("dropouts", content.dropouts);
    all.put("raws", content.raws);
    all.put("end", content.end);
    all.put("rows", content.rows);
    return all;
  }

  private static Object block(BlockSpot spot) {
    return List.of(
        (long) spot.number(),
        spot.type().map(Enum::name).orElse("?"),
        spot.key(),
        spot.timeMillis(),
        spot.offset(),
        (long) spot.length());
  }

  @Override
  public void schema(Schema schema) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("number", (long) schema.number());
    head.put("random", schema.session().random() & 0xFFFFFFFFL);
    head.put("boot", (long) schema.session().boot());
    head.put("ordinal", (long) schema.session().ordinal());
    head.put("device", schema.device());
    head.put("car", schema.car());
    head.put("bootId", schema.bootId());
    head.put("software", schema.software());
    head.put("continues", schema.continues().orElse(null));
    head.put("track", schema.track().orElse(null));
    head.put("groups", schema.groups().stream().map(GoldenContent::group).toList());
    schemas.add(head);
  }

  private static Object group(GroupSpec group) {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("id", (long) group.id());
    made.put("source", group.source());
    made.put("tick", group.tickNanos());
    made.put("period", group.periodNanos());
    made.put("channels", group.channels().stream().map(GoldenContent::channel).toList());
    return made;
  }

  private static Object channel(ChannelSpec channel) {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("id", (long) channel.id());
    made.put("quantity", (long) channel.quantity());
    made.put("decimals", (long) channel.decimals());
    made.put(
        "scale",
        List.of(
            channel.scale().numerator(), channel.scale().denominator(), channel.scale().offset()));
    made.put("low", channel.low());
    made.put("high", channel.high());
    made.put("name", channel.name());
    made.put("unit", channel.unit());
    return made;
  }

  @Override
  public void data(GroupBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      Map<String, Object> made = new LinkedHashMap<>();
      made.put("group", (long) batch.group().id());
      made.put("time", batch.timeNanos(row));
      for (int column = 0; column < batch.group().channels().size(); column++) {
        if (batch.present(column, row)) {
          made.put(batch.group().channels().get(column).name(), batch.raw(column, row));
        }
      }
      rows.add(made);
    }
  }

  @Override
  public void event(Event event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    event
        .values()
        .forEach(
            (field, value) ->
                fields.put(
                    String.valueOf(field.id()),
                    switch (value) {
                      case Event.Value.Whole(long whole) -> (Object) whole;
                      case Event.Value.Real(double real) -> real;
                      case Event.Value.Text(String text) -> text;
                    }));
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("kind", (long) event.kindId());
    made.put("time", event.timeNanos());
    made.put("fields", fields);
    events.add(made);
  }

  @Override
  public void clock(ClockTie tie) {
    clocks.add(
        List.of((long) tie.source().id(), tie.timeNanos(), tie.utcNanos(), tie.uncertaintyNanos()));
  }

  @Override
  public void dropout(Dropout dropout) {
    dropouts.add(
        List.of(
            (long) dropout.reason().id(),
            dropout.fromNanos(),
            dropout.toNanos(),
            dropout.rows(),
            dropout.samples(),
            dropout.source()));
  }

  @Override
  public void raw(RawBytes raw) {
    List<Object> made = new ArrayList<>();
    made.add(raw.source());
    for (RawBytes.Chunk chunk : raw.chunks()) {
      String latin = new String(chunk.bytes(), StandardCharsets.ISO_8859_1);
      made.add(List.of((long) chunk.direction().id(), chunk.timeNanos(), latin));
    }
    raws.add(made);
  }

  @Override
  public void end(End found) {
    end = Map.of("reason", (long) found.reason().id(), "detail", found.detail());
  }
}
