package keilog.protocol.track;

import java.util.ArrayList;
import java.util.List;
import keilog.protocol.toml.RefusedToml;

/** Lines of {@code latitude,longitude} in driving order; lines that begin with # are remarks. */
final class CentrelineFile {
  private CentrelineFile() {}

  static List<GeoPoint> read(String file, String csv) throws RefusedToml {
    List<GeoPoint> points = new ArrayList<>();
    int number = 0;
    for (String line : csv.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        points.add(point(file, number, line));
      }
    }
    return points;
  }

  private static GeoPoint point(String file, int number, String line) throws RefusedToml {
    String[] cells = line.split(",", -1);
    try {
      if (cells.length == 2) {
        return new GeoPoint(
            Double.parseDouble(cells[0].strip()), Double.parseDouble(cells[1].strip()));
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new RefusedToml(
        file, number, "a line is latitude,longitude in degrees: line=" + line.strip());
  }
}
