package keilog.protocol.car;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import keilog.protocol.toml.RefusedToml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarProfilesTest {
  private static final String HEAD =
      "id = \"x\"\nname = \"X\"\nmaker = \"Y\"\nmodels = []\nyears = \"1990\"\n";

  @TempDir Path folder;

  @Test
  void shipsTheFirstTwoCars() {
    assertEquals(
        List.of("az-1", "s660"), CarProfiles.shipped().stream().map(CarProfile::id).toList());
    CarProfile az1 = CarProfiles.find("az-1").orElseThrow();
    assertEquals(3, az1.cylinders().orElseThrow());
    assertEquals(9000, az1.redlineRpm().orElseThrow());
    assertEquals(new Ratio(3, 2), az1.tachPulses().orElseThrow());
    assertEquals(720, az1.massKg().orElseThrow());
    assertTrue(az1.boosted());
    assertEquals(1620, az1.rollingCircumferenceMm().orElseThrow(), 0.5);
    assertEquals(
        1773, CarProfiles.find("s660").orElseThrow().rollingCircumferenceMm().orElseThrow(), 0.5);
    assertTrue(CarProfiles.find("delorean").isEmpty());
  }

  @Test
  void leavesUnsetWhatNobodyPublished() {
    CarProfile az1 = CarProfiles.find("az-1").orElseThrow();
    assertTrue(az1.gears().isEmpty());
    assertTrue(az1.finalDrive().isEmpty());
    assertTrue(az1.speedPulsesPerKm().isEmpty());
    assertTrue(az1.unknown().contains(CarFact.GEARS));
    for (CarProfile car : CarProfiles.shipped()) {
      assertTrue(car.speedPulsesPerKm().isEmpty(), car.id());
    }
  }

  @Test
  void marksAssumedFactsAsAssumed() {
    CarProfile s660 = CarProfiles.find("s660").orElseThrow();
    assertEquals(6, s660.gears().size());
    assertEquals(Confidence.ASSUMED, s660.fact(CarFact.GEARS).orElseThrow().confidence());
    assertEquals(Confidence.ASSUMED, s660.fact(CarFact.REDLINE).orElseThrow().confidence());
  }

  @Test
  void givesEveryFactASource() {
    for (CarProfile car : CarProfiles.shipped()) {
      car.facts().forEach((k, f) -> assertFalse(f.source().isBlank(), car.id() + " " + k));
      assertFalse(car.links().isEmpty());
      assertFalse(car.links().getFirst().polls().isEmpty());
    }
  }

  @Test
  void refusesAnUnknownKeyByItsLine() throws IOException {
    assertEquals(
        "f.toml:6: a key is not known here: key=colour", refusal(HEAD + "colour = \"red\"\n"));
    assertTrue(
        refusal(
                HEAD
                    + "[engine]\n\n"
                    + "turbos = { value = 2, confidence = \"assumed\", source = \"s\" }")
            .startsWith("f.toml:8: a key is not known here: key=turbos"));
    assertTrue(
        refusal(
                HEAD
                    + "[engine]\n"
                    + "redline_rpm = { value = 9000, confidence = \"sure\", source = \"s\" }")
            .startsWith("f.toml:7: confidence is documented, reported or assumed"));
    assertTrue(
        refusal(HEAD + "[[alarm]]\nchannel = \"warp\"\nabove = 1\n")
            .startsWith("f.toml:7: the catalogue has no such channel"));
  }

  @Test
  void refusesAFactWithoutSourceOrOfTheWrongForm() throws IOException {
    assertEquals(
        "f.toml:7: a key is missing: key=source",
        refusal(HEAD + "[engine]\ncylinders = { value = 3, confidence = \"assumed\" }"));
    assertTrue(refusal(HEAD + "[engine]\ncylinders = 3\n").contains("key=cylinders, wanted=table"));
    assertTrue(
        refusal(
                HEAD
                    + "[signals]\n"
                    + "tach_pulses_per_revolution = { value = \"1.5\", confidence = \"assumed\","
                    + " source = \"s\" }")
            .contains("a ratio looks like 3/2 or 2"));
    assertTrue(refusal(HEAD + "x =").startsWith("f.toml:6: "));
  }

  @Test
  void refusesByItsLineWhatTheParserCannotStand() {
    assertEquals(
        "f.toml:7: this is no TOML; look at the brackets and commas of this line",
        refusal(HEAD + "[engine]\ncode = { value = \"x\", # \u0001 }\nx = 1\n"));
  }

  @Test
  void loadsAnOwnersFileAndRefusesAHugeOne() throws IOException {
    Path file = folder.resolve("mine.toml");
    Files.writeString(
        file,
        HEAD
            + """
            [preferred]
            engine_speed = "pulse"
            [[link]]
            kind = "elm"
            what = "w"
            confidence = "reported"
            source = "s"
            poll = [{ channel = "engine_speed" }, { channel = "coolant_temperature", rate_hz = 0.5 }]
            """);
    CarProfile mine = CarProfiles.load(file);
    assertEquals(Map.of("engine_speed", "pulse"), mine.preferred());
    assertEquals(
        List.of(
            new Poll("engine_speed", OptionalDouble.empty()),
            new Poll("coolant_temperature", OptionalDouble.of(0.5))),
        mine.links().getFirst().polls());
    Files.writeString(file, "#".repeat(300_000));
    assertThrows(RefusedToml.class, () -> CarProfiles.load(file));
  }

  private static String refusal(String toml) {
    return assertThrows(RefusedToml.class, () -> CarProfileReader.read("f.toml", toml))
        .getMessage();
  }
}
