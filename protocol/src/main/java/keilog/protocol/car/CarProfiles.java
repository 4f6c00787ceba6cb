package keilog.protocol.car;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import keilog.protocol.toml.RefusedToml;

/** The cars that come with keilog, and any owner's own profile file. */
public final class CarProfiles {
  /** Resources beside this class, one per car. */
  private static final List<String> SHIPPED = List.of("az-1", "s660");

  private static final int MOST_BYTES = 1 << 18;

  private CarProfiles() {}

  /** Every shipped profile, by id. */
  public static List<CarProfile> shipped() {
    return SHIPPED.stream().map(CarProfiles::read).toList();
  }

  /** A shipped profile. */
  public static Optional<CarProfile> find(String id) {
    return SHIPPED.contains(id) ? Optional.of(read(id)) : Optional.empty();
  }

  /**
   * An owner's own profile.
   *
   * @throws RefusedToml where it says something unknown; the message has file and line
   * @throws IOException where it cannot be read
   */
  public static CarProfile load(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new RefusedToml(
          file.toString(), 1, "a profile is at most %d bytes".formatted(MOST_BYTES));
    }
    return CarProfileReader.read(file.toString(), Files.readString(file));
  }

  private static CarProfile read(String id) {
    String name = id + ".toml";
    try (InputStream in = CarProfiles.class.getResourceAsStream(name)) {
      return CarProfileReader.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
