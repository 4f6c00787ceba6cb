package keilog.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import keilog.protocol.testing.Needs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The directions in which the rooms may know each other. */
class ArchitectureTest {
  private static JavaClasses main;

  @BeforeAll
  static void readAllMainClasses() {
    main =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("keilog");
  }

  @Test
  void theProtocolKnowsNeitherEnd() {
    check(forbids("keilog.protocol..", "keilog.device..", "keilog.tools..", "keilog.broker.."));
  }

  @Test
  void theLoggerAndTheToolsNeverImportEachOther() {
    check(forbids("keilog.device..", "keilog.tools..", "keilog.broker.."));
    check(forbids("keilog.tools..", "keilog.device..", "keilog.broker.."));
  }

  @Test
  void theRoomsOfTheLoggerFollowTheWayOfTheData() {
    check(
        forbids(
            "keilog.device.link..",
            "keilog.device.source..",
            "keilog.device.ring..",
            "keilog.device.record..",
            "keilog.device.publish.."));
    check(forbids("keilog.device.source..", "keilog.device.record..", "keilog.device.publish.."));
    check(
        forbids(
            "keilog.device.ring..",
            "keilog.device.link..",
            "keilog.device.record..",
            "keilog.device.publish.."));
    check(
        forbids(
            "keilog.device.lap..",
            "keilog.device.link..",
            "keilog.device.source..",
            "keilog.device.record..",
            "keilog.device.publish.."));
    check(forbids("keilog.device.record..", "keilog.device.publish..", "keilog.device.link.."));
    check(forbids("keilog.device.publish..", "keilog.device.link.."));
  }

  @Test
  void waysOfAskingACarDoNotKnowEachOther() {
    check(forbids("keilog.device.source.elm..", "keilog.device.source.gps.."));
    check(forbids("keilog.device.source.gps..", "keilog.device.source.elm.."));
  }

  @Test
  void theRoomsOfTheProtocolPointDownwards() {
    check(
        forbids(
            "keilog.protocol.channel..",
            "keilog.protocol.block..",
            "keilog.protocol.session..",
            "keilog.protocol.topic..",
            "keilog.protocol.transport..",
            "keilog.protocol.car.."));
    check(
        forbids("keilog.protocol.block..", "keilog.protocol.session..", "keilog.protocol.topic.."));
    check(
        forbids(
            "keilog.protocol.session..", "keilog.protocol.topic..", "keilog.protocol.transport.."));
    check(
        forbids(
            "keilog.protocol.topic..", "keilog.protocol.session..", "keilog.protocol.transport.."));
  }

  @Test
  void librariesStayBehindOneClassOfOurs() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("keilog.device.link..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fazecast.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("keilog.device.panel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.pi4j.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("keilog.protocol.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("keilog.broker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hivemq.."));
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("keilog.tools.exchange.CsvLine")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("de.siegmar.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("keilog.protocol.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.paho.."));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        classes()
            .should()
            .haveNameNotMatching(
                ".*\\.\\w*(Manager|Helper|Util|Utils|Impl|Common|Base|Misc)(\\$.*)?"));
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    try (Stream<Path> tree = Files.walk(Needs.root())) {
      List<Path> bare =
          tree.filter(f -> f.toString().contains("src/main/java") && f.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertEquals(List.of(), bare, "packages without package-info.java");
    }
  }

  private static ArchRule forbids(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(main);
  }
}
