package keilog.tools.command;

import java.io.IOException;
import java.nio.file.Files;
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
   * @return empty where nobody knows the car
   */
  static Optional<CarProfile> profile(String named, Recording recording) throws IOException {
    if (named == null) {
      return recording.car().flatMap(CarProfiles::find);
    }
    return Files.isRegularFile(Path.of(named))
        ? Optional.of(CarProfiles.load(Path.of(named)))
        : CarProfiles.find(named);
  }
}
