package keilog.tools.simulate.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Drives a device without threads or clocks: time stands still unless the bench moves it. */
public final class DeviceBench {
  private final Device device;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final byte[] packet = new byte[256];
  private long now;

  public DeviceBench(Device device, long startNanos) {
    this.device = device;
    this.now = startNanos;
    device.powerOn(startNanos);
  }

  public long now() {
    return now;
  }

  /** Goes on until an instant. */
  public void until(long nanos) {
    while (true) {
      long due = Math.min(device.nextDue(), device.transmitter().nextDue());
      if (due > nanos) {
        break;
      }
      now = Math.max(now, due);
      if (device.nextDue() <= now) {
        device.due(device.nextDue());
      }
      take();
    }
    now = Math.max(now, nanos);
  }

  private void take() {
    while (device.transmitter().nextDue() <= now) {
      said.write(packet, 0, device.transmitter().take(now, packet));
    }
  }

  /** Writes bytes at once; they reach the device a character time after another. */
  public void write(String text) {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void write(byte[] bytes) {
    for (byte value : bytes) {
      until(now + device.transmitter().characterNanos());
      device.received(value & 0xff, now);
    }
  }

  /** Writes and waits for a prompt; the answer, which lacks it where none came within 20 s. */
  public String ask(String text) {
    taken();
    long limit = now + 20_000_000_000L;
    write(text);
    while (now < limit && !said.toString(StandardCharsets.ISO_8859_1).endsWith(">")) {
      until(Math.min(limit, Math.min(device.nextDue(), device.transmitter().nextDue())));
    }
    return taken();
  }

  /** How long the last byte's way out ends after now, negative where it is out. */
  public long nanosOf(String text) {
    long before = now;
    ask(text);
    return now - before;
  }

  /** What was said since the last call. */
  public String taken() {
    String text = said.toString(StandardCharsets.ISO_8859_1);
    said.reset();
    return text;
  }

  public byte[] takenBytes() {
    byte[] bytes = said.toByteArray();
    said.reset();
    return bytes;
  }
}
