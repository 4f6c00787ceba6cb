package keilog.device;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import keilog.device.link.Link;
import keilog.device.link.Links;
import keilog.device.source.elm.ElmScan;
import keilog.device.source.gps.GpsScan;
import keilog.protocol.time.MonotonicClock;

/**
 * {@code --scan}: says what answers on each port, those of the configuration first. Asks for a GPS
 * receiver before it asks for an adapter, since a receiver talks by itself.
 */
final class PortScan {
  private static final Path BY_ID = Path.of("/dev/serial/by-id");
  private static final Path DEVICES = Path.of("/dev");
  private static final String SERIAL = "{ttyUSB,ttyACM,ttyAMA,rfcomm}*";
  private static final int GPS_BAUD = 9_600;

  private PortScan() {}

  /**
   * @return 0 where anything answered, else 1
   */
  static int run(List<Configuration.Source> configured, PrintStream out, MonotonicClock clock)
      throws InterruptedException {
    Set<String> ports = new LinkedHashSet<>();
    configured.forEach(source -> ports.add(source.port()));
    ports.addAll(devices());
    if (ports.isEmpty()) {
      out.println("no serial port is there: plug the adapter or receiver in and scan again");
      return 1;
    }
    boolean any = false;
    for (String port : ports) {
      any |= scan(port, out, clock);
    }
    return any ? 0 : 1;
  }

  /** By their stable names, and those that have none. */
  private static List<String> devices() {
    List<String> found = new ArrayList<>();
    Set<Path> named = new LinkedHashSet<>();
    for (Path link : list(BY_ID, "*")) {
      found.add(link.toString());
      try {
        named.add(link.toRealPath());
      } catch (IOException gone) {
        found.remove(link.toString());
      }
    }
    for (Path device : list(DEVICES, SERIAL)) {
      if (!named.contains(device)) {
        found.add(device.toString());
      }
    }
    return found;
  }

  private static List<Path> list(Path folder, String glob) {
    List<Path> paths = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
        entries.forEach(paths::add);
      } catch (IOException unreadable) {
        paths.clear();
      }
    }
    paths.sort(null);
    return paths;
  }

  private static boolean scan(String port, PrintStream out, MonotonicClock clock)
      throws InterruptedException {
    try (Link link = Links.opener(port, GPS_BAUD, clock).open()) {
      Optional<String> receiver = GpsScan.identify(link, clock);
      if (receiver.isPresent()) {
        out.printf("%s  gps: %s%n", port, receiver.get());
        return true;
      }
    } catch (IOException absent) {
      out.printf("%s  %s%n", port, absent.getMessage());
      return false;
    }
    ElmScan.Found found = ElmScan.scan(port, clock);
    if (!found.answered()) {
      out.printf("%s  nothing answers%n", port);
      return false;
    }
    out.printf(
        "%s  elm: %s%s%n",
        port, found.adapter(), found.baud() > 0 ? ", at " + found.baud() + " baud" : "");
    if (found.channels().isEmpty()) {
      out.println("  no car answers: " + found.remark());
    } else {
      out.printf("  car: %s, control units %s%n", found.protocol(), found.controlUnits());
      out.println("  channels: " + String.join(", ", found.channels()));
    }
    return true;
  }
}
