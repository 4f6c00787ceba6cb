package keilog.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import keilog.device.publish.RecordedSessions;
import keilog.protocol.block.SessionId;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.time.MonotonicClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CollectCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new CollectCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private SessionId record(Path sessions) throws Exception {
    Files.createDirectories(sessions);
    return new RecordedSessions(new DiskStorage(sessions), MonotonicClock.SYSTEM, 1)
        .record(20, 2_000);
  }

  @Test
  void takesEverySessionFromACard() throws Exception {
    Path card = folder.resolve("card");
    SessionId session = record(card.resolve("sessions"));
    Path data = folder.resolve("pit");
    assertEquals(0, run("--from", card.toString(), "--data", data.toString()), err::toString);
    String file = "az-1-" + session + ".keilog";
    assertEquals(
        -1,
        Files.mismatch(card.resolve("sessions").resolve(file), data.resolve("sessions/" + file)));
    assertTrue(out.toString().startsWith("complete " + file), out::toString);
    assertTrue(Files.exists(card.resolve("sessions").resolve(file + ".receipt")));
  }

  @Test
  void answersAsJsonAndTakesAFolderOfSessionsToo() throws Exception {
    Path card = folder.resolve("card");
    record(card);
    Path data = folder.resolve("pit");
    assertEquals(0, run("--from", card.toString(), "--data", data.toString(), "--json"));
    assertTrue(out.toString().contains("\"identical\":true"), out::toString);
  }

  @Test
  void refusesWrongUse() {
    String data = folder.resolve("pit").toString();
    assertEquals(2, run("--data", data));
    assertEquals(2, run("--broker", "http://pit", "--data", data));
    assertEquals(2, run("--broker", "mqtt://pit", "--name", "a/b", "--data", data));
    assertEquals(2, run("--from", folder.resolve("nowhere").toString(), "--data", data));
    assertEquals(2, run("--from", data, "--broker", "mqtt://pit", "--data", data));
  }

  @Test
  void saysWhenThereIsNothingToTake() throws Exception {
    Path card = Files.createDirectories(folder.resolve("card"));
    assertEquals(1, run("--from", card.toString(), "--data", folder.resolve("pit").toString()));
    assertTrue(err.toString().contains("no session files"), err::toString);
  }

  @Test
  void refusesAPasswordThatOthersCanRead() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "x");
    secret.toFile().setReadable(true, false);
    int code =
        run(
            "--broker",
            "mqtt://127.0.0.1:1",
            "--password-file",
            secret.toString(),
            "--data",
            folder.resolve("pit").toString());
    assertEquals(1, code);
    assertTrue(err.toString().contains("chmod 600"), err::toString);
  }

  @Test
  void twoCollectorsNeverShareAFolder() throws Exception {
    Path card = folder.resolve("card");
    record(card);
    Path data = Files.createDirectories(folder.resolve("pit"));
    try (FileChannel lock =
            FileChannel.open(
                data.resolve("collect.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = lock.lock()) {
      assertEquals(1, run("--from", card.toString(), "--data", data.toString()));
    }
    assertTrue(err.toString().contains("another keilog collect"), err::toString);
  }
}
