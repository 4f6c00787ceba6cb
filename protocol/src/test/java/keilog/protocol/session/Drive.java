package keilog.protocol.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.DropoutPayload;
import keilog.protocol.block.End;
import keilog.protocol.block.Event;
import keilog.protocol.block.EventField;
import keilog.protocol.block.EventKind;
import keilog.protocol.block.EventPayload;
import keilog.protocol.block.RawBytes;
import keilog.protocol.block.RawPayload;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.channel.Scale;
import keilog.protocol.testing.FaultyStorage;

/** A made-up drive of which every row and every block is known, and its session file. */
final class Drive {
  static final Schema SCHEMA = schema(new SessionId(12, 1, 0x8f3a2c10), Optional.empty());

  /** One value. */
  record Sample(int group, long timeNanos, int column, long raw) {}

  /** One block as it was written. */
  record Written(BlockSpot spot, List<Sample> samples) {
    boolean is(BlockType type) {
      return spot.type().equals(Optional.of(type));
    }
  }

  private final byte[] bytes;
  private final List<Written> blocks;

  private Drive(byte[] bytes, List<Written> blocks) {
    this.bytes = bytes;
    this.blocks = blocks;
  }

  static Schema schema(SessionId id, Optional<String> continues) {
    ChannelSpec lambda =
        new ChannelSpec(0x000A, 0x000A, "lambda", "λ", Scale.of(1, 10_000), 0.5, 2, 2);
    return new Schema(
        1,
        id,
        "az-1",
        "az-1",
        "6b1fe6a5-boot",
        continues,
        Optional.of("tsukuba-tc2000"),
        "keilog 0.1.0",
        List.of(
            new GroupSpec(
                1,
                "elm",
                1_000_000,
                0,
                List.of(
                    new ChannelSpec(
                        0x0001, 0x0001, "engine_speed", "rpm", Scale.of(1, 4), 0, 14_000, 0),
                    lambda,
                    lambda.instance(0x8000, "lambda_2"))),
            new GroupSpec(
                2,
                "gps",
                1_000_000,
                100_000_000,
                List.of(
                    new ChannelSpec(
                        0x0104, 0x0104, "gps_speed", "km/h", Scale.of(9, 2500), 0, 400, 1)))));
  }

  /** A session with blocks of every kind, {@code seconds} of DATA, a KEY every 5 s. */
  static Drive write(long seed, int seconds) throws IOException {
    FaultyStorage card = new FaultyStorage();
    return write(new Random(seed), seconds, card, SCHEMA);
  }

  static Drive write(Random random, int seconds, Storage card, Schema schema) throws IOException {
    Truth truth = new Truth(schema, random);
    List<List<Sample>> samplesByNumber = new ArrayList<>();
    try (SessionWriter writer = SessionWriter.create(card, schema, 1_000)) {
      ClockTie tie =
          new ClockTie(1_000_000_000L, 1_700_000_000_000_000_000L, 5, ClockTie.Source.NTP);
      writer.append(BlockType.CLOCK, false, 1_000, ClockPayload.encode(tie));
      for (int second = 1; second <= seconds; second++) {
        long millis = second * 1000L;
        boolean afterDropout = second == seconds / 2 + 1;
        if (afterDropout) {
          Dropout dropout = new Dropout("elm", Dropout.Reason.RING_FULL, millis, millis + 1, 3, 9);
          writer.append(BlockType.DROPOUT, false, millis, DropoutPayload.encode(dropout));
          truth.encoder.breakChain();
        }
        boolean key = second % 5 == 1 || afterDropout;
        ByteBuffer payload = truth.second(second, key);
        writer.append(BlockType.DATA, key, millis, payload);
        while (samplesByNumber.size() < writer.nextNumber() - 1) {
          samplesByNumber.add(List.of());
        }
        samplesByNumber.add(truth.take());
        if (second % 4 == 0) {
          writer.append(BlockType.EVENT, false, millis, EventPayload.encode(lap(millis)));
        }
        if (second % 7 == 0) {
          writer.append(BlockType.RAW, false, millis, RawPayload.encode(raw(millis)));
        }
        writer.force();
      }
      writer.end(End.of(End.Reason.STOPPED));
    }
    byte[] bytes = new byte[(int) card.size(schema.fileName())];
    card.read(schema.fileName(), 0, ByteBuffer.wrap(bytes));
    BlockIndex index = BlockIndex.over(card, schema.fileName());
    index.finish(bytes.length);
    List<Written> blocks = new ArrayList<>();
    for (BlockSpot spot : index.spots()) {
      boolean data = spot.number() < samplesByNumber.size();
      blocks.add(new Written(spot, data ? samplesByNumber.get(spot.number()) : List.of()));
    }
    return new Drive(bytes, List.copyOf(blocks));
  }

  private static Event lap(long millis) {
    return Event.at(EventKind.LAP, millis * 1_000_000)
        .with(EventField.LAP, millis / 4000)
        .with(EventField.DURATION_NANOS, 61_234_567_890L)
        .with(EventField.TEXT, "筑波");
  }

  private static RawBytes raw(long millis) {
    return new RawBytes(
        "elm",
        List.of(
            new RawBytes.Chunk(millis, RawBytes.Direction.SENT, new byte[] {'0', '1', '0', 'C'}),
            new RawBytes.Chunk(millis + 9, RawBytes.Direction.RECEIVED, new byte[] {'\r'})));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  List<Written> blocks() {
    return blocks;
  }

  /** Every value of blocks that a reader must be able to read when only these blocks are intact. */
  List<Sample> readable(List<Written> intact) {
    List<Sample> readable = new ArrayList<>();
    boolean chain = false;
    int expected = 0;
    boolean anySchema = intact.stream().anyMatch(b -> b.is(BlockType.SCHEMA));
    for (Written block : intact) {
      chain &= block.spot().number() == expected && !block.is(BlockType.DROPOUT);
      expected = block.spot().number() + 1;
      if (block.is(BlockType.DATA) && anySchema) {
        chain |= block.spot().key();
        if (chain) {
          readable.addAll(block.samples());
        }
      }
    }
    return readable;
  }

  /** Rows of two groups in every size, and their encoder. */
  private static final class Truth {
    private final Schema schema;
    private final DataEncoder encoder;
    private final Random random;
    private final ByteBuffer payload = ByteBuffer.allocate(1 << 16);
    private List<Sample> samples = new ArrayList<>();
    private long rpm = 20_000;

    Truth(Schema schema, Random random) {
      this.schema = schema;
      this.random = random;
      this.encoder = new DataEncoder(schema, DataEncoder.DEFAULT_CODEC);
    }

    ByteBuffer second(int second, boolean key) {
      for (int n = 0; n < 5; n++) {
        rpm += random.nextInt(200) - 100;
        long[] elm = {rpm, 10_000 + random.nextInt(50), random.nextLong()};
        add(0, (second * 1000L + n * 150 + random.nextInt(9)) * 1_000_000, elm);
        add(1, (second * 1000L + n * 100) * 1_000_000, new long[] {30_000 + random.nextInt(99)});
      }
      encoder.encode(key, payload.clear());
      return payload.flip();
    }

    private void add(int index, long timeNanos, long[] raws) {
      GroupSpec group = schema.groups().get(index);
      long present = random.nextInt(4) == 0 ? 1 : group.full();
      encoder.add(group.id(), timeNanos, present, raws);
      for (int column = 0; column < raws.length; column++) {
        if ((present >>> column & 1) != 0) {
          samples.add(new Sample(group.id(), timeNanos, column, raws[column]));
        }
      }
    }

    List<Sample> take() {
      List<Sample> taken = List.copyOf(samples);
      samples = new ArrayList<>();
      return taken;
    }
  }

  /** The blocks that lie in a file where they were written, all their bytes as they were. */
  List<Written> intactIn(byte[] file) {
    return intactIn(file, 0);
  }

  /** The same for blocks that lie where they were written or {@code shift} bytes from there. */
  List<Written> intactIn(byte[] file, int shift) {
    return blocks.stream()
        .filter(b -> lies(b.spot(), file, 0) || lies(b.spot(), file, shift))
        .toList();
  }

  private boolean lies(BlockSpot spot, byte[] file, int shift) {
    int from = (int) spot.offset();
    int to = (int) spot.end();
    return from + shift >= 0
        && to + shift <= file.length
        && Arrays.equals(bytes, from, to, file, from + shift, to + shift);
  }

  /** Bytes {@code from} to {@code to} of a file. */
  static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** Several pieces as one. */
  static byte[] join(byte[]... pieces) {
    int length = Arrays.stream(pieces).mapToInt(p -> p.length).sum();
    ByteBuffer joined = ByteBuffer.allocate(length);
    for (byte[] piece : pieces) {
      joined.put(piece);
    }
    return joined.array();
  }
}
