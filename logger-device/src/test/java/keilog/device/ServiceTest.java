package keilog.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import keilog.device.Configuration.Source;
import keilog.device.lap.LapSettings;
import keilog.device.record.KernelTime;
import keilog.device.record.RecorderFacts;
import keilog.device.record.SourceFacts;
import keilog.device.source.SourceHealth;
import keilog.protocol.block.End;
import keilog.protocol.channel.Channel;
import keilog.protocol.session.ReadReport;
import keilog.protocol.session.SessionReader;
import keilog.protocol.session.SessionVisitor;
import keilog.protocol.time.MonotonicClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceTest {
  @TempDir Path folder;

  private Configuration configuration(String... sources) {
    List<Source> list = new ArrayList<>();
    for (String name : sources) {
      list.add(new Source(name, "elm", "/dev/" + name, OptionalInt.empty(), OptionalInt.empty()));
    }
    return new Configuration(
        "az-1",
        "az-1",
        folder.resolve("data"),
        list,
        new Configuration.Session(
            Configuration.Start.ALWAYS, java.time.Duration.ZERO, Configuration.WhenFull.STOP),
        LapSettings.USUAL,
        Optional.empty(),
        List.of(),
        OptionalInt.empty());
  }

  private Service open(Configuration configuration, Map<String, ScriptedSource> sources)
      throws IOException {
    return Service.open(
        configuration, s -> sources.get(s.name()), MonotonicClock.SYSTEM, KernelTime.UNKNOWN);
  }

  private List<Path> sessions() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data/sessions"))) {
      return files.filter(f -> f.toString().endsWith(".keilog")).sorted().toList();
    }
  }

  private static ReadReport read(Path file) throws IOException {
    return SessionReader.open(file).read(new SessionVisitor() {});
  }

  @Test
  void recordsToDiskAndEndsTheSessionWithinTwoSeconds() throws Exception {
    ScriptedSource source = ScriptedSource.steady("elm");
    Service service = open(configuration("elm"), Map.of("elm", source));
    Eventually.is("rows come", () -> source.rows.get() > 300);
    Eventually.is("recording", () -> service.recorder().facts().session().isPresent());
    long begun = System.nanoTime();
    service.close();
    long took = System.nanoTime() - begun;
    service.close();

    assertTrue(took < TimeUnit.SECONDS.toNanos(2), "took " + took / 1e9 + " s");
    assertEquals(1, sessions().size());
    ReadReport report = read(sessions().getFirst());
    assertTrue(report.complete(), report::toString);
    assertEquals(Optional.of(End.Reason.SHUTDOWN), report.end().map(End::reason));
    // a source may offer a few more after the session's end
    assertTrue(report.rows() >= 300 && report.rows() <= source.rows.get(), report::toString);
  }

  @Test
  void aFaultInOneSourceStartsItAgainAndLeavesTheOtherAlone() throws Exception {
    ScriptedSource faulty = ScriptedSource.faulty("elm", 20);
    ScriptedSource steady = ScriptedSource.steady("elm-2");
    try (Service service =
        open(configuration("elm", "elm-2"), Map.of("elm", faulty, "elm-2", steady))) {
      Eventually.is("started again", () -> faulty.runs.get() >= 2 && faulty.rows.get() >= 40);
      Eventually.is(
          "the fault shows",
          () ->
              service.recorder().facts().sources().stream()
                  .map(SourceFacts::health)
                  .anyMatch(h -> h.detail().contains("a fault of the test's own")));
      SourceFacts other = service.recorder().facts().sources().get(1);
      assertEquals(SourceHealth.State.RUNNING, other.health().state());
      assertEquals(1, steady.runs.get());
    }
    ReadReport report = read(sessions().getFirst());
    assertTrue(report.complete(), report::toString);
    assertTrue(
        report.schema().orElseThrow().groups().stream()
                .flatMap(g -> g.channels().stream())
                .filter(c -> c.quantity() == Channel.ENGINE_SPEED.id())
                .count()
            >= 1);
  }

  @Test
  void showsASourceThatIsAbsentAndRecordsTheOther() throws Exception {
    ScriptedSource absent = ScriptedSource.mute("elm");
    ScriptedSource steady = ScriptedSource.steady("elm-2");
    try (Service service =
        open(configuration("elm", "elm-2"), Map.of("elm", absent, "elm-2", steady))) {
      Eventually.is("recording", () -> service.recorder().facts().session().isPresent());
      Eventually.is(
          "absence shows",
          () ->
              service.recorder().facts().sources().getFirst().health().state()
                  == SourceHealth.State.ABSENT);
      assertEquals(RecorderFacts.Store.CARD, service.recorder().facts().store());
    }
    assertTrue(read(sessions().getFirst()).rows() > 0);
  }

  @Test
  void aServiceThatWasAbandonedIsRecoveredAndContinuedByTheNext() throws Exception {
    ScriptedSource first = ScriptedSource.steady("elm");
    Service killed = open(configuration("elm"), Map.of("elm", first));
    Eventually.is(
        "some blocks are forced",
        () -> killed.recorder().shelf().sessions().stream().anyMatch(s -> s.blocks() > 4));
    // as kill -9 leaves it: a copy of the folder in the midst of it all
    Path copy = folder.resolve("killed");
    Files.createDirectories(copy.resolve("sessions"));
    for (Path file : sessions()) {
      Files.copy(file, copy.resolve("sessions").resolve(file.getFileName()));
    }
    Files.copy(folder.resolve("data/sessions/boot.counter"), copy.resolve("sessions/boot.counter"));
    killed.close();
    Files.move(folder.resolve("data"), folder.resolve("gone"));
    Files.move(copy, folder.resolve("data"));

    ScriptedSource second = ScriptedSource.steady("elm");
    try (Service next = open(configuration("elm"), Map.of("elm", second))) {
      Eventually.is("recording", () -> next.recorder().facts().session().isPresent());
    }
    assertEquals(2, sessions().size());
    ReadReport torn = read(sessions().getFirst());
    assertEquals(Optional.of(End.Reason.RECOVERED), torn.end().map(End::reason));
    assertTrue(torn.complete(), torn::toString);
    assertEquals(
        Optional.of(torn.schema().orElseThrow().session().toString()),
        read(sessions().getLast()).schema().orElseThrow().continues());
  }

  @Test
  void threadsAreNamedByTheirRoleAndGoneAfterwards() throws Exception {
    ScriptedSource source = ScriptedSource.steady("elm");
    try (Service service = open(configuration("elm"), Map.of("elm", source))) {
      Eventually.is("recording", () -> service.recorder().facts().session().isPresent());
      List<String> names = threads();
      assertTrue(names.contains("source-elm") && names.contains("recorder"), names::toString);
    }
    Eventually.is("threads end", () -> !threads().contains("source-elm"));
    assertFalse(threads().contains("recorder"));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  @Test
  void checkSaysWhatEachChannelGivesAndWhatIsWrong() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, ScriptedSource> sources =
        Map.of("elm", ScriptedSource.steady("elm"), "elm-2", ScriptedSource.mute("elm-2"));
    int code =
        SourceCheck.run(
            configuration("elm", "elm-2"),
            s -> sources.get(s.name()),
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            MonotonicClock.SYSTEM,
            TimeUnit.MILLISECONDS.toNanos(600),
            TimeUnit.SECONDS.toNanos(1));
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertEquals(1, code, said);
    assertTrue(said.contains("elm  /dev/elm  running"), said);
    assertTrue(said.matches("(?s).*engine_speed +\\d+ rpm +\\d+\\.\\d Hz.*"), said);
    assertTrue(said.contains("the port is not there\n  what to do: plug it in"), said);
    assertTrue(said.contains("hours fit"), said);
  }

  @Test
  void checkIsGoodWhenEverySourceGivesValues() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code =
        SourceCheck.run(
            configuration("elm"),
            s -> ScriptedSource.steady("elm"),
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            MonotonicClock.SYSTEM,
            TimeUnit.MILLISECONDS.toNanos(400),
            TimeUnit.SECONDS.toNanos(1));
    assertEquals(0, code, () -> bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void wrongUseAndARefusedConfigurationExitWithTwo() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertEquals(2, Logger.run(List.of(), to, to));
    assertEquals(2, Logger.run(List.of("--config"), to, to));
    assertEquals(2, Logger.run(List.of("--config", "x", "--chek"), to, to));
    Path file = folder.resolve("logger.toml");
    Files.writeString(file, "car = \"az-2\"\n");
    assertEquals(2, Logger.run(List.of("--config", file.toString()), to, to));
    assertEquals(2, Logger.run(List.of("--config", folder.resolve("none").toString()), to, to));
    assertEquals(0, Logger.run(List.of("--help"), to, to));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("logger.toml:1: car is one of \"az-1\", \"s660\""), said);
  }
}
