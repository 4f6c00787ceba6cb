package keilog.tools.simulate.gps;

import java.util.EnumMap;
import java.util.Map;
import keilog.tools.simulate.drive.CarState;
import keilog.tools.simulate.drive.Chance;
import keilog.tools.simulate.drive.Ground;
import keilog.tools.simulate.wire.Device;
import keilog.tools.simulate.wire.Mishap;
import keilog.tools.simulate.wire.Transmitter;

/**
 * The receiver: a fix at each whole multiple of its period in UTC, sent some time later; messages
 * of the host are obeyed and acknowledged.
 */
public final class GpsReceiver implements Device {
  /** Bytes that wait; what a slow line cannot carry is dropped by whole epochs. */
  private static final int BACKLOG = 2048;

  private final GpsSettings settings;
  private final SkyTime time;
  private final FixLog log;
  private final Sky sky;
  private final Transmitter transmitter;
  private final UbxInput input;
  private final NmeaSentences sentences;
  private final Map<Mishap, Long> mishaps = new EnumMap<>(Mishap.class);
  private UbxConfiguration configuration;
  private long epochUtc;
  private long sendNanos = NEVER;
  private long epochs;
  private long receivedNanos;
  private int newBaud;
  private long newBaudNanos = NEVER;

  public GpsReceiver(GpsSettings settings, SkyTime time, Ground ground, FixLog log) {
    this.settings = settings;
    this.time = time;
    this.log = log;
    this.sky = new Sky(settings, ground);
    this.transmitter = new Transmitter(settings.baud());
    this.input = new UbxInput(this::message);
    this.sentences = new NmeaSentences(settings.talker());
    this.configuration = new UbxConfiguration(settings, this::speed);
  }

  @Override
  public Transmitter transmitter() {
    return transmitter;
  }

  @Override
  public void powerOn(long nanos) {
    transmitter.baud(settings.baud());
    configuration = new UbxConfiguration(settings, this::speed);
    newBaudNanos = NEVER;
    sky.search(time.utcNanos(nanos));
    plan(time.utcNanos(nanos));
  }

  /** The next epoch after a UTC. */
  private void plan(long afterUtc) {
    long period = configuration.periodNanos();
    epochUtc = (Math.floorDiv(afterUtc, period) + 1) * period;
    long jitter =
        (long) (settings.jitterNanos() * Chance.share(settings.seed() + 3, epochUtc / 1000));
    sendNanos = time.monotonicNanos(epochUtc) + settings.latencyNanos() + jitter;
  }

  @Override
  public long nextDue() {
    return Math.min(sendNanos, newBaudNanos);
  }

  @Override
  public void due(long nanos) {
    if (nanos >= newBaudNanos) {
      newBaudNanos = NEVER;
      transmitter.baud(newBaud);
    }
    if (nanos >= sendNanos) {
      send(nanos);
      plan(epochUtc);
    }
  }

  private void send(long nanos) {
    CarState car = time.carAt(epochUtc);
    Fix fix = sky.fix(epochUtc, car);
    long number = epochs++;
    boolean dropped = Chance.share(settings.seed() + 4, epochUtc / 1000) < settings.dropouts();
    if (dropped || active(Mishap.SILENCE, nanos) || transmitter.waiting() > BACKLOG) {
      return;
    }
    if (active(Mishap.GARBAGE, nanos)) {
      for (int i = 0; i < 40; i++) {
        transmitter.send((int) Chance.bits(settings.seed() + 8, number * 64 + i) & 0xff, nanos);
      }
    }
    boolean sent = false;
    if (configuration.sendsPlace(number)) {
      transmitter.send(UbxFrames.place(fix), nanos);
      sent = true;
    }
    if (configuration.sendsSentences()) {
      transmitter.send(sentences.epoch(fix), nanos);
      sent = true;
    }
    if (sent) {
      log.sent(epochUtc, time.monotonicNanos(epochUtc), car, fix.kind() > 0);
    }
  }

  @Override
  public void received(int value, long nanos) {
    if (settings.model() != GpsSettings.Receiver.NMEA && !active(Mishap.SILENCE, nanos)) {
      receivedNanos = nanos;
      input.take(value);
    }
  }

  private void message(int messageClass, int id, byte[] payload) {
    if (UbxConfiguration.isConfiguration(messageClass)) {
      long before = configuration.periodNanos();
      boolean accepted = configuration.apply(id, payload);
      transmitter.send(UbxFrames.acknowledge(accepted, messageClass, id), receivedNanos);
      if (newBaudNanos == PENDING) {
        newBaudNanos = Math.max(receivedNanos, transmitter.finished());
      }
      if (before != configuration.periodNanos()) {
        plan(time.utcNanos(receivedNanos));
      }
    } else if (messageClass == 0x0A && id == 0x04) {
      transmitter.send(version(), receivedNanos);
    } else if (messageClass == 0x01 && id == 0x07 && payload.length == 0) {
      long utc = epochUtc - configuration.periodNanos();
      transmitter.send(UbxFrames.place(sky.fix(utc, time.carAt(utc))), receivedNanos);
    }
  }

  /** A speed is asked for; it holds once the acknowledgement has left. */
  private static final long PENDING = NEVER - 1;

  private void speed(int baud) {
    if (settings.baud() != 0) {
      newBaud = baud;
      newBaudNanos = PENDING;
    }
  }

  private byte[] version() {
    return switch (settings.model()) {
      case NMEA -> new byte[0];
      case UBLOX_M8 ->
          UbxFrames.version(
              "ROM CORE 3.01 (107888)",
              "00080000",
              "FWVER=SPG 3.01",
              "PROTVER=18.00",
              "MOD=NEO-M8N-0");
      case UBLOX_M9 ->
          UbxFrames.version(
              "EXT CORE 4.04 (7f89f7)",
              "00190000",
              "FWVER=SPG 4.04",
              "PROTVER=32.01",
              "MOD=NEO-M9N");
      case UBLOX_M10 ->
          UbxFrames.version(
              "ROM SPG 5.10 (7b202e)",
              "000A0000",
              "FWVER=SPG 5.10",
              "PROTVER=34.10",
              "MOD=MAX-M10S");
    };
  }

  @Override
  public void fault(Mishap mishap, long nowNanos, long untilNanos) {
    mishaps.put(mishap, untilNanos);
    sky.mishap(mishap, time.utcNanos(untilNanos));
  }

  private boolean active(Mishap mishap, long nanos) {
    return mishaps.getOrDefault(mishap, Long.MIN_VALUE) > nanos;
  }
}
