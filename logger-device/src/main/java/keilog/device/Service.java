package keilog.device;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import keilog.device.panel.RecordingLed;
import keilog.device.publish.Publisher;
import keilog.device.publish.PublisherSettings;
import keilog.device.record.KernelTime;
import keilog.device.record.Recorder;
import keilog.device.record.RecorderSettings;
import keilog.device.record.SourceFeed;
import keilog.device.source.Source;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.CarProfiles;
import keilog.protocol.session.DiskStorage;
import keilog.protocol.session.Storage;
import keilog.protocol.time.MonotonicClock;
import keilog.protocol.topic.Meta;
import keilog.protocol.transport.BrokerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running logger: a thread per source, one for the recorder, and what publishes and shows.
 * Opens in the way of the data. Closes the recorder first, so that no source's own end is told as
 * trouble, and the publisher after it, so that the session's END is among what it sends.
 */
final class Service implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final long RECORDER_END_MILLIS = 10_000;

  private final List<Closeable> outlets = new ArrayList<>();
  private final List<SourceThread> sources = new ArrayList<>();
  private final Recorder recorder;
  private final Thread recorderThread;
  private boolean closed;

  private Service(Recorder recorder) {
    this.recorder = recorder;
    this.recorderThread = Thread.ofPlatform().name("recorder").unstarted(recorder::run);
  }

  /**
   * Starts everything.
   *
   * @param makeSource makes the sources that the configuration names
   * @throws IOException where the data folder cannot be made
   */
  static Service open(
      Configuration configuration,
      Function<Configuration.Source, Source> makeSource,
      MonotonicClock clock,
      KernelTime kernel)
      throws IOException {
    Storage sessions = folder(configuration.data().resolve("sessions"));
    Recorder recorder =
        Recorder.over(
            settings(configuration),
            sessions,
            clock,
            kernel,
            configuration.channels(),
            () -> ThreadLocalRandom.current().nextInt());
    Service service = new Service(recorder);
    try {
      service.start(configuration, makeSource, clock);
      return service;
    } catch (Throwable failure) {
      try (service) {
        throw failure;
      }
    }
  }

  private static Storage folder(Path path) throws IOException {
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw new IOException(
          "the data folder cannot be made: %s; check data in the configuration, and its rights"
              .formatted(failure),
          failure);
    }
    return new DiskStorage(path);
  }

  private static RecorderSettings settings(Configuration configuration) {
    Configuration.Session session = configuration.session();
    return RecorderSettings.usual(
        configuration.name(),
        configuration.car(),
        Version.SOFTWARE,
        switch (session.start()) {
          case AUTO -> RecorderSettings.Start.AUTO;
          case ALWAYS -> RecorderSettings.Start.ALWAYS;
          case MANUAL -> RecorderSettings.Start.MANUAL;
        },
        session.preTrigger(),
        session.whenFull() == Configuration.WhenFull.OLDEST,
        configuration.laps());
  }

  private void start(
      Configuration configuration,
      Function<Configuration.Source, Source> makeSource,
      MonotonicClock clock)
      throws IOException {
    for (Configuration.Source source : configuration.sources()) {
      SourceFeed feed =
          recorder.feed(source.name(), source.kind(), Sources.valuesPerSecond(source));
      sources.add(SourceThread.start(makeSource.apply(source), feed));
    }
    recorder.prepare();
    recorderThread.start();
    LOG.info(
        "logger {} is up: car={}, boot={}, sources={}",
        configuration.name(),
        configuration.car(),
        recorder.facts().boot(),
        configuration.sources().stream().map(Configuration.Source::name).toList());
    if (configuration.mqtt().isPresent()) {
      outlets.add(publisher(configuration, configuration.mqtt().get(), clock));
    }
    if (configuration.ledGpio().isPresent()) {
      outlets.add(RecordingLed.open(configuration.ledGpio().getAsInt(), recorder::facts));
    }
  }

  private Closeable publisher(
      Configuration configuration, Configuration.Mqtt mqtt, MonotonicClock clock)
      throws IOException {
    Optional<String> password = Optional.empty();
    if (mqtt.passwordFile().isPresent()) {
      password = Optional.of(BrokerAddress.readPassword(mqtt.passwordFile().get()));
    }
    BrokerAddress broker = BrokerAddress.parse(mqtt.url()).with(mqtt.ca(), mqtt.user(), password);
    CarProfile car = CarProfiles.find(configuration.car()).orElseThrow();
    PublisherSettings settings =
        new PublisherSettings(
            configuration.name(),
            recorder.facts().boot(),
            broker,
            mqtt.keepers(),
            mqtt.liveHz(),
            new Meta.Car(
                car.id(),
                car.name(),
                car.bodyColour(),
                wide(car.redlineRpm()),
                wide(car.shiftRpm())),
            car.notes().stream().findFirst());
    Storage receipts = folder(configuration.data().resolve("receipts"));
    Storage sessions = folder(configuration.data().resolve("sessions"));
    return Publisher.open(settings, recorder, receipts, sessions, clock);
  }

  private static OptionalLong wide(OptionalInt value) {
    return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
  }

  Recorder recorder() {
    return recorder;
  }

  /** Ends the session in good order, then everything. Safe twice. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    recorder.stop();
    try {
      recorderThread.join(RECORDER_END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sources.forEach(SourceThread::interrupt);
    for (Closeable outlet : outlets.reversed()) {
      outlet.close();
    }
    sources.forEach(SourceThread::close);
  }
}
