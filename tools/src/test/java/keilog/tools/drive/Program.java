package keilog.tools.drive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One program of ours (or a broker) in a process of its own, its output in files, ended with the
 * test.
 */
final class Program implements AutoCloseable {
  private final String name;
  private final List<String> command;
  private final Path output;
  private final Path talk;
  private Process process;

  private Program(String name, List<String> command, Path logs) {
    this.name = name;
    this.command = command;
    this.output = logs.resolve(name + ".out");
    this.talk = logs.resolve(name + ".err");
  }

  /** A main class of the project on the test's own class path. */
  static Program java(String name, Path logs, String mainClass, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                mainClass));
    command.addAll(List.of(arguments));
    return new Program(name, command, logs);
  }

  /** Any other program. */
  static Program command(String name, Path logs, String... command) {
    return new Program(name, List.of(command), logs);
  }

  Program start() {
    try {
      Files.deleteIfExists(output);
      process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(talk.toFile()))
              .start();
      process.getOutputStream().close();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL, and gone when this returns. */
  void killNine() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(20));
  }

  /** SIGTERM; the exit status. */
  int terminate() {
    process.destroy();
    return awaitEnd(Duration.ofSeconds(20));
  }

  int awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(name + " did not end within " + limit + ": " + talk());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** The second word of the output line that begins with this word, as soon as it is there. */
  String answer(String word) {
    return Await.value(
        name + " to say " + word,
        Duration.ofSeconds(60),
        () -> {
          if (!alive()) {
            throw new AssertionError(name + " ended: " + talk());
          }
          return lines().stream()
              .filter(l -> l.startsWith(word + " "))
              .map(l -> l.split(" ")[1])
              .findFirst();
        },
        this::talk);
  }

  /** What it printed to stderr over all its starts, the last 4,000 characters. */
  String talk() {
    try {
      String all = Files.exists(talk) ? Files.readString(talk) : "";
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(output) ? Files.readAllLines(output) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Processor time it has used so far. */
  Duration processorTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Names of its threads as the system shows them (cut to 15 characters). */
  List<String> threadNames() {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      return tasks.map(Program::threadName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String threadName(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException _) {
      return ""; // it has just ended
    }
  }

  Optional<Long> residentKilobytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
          .filter(l -> l.startsWith("VmRSS:"))
          .map(l -> Long.parseLong(l.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
      awaitEnd(Duration.ofSeconds(20));
    }
  }
}
