package keilog.device.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keilog.protocol.time.MonotonicClock;

/**
 * A serial port: the only class that knows jSerialComm, none of whose constants get out.
 *
 * <p>Reads are blocking and take what is there (measured 2026-11: half the CPU of the library's
 * event listener, and the listener of 2.11.4 spins once the device is gone). Time-outs come in
 * steps of 100 ms, as termios has them. The ports are never listed: polling that list has crashed
 * the library on arm64 (its issue 564); the configured path is opened, its symbolic link resolved
 * anew each time.
 */
final class SerialLink implements Link {
  private static final int READ_STEP_MILLIS = 100;
  private static final int EACCES = 13;

  private final SerialPort port;
  private final MonotonicClock clock;
  private int baud;
  private long arrivedNanos;
  private volatile boolean closed;

  private SerialLink(SerialPort port, int baud, MonotonicClock clock) {
    this.port = port;
    this.baud = baud;
    this.clock = clock;
  }

  static SerialLink open(Path device, int baud, MonotonicClock clock) throws IOException {
    if (!Files.exists(device)) {
      throw new IOException(
          "the device is not there: port=%s; plug it in, or look in /dev/serial/by-id for its name"
              .formatted(device));
    }
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      throw denied(device);
    }
    SerialPort port;
    try {
      port = SerialPort.getCommPort(device.toString());
    } catch (SerialPortInvalidPortException invalid) {
      throw new IOException("this is no serial port: port=%s".formatted(device), invalid);
    }
    port.setBaudRate(baud);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_STEP_MILLIS, 0);
    if (!port.openPort(0)) {
      throw refused(device, port.getLastErrorCode());
    }
    // What came while nobody listened has lost its time of arrival.
    port.flushIOBuffers();
    return new SerialLink(port, baud, clock);
  }

  private static IOException refused(Path device, int error) {
    if (error == EACCES) {
      return denied(device);
    }
    // The library also reports "no such file" for a port that this process already holds.
    if (!Files.exists(device)) {
      return new IOException("the device went away while it was opened: port=" + device);
    }
    return new IOException(
        "the port does not open, mostly because another program holds it: port=%s, errno=%d; end that program (fuser -v %s names it)"
            .formatted(device, error, device));
  }

  private static IOException denied(Path device) {
    return new IOException(
        "permission denied: port=%s; add the user to group dialout and log in anew"
            .formatted(device));
  }

  @Override
  public int read(byte[] into, int offset, int length, int timeoutMillis) {
    long deadlineNanos = clock.nanos() + timeoutMillis * 1_000_000L;
    while (!closed) {
      int count = port.readBytes(into, length, offset);
      if (count > 0) {
        arrivedNanos = clock.nanos();
        return count;
      }
      if (count < 0) {
        // Every further read would fail at once: closing here keeps a careless caller from spinning
        // on it.
        close();
        return GONE;
      }
      if (clock.nanos() - deadlineNanos >= 0) {
        return 0;
      }
    }
    return GONE;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int length) {
    if (closed || port.writeBytes(bytes, length, offset) != length) {
      close();
      return false;
    }
    return true;
  }

  @Override
  public long arrivedNanos() {
    return arrivedNanos;
  }

  @Override
  public int baud() {
    return baud;
  }

  @Override
  public void setBaud(int baud) {
    this.baud = baud;
    port.setBaudRate(baud);
  }

  @Override
  public void close() {
    closed = true;
    port.closePort();
  }
}
