package keilog.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keilog.device.Configuration.Mqtt;
import keilog.device.Configuration.Session;
import keilog.device.Configuration.Start;
import keilog.device.Configuration.WhenFull;
import keilog.device.RefusedConfiguration.Problem;
import keilog.device.lap.LapSettings;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.transport.BrokerAddress;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Reads {@code logger.toml}; tells everything that is wrong with it at once. */
final class ConfigurationReader {
  private static final int MOST_BYTES = 1 << 18;
  private static final int MOST_SOURCES = 16;
  private static final List<String> KINDS = List.of("elm", "gps");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,4})(s|m)");
  private static final Duration LONGEST_PRE_TRIGGER = Duration.ofMinutes(10);
  private static final Predicate<String> ANY = text -> !text.isBlank();

  private final List<Problem> problems = new ArrayList<>();

  private ConfigurationReader() {}

  /**
   * @throws RefusedConfiguration with a line per fault: {@code FILE:LINE: what is wrong}
   * @throws IOException where the file cannot be read
   */
  static Configuration read(Path file) throws IOException, RefusedConfiguration {
    if (Files.size(file) > MOST_BYTES) {
      throw new RefusedConfiguration(
          file.toString(),
          List.of(new Problem(1, "a configuration has at most %d bytes".formatted(MOST_BYTES))));
    }
    return parse(file.toString(), Files.readString(file));
  }

  /** The last line of the shortest beginning on which the parser fails. */
  private static int failingLine(String text) {
    int line = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      try {
        Toml.parse(text.substring(0, end + 1));
        line++;
      } catch (RuntimeException here) {
        return line;
      }
    }
    return line;
  }

  static Configuration parse(String file, String text) throws RefusedConfiguration {
    TomlParseResult toml;
    try {
      toml = Toml.parse(text);
    } catch (RuntimeException brokenInside) {
      // The parser (2.2.0) fails on some broken inline tables instead of reporting them.
      throw new RefusedConfiguration(
          file,
          List.of(
              new Problem(
                  failingLine(text),
                  "this is no TOML; look at the brackets and commas of this line")));
    }
    ConfigurationReader reader = new ConfigurationReader();
    for (TomlParseError error : toml.errors()) {
      reader.problems.add(new Problem(error.position().line(), error.getMessage()));
    }
    Optional<Configuration> read = Optional.empty();
    if (reader.problems.isEmpty()) {
      read = reader.top(new CheckedTable(toml, "the file", 1, reader.problems));
    }
    if (!reader.problems.isEmpty()) {
      throw new RefusedConfiguration(file, reader.problems);
    }
    return read.orElseThrow();
  }

  private Optional<Configuration> top(CheckedTable top) {
    List<String> cars = CarProfiles.shipped().stream().map(CarProfile::id).toList();
    Optional<String> car = top.needWord("car", cars);
    String nameRule = "1 to 64 letters, digits, - and _";
    Optional<String> name = top.text("name", nameRule, NAME.asMatchPredicate()).or(() -> car);
    Optional<String> data =
        top.needText("data", "the folder for recordings, such as \"/var/lib/keilog\"", ANY);
    List<Configuration.Source> sources = sources(top);
    Session session = session(top);
    LapSettings laps = new LapTable(problems).read(top.table("laps"));
    Optional<Mqtt> mqtt = top.table("mqtt").map(this::mqtt);
    List<ChannelSpec> channels = new LocalChannels(problems).read(top.tables("channel"));
    OptionalInt led = OptionalInt.empty();
    Optional<CheckedTable> ledTable = top.table("led");
    if (ledTable.isPresent()) {
      OptionalLong gpio = ledTable.get().whole("gpio", 0, 53);
      led = gpio.isPresent() ? OptionalInt.of((int) gpio.getAsLong()) : led;
      ledTable.get().end();
    }
    top.end();
    if (car.isEmpty() || name.isEmpty() || data.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Path.of(data.get());
    return Optional.of(
        new Configuration(
            car.get(), name.get(), folder, sources, session, laps, mqtt, channels, led));
  }

  private List<Configuration.Source> sources(CheckedTable top) {
    List<Configuration.Source> sources = new ArrayList<>();
    Map<String, Integer> ofKind = new HashMap<>();
    List<CheckedTable> tables = top.tables("source");
    if (tables.isEmpty() || tables.size() > MOST_SOURCES) {
      top.problem(
          "source",
          "a logger has 1 to %d tables [[source]]: found %d",
          MOST_SOURCES,
          tables.size());
    }
    for (CheckedTable table : tables) {
      Optional<String> kind = table.needWord("kind", KINDS);
      String portRule = "a device such as \"/dev/ttyUSB0\", or \"tcp://host:port\"";
      Optional<String> port = table.needText("port", portRule, ConfigurationReader::isPort);
      OptionalInt baud = baud(table);
      OptionalLong rate = table.whole("rate", 1, kind.equals(Optional.of("gps")) ? 50 : 100);
      table.end();
      if (kind.isPresent() && port.isPresent()) {
        int number = ofKind.merge(kind.get(), 1, Integer::sum);
        sources.add(
            new Configuration.Source(
                number == 1 ? kind.get() : kind.get() + "-" + number,
                kind.get(),
                port.get(),
                baud,
                rate.isPresent() ? OptionalInt.of((int) rate.getAsLong()) : OptionalInt.empty()));
      }
    }
    return sources;
  }

  private static boolean isPort(String text) {
    if (text.startsWith("tcp://")) {
      return text.matches("tcp://(\\[[0-9A-Fa-f:.%]+]|[^:/\\s]+):\\d{1,5}");
    }
    return text.startsWith("/") && !text.contains("\0");
  }

  private OptionalInt baud(CheckedTable table) {
    if (table.is("baud", "auto")) {
      return OptionalInt.empty();
    }
    OptionalLong baud = table.whole("baud", 1200, 4_000_000);
    return baud.isPresent() ? OptionalInt.of((int) baud.getAsLong()) : OptionalInt.empty();
  }

  private Session session(CheckedTable top) {
    Start start = Start.AUTO;
    Duration preTrigger = Duration.ofMinutes(2);
    WhenFull whenFull = WhenFull.STOP;
    Optional<CheckedTable> table = top.table("session");
    if (table.isPresent()) {
      CheckedTable t = table.get();
      start = t.word("start", words(Start.values())).map(w -> enumOf(Start.class, w)).orElse(start);
      whenFull =
          t.word("when_full", words(WhenFull.values()))
              .map(w -> enumOf(WhenFull.class, w))
              .orElse(whenFull);
      String rule = "a time from \"0s\" to \"10m\"";
      preTrigger =
          t.text("pre_trigger", rule, w -> duration(w).isPresent())
              .flatMap(ConfigurationReader::duration)
              .orElse(preTrigger);
      t.end();
    }
    return new Session(start, preTrigger, whenFull);
  }

  private static Optional<Duration> duration(String text) {
    Matcher m = DURATION.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(m.group(1));
    Duration d = m.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
    return d.compareTo(LONGEST_PRE_TRIGGER) <= 0 ? Optional.of(d) : Optional.empty();
  }

  private Mqtt mqtt(CheckedTable t) {
    String urlRule = "\"mqtt://host:port\" or \"mqtts://host:port\"";
    Optional<String> url = t.needText("url", urlRule, ConfigurationReader::isBroker);
    Optional<String> user =
        t.text("user", "a user's name without + # /", u -> u.matches("[^+#/\\s]+"));
    Optional<Path> password =
        t.text("password_file", "the path of a file", ANY).flatMap(p -> password(t, Path.of(p)));
    Optional<Path> ca =
        t.text(
                "ca",
                "the path of a readable file of certificates",
                f -> Files.isReadable(Path.of(f)))
            .map(Path::of);
    List<String> keepers =
        t.texts("keepers", "a list of collectors' names", NAME.asMatchPredicate());
    OptionalLong live = t.whole("live_rate", 1, 50);
    t.end();
    if (password.isPresent() && user.isEmpty()) {
      t.problem("password_file", "a password belongs to a user: add the key user");
    }
    return new Mqtt(url.orElse(""), user, password, ca, keepers, (int) live.orElse(10));
  }

  private static boolean isBroker(String url) {
    try {
      BrokerAddress.parse(url);
      return url.startsWith("mqtt");
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private Optional<Path> password(CheckedTable t, Path file) {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (rights.removeAll(
          EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ))) {
        t.problem(
            "password_file",
            "a password file is readable by its owner only: file=%s; chmod 600 %s",
            file,
            file);
        return Optional.empty();
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        t.problem("password_file", "a password file holds the password: file=%s is empty", file);
        return Optional.empty();
      }
      return Optional.of(file);
    } catch (IOException unreadable) {
      t.problem("password_file", "the password file cannot be read: %s", unreadable);
      return Optional.empty();
    }
  }

  private static List<String> words(Enum<?>[] values) {
    return List.of(values).stream().map(v -> v.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static <E extends Enum<E>> E enumOf(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
