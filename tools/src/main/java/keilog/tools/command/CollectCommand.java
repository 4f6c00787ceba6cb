package keilog.tools.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.KeptReceipt;
import keilog.protocol.topic.Topics;
import keilog.protocol.transport.BrokerAddress;
import keilog.tools.collect.CardCollector;
import keilog.tools.collect.Collector;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keilog collect}: sessions into the pits, from a broker or from a card. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description = {
      "Collects sessions of all cars into DIR/sessions, byte for byte as in the car.",
      "From a broker until it is interrupted, or once from a card or stick."
    })
final class CollectCommand implements Callable<Integer> {
  private static final String SESSIONS = "sessions";
  private static final String LOCK = "collect.lock";

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Origin origin;

  private static final class Origin {
    @Option(
        names = "--broker",
        paramLabel = "URL",
        description = "mqtt://HOST:1883 or mqtts://HOST:8883")
    private String broker;

    @Option(
        names = "--from",
        paramLabel = "DIR",
        description = "A card's or stick's folder: with the session files, or with their folder.")
    private Path from;
  }

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Where the sessions go: DIR/sessions.")
  private Path data;

  @Option(
      names = "--name",
      defaultValue = "pit-laptop",
      description =
          "Who collects; the name a logger's keepers are listed by. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(names = "--user", description = "To log in at the broker.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Its first line is the password; readable by its owner only.")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(names = "--ca", paramLabel = "FILE", description = "Certificates to trust, PEM.")
  private Optional<Path> ca = Optional.empty();

  @Option(names = "--json", description = "Answers as JSON, one object a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Topics.isName(name)) {
      throw wrong("a collector's name has 1 to 64 of A-Z a-z 0-9 _ -: name=" + name);
    }
    Path sessions = Files.createDirectories(data.resolve(SESSIONS));
    try (FileChannel lock = lock(data)) {
      return lock == null
          ? fail("another keilog collect is using " + data)
          : origin.from != null ? fromCard(sessions) : fromBroker(sessions);
    }
  }

  /** Two collectors in one folder would cut each other's files. Null where another holds it. */
  private static FileChannel lock(Path data) throws IOException {
    FileChannel file =
        FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isHeld(file)) {
      file.close();
      return null;
    }
    return file;
  }

  private static boolean isHeld(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private int fromBroker(Path sessions) throws InterruptedException {
    BrokerAddress broker;
    try {
      broker = broker();
    } catch (IOException e) {
      return fail(e.getMessage());
    }
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(interrupted, ended), "ending"));
    spec.commandLine().getErr().println("collecting from " + broker + " into " + sessions);
    Collector collector =
        Collector.open(
            broker, name, new DiskStorage(sessions), MonotonicClock.SYSTEM, this::completed);
    try (collector) {
      interrupted.await();
    } finally {
      ended.countDown();
    }
    return 0;
  }

  private BrokerAddress broker() throws IOException {
    try {
      BrokerAddress broker = BrokerAddress.parse(origin.broker);
      return broker.with(
          ca,
          user,
          passwordFile.isPresent()
              ? Optional.of(BrokerAddress.readPassword(passwordFile.get()))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private static void end(CountDownLatch interrupted, CountDownLatch ended) {
    interrupted.countDown();
    try {
      ended.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void completed(KeptReceipt receipt) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json
            ? new String(receipt.toJson(), StandardCharsets.UTF_8)
            : "complete %s %s".formatted(receipt.session(), receipt.sha256().orElse("-")));
    out.flush();
  }

  private int fromCard(Path sessions) throws IOException {
    Path folder =
        Files.isDirectory(origin.from.resolve(SESSIONS))
            ? origin.from.resolve(SESSIONS)
            : origin.from;
    if (!Files.isDirectory(folder)) {
      throw wrong("no such folder: from=" + origin.from);
    }
    CardCollector card =
        new CardCollector(new DiskStorage(folder), new DiskStorage(sessions), name);
    List<String> files = card.files();
    if (files.isEmpty()) {
      return fail("no session files in " + folder);
    }
    List<CardCollector.Taken> taken = new ArrayList<>();
    for (String file : files) {
      try {
        CardCollector.Taken one = card.take(file);
        taken.add(one);
        print(one);
      } catch (IOException e) {
        fail("%s could not be taken: %s".formatted(file, e.getMessage()));
      }
    }
    boolean all = taken.size() == files.size();
    return all && taken.stream().allMatch(CardCollector.Taken::complete) ? 0 : 1;
  }

  private void print(CardCollector.Taken taken) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? taken.toJson() : taken.toText());
    out.flush();
  }

  private int fail(String message) {
    spec.commandLine().getErr().println("collect: " + message);
    return 1;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
