package keilog.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import keilog.protocol.block.BlockType;
import keilog.protocol.block.ClockPayload;
import keilog.protocol.block.ClockTie;
import keilog.protocol.block.DataEncoder;
import keilog.protocol.block.Dropout;
import keilog.protocol.block.DropoutPayload;
import keilog.protocol.block.End;
import keilog.protocol.block.Schema;
import keilog.protocol.block.SessionId;
import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.GroupSpec;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.session.SessionWriter;
import keilog.protocol.topic.KeptReceipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionVerbsTest {
  private static final long MS = 1_000_000;
  private static final long START = 100_000 * MS;
  private static final long UTC = 1_795_000_000_000L * MS;
  private static final SessionId ID = new SessionId(12, 1, 0x8f3a2c10);

  @TempDir Path folder;
  private Path file;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void record() throws IOException {
    file = session(End.of(End.Reason.STOPPED), false);
  }

  /** 20 s: 50 Hz engine rows, 10 Hz GPS rows that arrive up to a second late, one clock tie. */
  private Path session(End end, boolean dropout) throws IOException {
    GroupSpec engine =
        new GroupSpec(
            1,
            "elm",
            MS,
            0,
            List.of(
                ChannelSpec.of(Channel.ENGINE_SPEED),
                ChannelSpec.of(Channel.MANIFOLD_PRESSURE),
                ChannelSpec.of(Channel.BAROMETRIC_PRESSURE)));
    GroupSpec gps =
        new GroupSpec(
            2,
            "gps",
            MS,
            100 * MS,
            List.of(ChannelSpec.of(Channel.GNSS_TIME), ChannelSpec.of(Channel.LATITUDE)));
    Schema schema =
        new Schema(
            1,
            ID,
            "az-1",
            "az-1",
            "boot",
            Optional.empty(),
            Optional.of("tsukuba-tc2000"),
            "test",
            List.of(engine, gps));
    DiskStorage storage = new DiskStorage(folder);
    storage.delete(schema.fileName());
    try (SessionWriter writer = SessionWriter.create(storage, schema, START / MS)) {
      writer.append(
          BlockType.CLOCK,
          false,
          START / MS,
          ClockPayload.encode(
              new ClockTie(START + 5_000 * MS, UTC + 5_000 * MS, 50 * MS, ClockTie.Source.GNSS)));
      DataEncoder encoder = new DataEncoder(schema, DataEncoder.DEFAULT_CODEC);
      for (int second = 0; second < 20; second++) {
        for (int i = 0; i < 50; i++) {
          long t = START + (second * 1000L + i * 20) * MS;
          encoder.add(1, t, i == 0 ? 7 : 3, new long[] {4 * (3000 + i), 1500 + i, 995});
        }
        for (int i = 0; i < 10 && second > 0; i++) {
          long t = START + ((second - 1) * 1000L + i * 100) * MS;
          encoder.add(2, t, 3, new long[] {UTC + t - START, 361_500_000 + second * 10 + i});
        }
        ByteBuffer payload = ByteBuffer.allocate(1 << 16);
        encoder.encode(second % 10 == 0, payload);
        writer.append(
            BlockType.DATA, second % 10 == 0, START / MS + second * 1000L, payload.flip());
      }
      if (dropout) {
        writer.append(
            BlockType.DROPOUT,
            false,
            START / MS + 20_000,
            DropoutPayload.encode(
                new Dropout("elm", Dropout.Reason.RING_FULL, START, START + MS, 7, 21)));
      }
      writer.end(end);
    }
    return folder.resolve(schema.fileName());
  }

  private int run(Callable<Integer> command, Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(texts);
  }

  private JsonNode json() {
    return JsonMapper.builder().build().readTree(out.toString());
  }

  @Test
  void infoSaysCarRatesSamplesDropoutsAndDuration() {
    assertEquals(0, run(new InfoCommand(), file, "--json"));
    JsonNode info = json();
    assertEquals("az-1", info.get("car").asString());
    assertEquals("tsukuba-tc2000", info.get("track").asString());
    assertEquals(0, info.get("dropouts").asInt());
    assertEquals(0, info.get("dropped_samples").asInt());
    assertEquals(19.98, info.get("duration_s").asDouble(), 1e-9);
    assertEquals(2020 + 380, info.get("samples").asInt());
    assertEquals("good", info.get("state").asString());
    assertEquals("gnss", info.get("clock").asString());
    assertEquals(
        "2026-11-18T11:06:40Z", info.get("started").asString().replaceFirst("\\.0+Z", "Z"));
    JsonNode speed = info.get("channels").get(0);
    assertEquals("engine_speed", speed.get("name").asString());
    assertEquals("elm", speed.get("source").asString());
    assertEquals(50.0, speed.get("rate_hz").asDouble(), 1e-6);
    assertEquals(1.0, info.get("channels").get(2).get("rate_hz").asDouble(), 1e-6);
    assertEquals(10.0, info.get("channels").get(3).get("rate_hz").asDouble(), 1e-6);
  }

  @Test
  void infoCountsWhatTheLoggerDropped() throws IOException {
    session(End.of(End.Reason.STOPPED), true);
    assertEquals(0, run(new InfoCommand(), file, "--json"));
    assertEquals(1, json().get("dropouts").asInt());
    assertEquals(21, json().get("dropped_samples").asInt());
    assertEquals(0, run(new InfoCommand(), file));
    assertTrue(out.toString().contains("1 (7 rows, 21 samples)"), out.toString());
  }

  @Test
  void infoListsAFolderAndSaysWhetherThePitsHaveAll() throws IOException {
    assertEquals(0, run(new InfoCommand(), folder));
    assertTrue(out.toString().contains("000012-01-8f3a2c10"));
    run(new InfoCommand(), file, "--json");
    int blocks = json().get("blocks").asInt();
    Path receipt = folder.resolve(file.getFileName() + ".receipt");
    Files.write(receipt, receipt(blocks - 1, false).toJson());
    run(new InfoCommand(), folder, "--json");
    assertFalse(json().get("sessions").get(0).get("complete_in_pits").asBoolean());
    Files.write(receipt, receipt(blocks, true).toJson());
    run(new InfoCommand(), folder, "--json");
    assertTrue(json().get("sessions").get(0).get("complete_in_pits").asBoolean());
    assertEquals(0, run(new InfoCommand(), file));
    assertTrue(out.toString().contains("in the pits  complete"), out.toString());
    Files.writeString(receipt, "{");
    assertEquals(0, run(new InfoCommand(), folder));
  }

  private static KeptReceipt receipt(int next, boolean complete) {
    return new KeptReceipt(
        ID, "pit-laptop", next, 1, complete, Optional.empty(), OptionalLong.empty());
  }

  @Test
  void verifySaysGoodAndRecovered() throws IOException {
    assertEquals(0, run(new VerifyCommand(), file));
    assertTrue(out.toString().startsWith("good  "), out.toString());
    session(End.of(End.Reason.RECOVERED), false);
    assertEquals(0, run(new VerifyCommand(), file, "--json"));
    JsonNode first = json().get("sessions").get(0);
    assertEquals("recovered", first.get("state").asString());
    assertEquals(64, first.get("sha256").asString().length());
  }

  @Test
  void verifySaysWhatIsLost() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertEquals(1, run(new VerifyCommand(), file, "--json"));
    JsonNode first = json().get("sessions").get(0);
    assertEquals("damaged", first.get("state").asString());
    assertTrue(first.get("lost_blocks").asInt() + first.get("unreadable_blocks").asInt() > 0);
    assertTrue(first.get("damages").size() > 0);
    assertEquals(1, run(new VerifyCommand(), file));
    assertTrue(out.toString().contains("lost: "), out.toString());
    assertEquals(1, run(new CatCommand(), file));
    assertTrue(err.toString().startsWith("damaged: "), err.toString());
    assertTrue(out.toString().contains("engine_speed=3000"), out.toString());
  }

  @Test
  void verifySaysOpenWhereTheEndIsMissing() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 30));
    assertEquals(1, run(new VerifyCommand(), file));
    assertFalse(out.toString().startsWith("good"), out.toString());
    Files.writeString(file, "no session at all");
    assertEquals(1, run(new VerifyCommand(), file));
    assertTrue(out.toString().startsWith("damaged"), out.toString());
    assertEquals(1, run(new InfoCommand(), file));
  }

  @Test
  void catIsInTheOrderOfTimeThoughGroupsArriveLate() {
    assertEquals(0, run(new CatCommand(), file));
    double before = -1;
    int rows = 0;
    for (String line : out.toString().lines().toList()) {
      double t = Double.parseDouble(line.substring(0, line.indexOf(' ')));
      assertTrue(t >= before, line);
      before = t;
      rows++;
    }
    assertEquals(1000 + 190, rows);
    assertEquals(
        "0 engine_speed=3000 manifold_pressure=150 barometric_pressure=99.5",
        out.toString().lines().findFirst().orElseThrow());
    assertEquals("", err.toString());
  }

  @Test
  void catCutsTimeAndChannels() {
    assertEquals(
        0,
        run(
            new CatCommand(),
            file,
            "--channels",
            "latitude,engine_speed",
            "--from",
            "5",
            "--to",
            "0:06",
            "--csv"));
    List<String> lines = out.toString().lines().toList();
    assertEquals("time_s,engine_speed,latitude", lines.getFirst());
    assertEquals(1 + 50 + 10, lines.size());
    assertEquals("5,3000,", lines.get(1));
    assertTrue(lines.contains("5.1,,36.1500061"), out.toString());
  }

  @Test
  void catWritesEveryColumnWhereGroupsChangeWithinASession() throws IOException {
    GroupSpec first = new GroupSpec(1, "gps", MS, 0, List.of(ChannelSpec.of(Channel.LATITUDE)));
    GroupSpec second =
        new GroupSpec(
            1,
            "gps",
            MS,
            0,
            List.of(ChannelSpec.of(Channel.ALTITUDE), ChannelSpec.of(Channel.HEADING)));
    Path changing;
    try (SessionWriter writer =
        SessionWriter.create(new DiskStorage(folder), schema(1, first), START / MS)) {
      changing = folder.resolve(writer.name());
      data(writer, START, new long[] {361_500_000});
      writer.change(schema(2, second), START / MS + 10);
      data(writer, START + 10 * MS, new long[] {1500, 9_000_000});
      writer.end(End.of(End.Reason.STOPPED));
    }
    assertEquals(0, run(new CatCommand(), changing, "--csv"));
    assertEquals(
        List.of("time_s,latitude,altitude,heading", "0,36.15,,", "0.01,,1.5,90"),
        out.toString().lines().toList());
    assertEquals(0, run(new CatCommand(), changing));
    assertEquals(
        List.of("0 latitude=36.15", "0.01 altitude=1.5 heading=90"),
        out.toString().lines().toList());
  }

  private static Schema schema(int number, GroupSpec group) {
    return new Schema(
        number,
        new SessionId(13, 1, 77),
        "az-1",
        "az-1",
        "boot",
        Optional.empty(),
        Optional.empty(),
        "test",
        List.of(group));
  }

  private static void data(SessionWriter writer, long nanos, long[] raw) throws IOException {
    DataEncoder encoder = new DataEncoder(writer.schema(), DataEncoder.DEFAULT_CODEC);
    encoder.add(1, nanos, (1L << raw.length) - 1, raw);
    ByteBuffer payload = ByteBuffer.allocate(1 << 12);
    encoder.encode(true, payload);
    writer.append(BlockType.DATA, true, nanos / MS, payload.flip());
  }

  @Test
  void catWritesJsonLinesWithTheSessionsOwnTime() {
    assertEquals(0, run(new CatCommand(), file, "--channels", "gnss_time,boost", "--json"));
    List<String> lines = out.toString().lines().toList();
    assertEquals("{\"t\":100000,\"boost\":50.5000}", lines.getFirst());
    assertTrue(lines.contains("{\"t\":100100,\"gnss_time\":1795000000100000000}"));
  }

  @Test
  void catReadsStdinAndSaysWhichChannelIsUnknown() throws IOException {
    InputStream in = System.in;
    try {
      System.setIn(new ByteArrayInputStream(Files.readAllBytes(file)));
      assertEquals(1, run(new CatCommand(), "-", "--channels", "engine_speed,warp"));
    } finally {
      System.setIn(in);
    }
    assertEquals(1000, out.toString().lines().count());
    assertTrue(err.toString().contains("channels=warp"), err.toString());
  }

  @Test
  void wrongUseEndsWithTwo() {
    assertEquals(2, run(new CatCommand()));
    assertEquals(2, run(new CatCommand(), file, "--from", "soon"));
    assertEquals(2, run(new CatCommand(), file, "--csv", "--json"));
    assertEquals(2, run(new InfoCommand()));
    assertEquals(1, run(new InfoCommand(), folder.resolve("nothing")));
    assertEquals(1, run(new VerifyCommand(), folder.resolve("nothing")));
    assertEquals(1, run(new CatCommand(), folder.resolve("nothing")));
  }

  @Test
  void listsChannelsCarsAndTracks() {
    assertEquals(0, run(new ChannelsCommand(), "--json"));
    assertEquals("engine_speed", json().get("channels").get(0).get("name").asString());
    assertEquals("boost", json().get("derived").get(0).get("name").asString());
    assertEquals(0, run(new ChannelsCommand()));
    assertTrue(out.toString().contains("0x0001   engine_speed"), out.toString());
    assertEquals(0, run(new CarsCommand(), "--json"));
    assertEquals(2, json().get("cars").size());
    assertEquals(0, run(new CarsCommand(), "az-1"));
    assertTrue(out.toString().contains("3/2"), out.toString());
    assertTrue(out.toString().contains("drivetrain.gears"), out.toString());
    assertEquals(1, run(new CarsCommand(), "delorean"));
    assertEquals(0, run(new TracksCommand(), "--json"));
    assertEquals(28, json().get("tracks").size());
    assertEquals(0, run(new TracksCommand(), "tsukuba-tc2000"));
    assertTrue(out.toString().contains("36.1501750,139.9193930"), out.toString());
    assertEquals(1, run(new TracksCommand(), "nordschleife"));
  }

  @Test
  void writesDecimalsExactly() {
    assertEquals("1.25", text(Channel.ENGINE_SPEED, 5));
    assertEquals("-0.5", text(Channel.IGNITION_TIMING, -1));
    assertEquals("-0.0000001", text(Channel.LONGITUDE, -1));
    assertEquals("0.0036", text(Channel.GPS_SPEED, 1));
    assertEquals("0.00012207", text(Channel.OXYGEN_SENSOR_VOLTAGE, 1));
    assertEquals("9223372036854775807", text(Channel.GNSS_TIME, Long.MAX_VALUE));
    assertEquals("2305843009213693951.75", text(Channel.ENGINE_SPEED, Long.MAX_VALUE));
    assertEquals("33203413260.4896", text(Channel.GPS_SPEED, 9_223_170_350_136L));
  }

  private static String text(Channel channel, long raw) {
    StringBuilder text = new StringBuilder();
    new DecimalText(channel.scale()).append(text, raw);
    return text.toString();
  }
}
