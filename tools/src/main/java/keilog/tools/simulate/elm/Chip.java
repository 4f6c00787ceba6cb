package keilog.tools.simulate.elm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which adapter it is. */
public enum Chip {
  /** The original. */
  ELM327("ELM327 v1.5", "", ""),
  STN1110("ELM327 v1.4b", "STN1110 v4.2.0", "OBDLink r1.7"),
  STN2120("ELM327 v1.4b", "STN2120 v5.6.5", "OBDLink EX r1.0"),
  /** A cheap copy: says v2.1, knows less than v1.0. */
  CLONE("ELM327 v2.1", "", "");

  private final String banner;
  private final String firmware;
  private final String device;

  Chip(String banner, String firmware, String device) {
    this.banner = banner;
    this.firmware = firmware;
    this.device = device;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Chip> find(String text) {
    return List.of(values()).stream().filter(c -> c.text().equals(text)).findFirst();
  }

  /** What it calls itself. */
  String banner() {
    return banner;
  }

  /** The answer to STI; empty where the chip has no ST commands. */
  String firmware() {
    return firmware;
  }

  String device() {
    return device;
  }

  boolean stn() {
    return !firmware.isEmpty();
  }

  /** Whether a digit after the request limits the answers. */
  boolean counts() {
    return this != CLONE;
  }
}
