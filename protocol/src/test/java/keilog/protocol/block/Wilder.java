package keilog.protocol.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;

/** Payload records with every kind of content the format allows, and bytes that are almost them. */
final class Wilder {
  private final Random random;

  Wilder(Random random) {
    this.random = random;
  }

  Schema schema() {
    List<GroupSpec> groups = new ArrayList<>();
    int id = 0;
    int channel = 0;
    for (int g = random.nextInt(5); g > 0; g--) {
      id += 1 + random.nextInt(1000);
      List<ChannelSpec> channels = new ArrayList<>();
      for (int c = random.nextInt(8) == 0 ? 64 : 1 + random.nextInt(6); c > 0; c--) {
        channel += 1 + random.nextInt(50);
        channels.add(channel(channel));
      }
      groups.add(new GroupSpec(id, text(), positive(), positive() - 1, channels));
    }
    return new Schema(
        1 + random.nextInt(0xFFFF),
        new SessionId(
            1 + random.nextInt(999_999_999), 1 + random.nextInt(999_999), random.nextInt()),
        "az-" + random.nextInt(1000),
        text(),
        text(),
        random.nextBoolean() ? Optional.empty() : Optional.of(text()),
        random.nextBoolean() ? Optional.empty() : Optional.of(text()),
        text(),
        groups);
  }

  Event event() {
    Event event = new Event(1 + random.nextInt(0xFFFF), random.nextLong(), Map.of());
    for (EventField field : EventField.values()) {
      if (random.nextInt(3) == 0) {
        event =
            switch (field.form()) {
              case WHOLE -> event.with(field, Wild.raws(random, 1)[0]);
              case REAL -> event.with(field, Double.longBitsToDouble(random.nextLong()));
              case TEXT -> event.with(field, text());
            };
      }
    }
    return event;
  }

  ClockTie clock() {
    ClockTie.Source[] sources = ClockTie.Source.values();
    return new ClockTie(
        random.nextLong(), random.nextLong(), random.nextLong(), sources[random.nextInt(3)]);
  }

  Dropout dropout() {
    Dropout.Reason[] reasons = Dropout.Reason.values();
    return new Dropout(
        text(),
        reasons[random.nextInt(reasons.length)],
        random.nextLong(),
        random.nextLong(),
        random.nextLong() >>> 1 + random.nextInt(63),
        random.nextLong() >>> 1);
  }

  RawBytes raw() {
    List<RawBytes.Chunk> chunks = new ArrayList<>();
    long time = random.nextLong() / 2;
    for (int n = random.nextInt(5); n > 0; n--) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      time += random.nextLong() >>> 3 + random.nextInt(60);
      chunks.add(new RawBytes.Chunk(time, RawBytes.Direction.values()[random.nextInt(2)], bytes));
    }
    return new RawBytes(text(), chunks);
  }

  End end() {
    End.Reason[] reasons = End.Reason.values();
    return new End(reasons[random.nextInt(reasons.length)], text());
  }

  private ChannelSpec channel(int id) {
    return new ChannelSpec(
        id,
        random.nextInt(0x10000),
        "channel_" + id,
        text(),
        new Scale(positive(), positive(), random.nextLong()),
        Double.longBitsToDouble(random.nextLong()),
        random.nextDouble(),
        random.nextInt(256));
  }

  private long positive() {
    return (random.nextLong() >>> 1 + random.nextInt(62)) + 1;
  }

  private String text() {
    String[] texts = {"", "elm", "λ", "筑波サーキット", "🏁 lap", "x".repeat(1024), "a\u0000b"};
    return texts[random.nextInt(texts.length)];
  }
}
