package keilog.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keilog.device.lap.LapSettings;
import keilog.protocol.channel.Scale;
import keilog.protocol.testing.Needs;
import keilog.protocol.track.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  private static final String LEAST =
      """
      car = "az-1"
      data = "/var/lib/keilog"
      [[source]]
      kind = "gps"
      port = "/dev/ttyACM0"
      """;

  @TempDir Path folder;

  private static String refusal(String text) {
    return assertThrows(
            RefusedConfiguration.class, () -> ConfigurationReader.parse("logger.toml", text))
        .getMessage();
  }

  @Test
  void readsTheShapeInFull() throws Exception {
    Path password = folder.resolve("password");
    Files.writeString(password, "hunter2\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Configuration read =
        ConfigurationReader.parse(
            "logger.toml",
            """
            car = "az-1"
            name = "az-1-blue"
            data = "/var/lib/keilog"
            [[source]]
            kind = "elm"
            port = "tcp://192.168.0.10:35000"
            baud = 38400
            [[source]]
            kind = "gps"
            port = "/dev/ttyACM0"
            rate = 10
            [[source]]
            kind = "gps"
            port = "/dev/ttyACM1"
            baud = "auto"
            [session]
            start = "always"
            pre_trigger = "90s"
            when_full = "oldest"
            [mqtt]
            url = "mqtts://pit.example:8883"
            user = "az-1"
            password_file = "%s"
            ca = "%s"
            keepers = ["pit-laptop", "home"]
            live_rate = 25
            [[channel]]
            name = "oil_pressure_front"
            quantity = "oil_pressure"
            unit = "kPa"
            resolution = 0.5
            low = 0
            high = 1000
            decimals = 1
            [led]
            gpio = 17
            """
                .formatted(password, password));

    assertEquals("az-1-blue", read.name());
    assertEquals(
        List.of(
            new Configuration.Source(
                "elm",
                "elm",
                "tcp://192.168.0.10:35000",
                OptionalInt.of(38400),
                OptionalInt.empty()),
            new Configuration.Source(
                "gps", "gps", "/dev/ttyACM0", OptionalInt.empty(), OptionalInt.of(10)),
            new Configuration.Source(
                "gps-2", "gps", "/dev/ttyACM1", OptionalInt.empty(), OptionalInt.empty())),
        read.sources());
    assertEquals(
        new Configuration.Session(
            Configuration.Start.ALWAYS, Duration.ofSeconds(90), Configuration.WhenFull.OLDEST),
        read.session());
    Configuration.Mqtt mqtt = read.mqtt().orElseThrow();
    assertEquals(Optional.of(password), mqtt.passwordFile());
    assertEquals(List.of("pit-laptop", "home"), mqtt.keepers());
    assertEquals(25, mqtt.liveHz());
    assertEquals(0x8000, read.channels().getFirst().id());
    assertEquals(0x0018, read.channels().getFirst().quantity());
    assertEquals(Scale.of(5, 10), read.channels().getFirst().scale());
    assertEquals(OptionalInt.of(17), read.ledGpio());
  }

  @Test
  void leavesOutWhatHasADefault() throws Exception {
    Configuration read = ConfigurationReader.parse("logger.toml", LEAST);
    assertEquals("az-1", read.name());
    assertEquals(
        new Configuration.Session(
            Configuration.Start.AUTO, Duration.ofMinutes(2), Configuration.WhenFull.STOP),
        read.session());
    assertEquals(Optional.empty(), read.mqtt());
    assertEquals(OptionalInt.empty(), read.ledGpio());
  }

  @Test
  void readsTheFileThatIsShipped() throws Exception {
    ConfigurationReader.read(Needs.root().resolve("deploy/logger.toml"));
  }

  @Test
  void tellsEverythingThatIsWrongAtOnceWithItsLine() {
    assertEquals(
        """
        logger.toml:1: car is one of "az-1", "s660": found "az1"; did you mean "az-1"?
        logger.toml:3: the file has no key "dta"; did you mean "data"?
        logger.toml:1: the file needs the key "data": the folder for recordings, such as "/var/lib/keilog"
        logger.toml:5: kind is one of "elm", "gps": found "gsp"; did you mean "gps"?
        logger.toml:6: port is a device such as "/dev/ttyUSB0", or "tcp://host:port": found "ttyACM0"
        logger.toml:7: rate is a whole number from 1 to 100: found 1000
        logger.toml:8: [[source]] has no key "buad"; did you mean "baud"?\
        """
            .lines()
            .sorted((a, b) -> Integer.compare(line(a), line(b)))
            .toList(),
        refusal(
                """
                car = "az1"
                # the folder
                dta = "/var/lib/keilog"
                [[source]]
                kind = "gsp"
                port = "ttyACM0"
                rate = 1000
                buad = 9600
                """)
            .lines()
            .toList());
  }

  private static int line(String message) {
    return Integer.parseInt(message.split(":")[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[session] start='sometimes'       | start is one of \"auto\", \"always\", \"manual\":"
            + " found \"sometimes\"",
        "[session] pre_trigger='2 hours'   | pre_trigger is a time from \"0s\" to \"10m\"",
        "[session] pre_trigger='11m'       | pre_trigger is a time from \"0s\" to \"10m\"",
        "[session] prettrigger='1m'        | did you mean \"pre_trigger\"?",
        "[mqtt] url='http://x'             | url is \"mqtt://host:port\" or \"mqtts://host:port\"",
        "[mqtt] live_rate=51               | live_rate is a whole number from 1 to 50: found 51",
        "[mqtt] keepers='pit'              | keepers is a list of collectors' names: found \"pit\"",
        "[mqtt] user='a/b'                 | user is a user's name without + # /",
        "[led] gpio='17'                   | gpio is a whole number from 0 to 53: found \"17\"",
        "[lcd] gpio=17                     | the file has no key \"lcd\"; did you mean \"led\"?",
        "[[channel]] name='engine_speed'   | the catalogue has a channel engine_speed already",
        "[[channel]] resolution=0          | resolution is a number such as 0.1",
        "[nonsense] x=1                    | known are car, name, data, source, session, laps,"
            + " mqtt",
        "session=3                         | the file has no key",
      })
  void saysWhatWasExpected(String addition, String message) {
    String text = LEAST + addition.replace('\'', '"').replaceFirst("\\] ", "]\n") + "\n";
    String said = refusal(text);
    assertTrue(
        said.contains(message)
            || said.contains("session is a table")
            || said.contains("[[source]] has no key \"session\""),
        said);
    assertTrue(said.startsWith("logger.toml:"), said);
  }

  @Test
  void refusesTomlThatIsNone() {
    assertTrue(refusal("car = \"az-1\"\ndata = /var").startsWith("logger.toml:2: "));
  }

  @Test
  void refusesAPasswordThatOthersCanRead() throws IOException {
    Path password = folder.resolve("password");
    Files.writeString(password, "hunter2\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r-----"));
    String said =
        refusal(
            LEAST
                + "[mqtt]\nurl = \"mqtt://x\"\nuser = \"a\"\npassword_file = \""
                + password
                + "\"\n");
    assertTrue(said.contains("logger.toml:9: a password file is readable by its owner only"), said);
    assertTrue(said.contains("chmod 600"), said);
    assertFalse(said.contains("hunter2"), said);
  }

  @Test
  void aResolutionBecomesAnExactScale() {
    assertEquals(Scale.of(1, 10), LocalChannels.scale(0.1).orElseThrow());
    assertEquals(Scale.of(25, 100), LocalChannels.scale(0.25).orElseThrow());
    assertEquals(Scale.of(10, 1), LocalChannels.scale(10).orElseThrow());
    assertEquals(Optional.empty(), LocalChannels.scale(0));
    assertEquals(Optional.empty(), LocalChannels.scale(-1));
    assertEquals(Optional.empty(), LocalChannels.scale(Double.NaN));
  }

  @Test
  void refusesByItsLineWhatTheParserCannotStand() {
    RefusedConfiguration refused =
        assertThrows(
            RefusedConfiguration.class,
            () ->
                ConfigurationReader.parse(
                    "logger.toml", LEAST + "\nx = { y = \"z\", # \u0001 }\na = 1\n"));
    assertTrue(refused.getMessage().contains("this is no TOML"), refused.getMessage());
  }

  @Test
  void lapsAreFoundAndShownUnlessTheOwnerSaysOtherwise() throws Exception {
    assertEquals(LapSettings.USUAL, ConfigurationReader.parse("logger.toml", LEAST).laps());
    LapSettings laps =
        ConfigurationReader.parse(
                "logger.toml",
                LEAST
                    + """
                    [laps]
                    track = "tsukuba-tc2000"
                    live = false
                    """)
            .laps();
    assertEquals("tsukuba-tc2000", laps.track().orElseThrow().id());
    assertEquals(LapSettings.Show.RECORD_ONLY, laps.show());
  }

  @Test
  void ownTracksStandBesideTheShippedOnes() throws Exception {
    Path own = folder.resolve("tracks.toml");
    Files.writeString(
        own,
        """
        [[track]]
        id = "my-hill"
        name = "My hill"
        layout = "up"
        start = [36.150175, 139.919393, 36.150129, 139.91966]
        confidence = "learned"
        source = "learned"
        """);
    String text = LEAST + "[laps]\ntracks = \"" + own + "\"\n";
    LapSettings laps = ConfigurationReader.parse("logger.toml", text).laps();
    List<String> ids = laps.candidates().get().stream().map(Track::id).toList();
    assertTrue(ids.containsAll(List.of("my-hill", "tsukuba-tc2000")), ids::toString);
    assertEquals(
        "my-hill",
        ConfigurationReader.parse("logger.toml", text + "track = \"my-hill\"\n")
            .laps()
            .track()
            .orElseThrow()
            .id());
  }

  @Test
  void refusesLapsItCannotTime() throws Exception {
    Path own = folder.resolve("broken.toml");
    Files.writeString(own, "[[track]]\nid = 7\n");
    String laps = LEAST + "[laps]\n";
    String unknown = refusal(laps + "track = \"tsukuba-tc200\"\n");
    assertTrue(unknown.startsWith("logger.toml:7: no track has the id"), unknown);
    assertTrue(unknown.contains("tsukuba-tc2000"), unknown);
    String key = refusal(laps + "liv = false\n");
    assertTrue(key.startsWith("logger.toml:7: ") && key.contains("\"liv\""), key);
    String flag = refusal(laps + "live = \"no\"\n");
    assertTrue(flag.startsWith("logger.toml:7: live is true or false"), flag);
    String missing = refusal(laps + "tracks = \"/nowhere/tracks.toml\"\n");
    assertTrue(missing.startsWith("logger.toml:7: tracks is the path"), missing);
    String broken = refusal(laps + "tracks = \"" + own + "\"\n");
    assertTrue(broken.contains("broken.toml:"), broken);
  }
}
