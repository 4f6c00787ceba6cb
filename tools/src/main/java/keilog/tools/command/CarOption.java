package keilog.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.tools.analysis.Recording;

/** Which car's profile an analysis goes by. */
final class CarOption {
  private CarOption() {}

  /**
   * The profile.
   *
   * @param named id of a shipped one, or path of an owner's; null where the user names none
   * @param recording which names its car as a rule
   * @return empty where the user names none and the recording's is not known
   * @throws NoSuchFileException where there is no such car
   * @throws keilog.protocol.toml.RefusedToml where its profile says something wrong
   */
  static Optional<CarProfile> profile(String named, Recording recording) throws IOException {
    if (named == null) {
      return recording.car().flatMap(CarProfiles::find);
    }
    if (Files.isRegularFile(Path.of(named))) {
      return Optional.of(CarProfiles.load(Path.of(named)));
    }
    return Optional.of(
        CarProfiles.find(named)
            .orElseThrow(
                () ->
                    new NoSuchFileException(
                        "no such car: car=%s (see keilog cars)".formatted(named))));
  }
}
