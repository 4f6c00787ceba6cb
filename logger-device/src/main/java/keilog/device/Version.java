package keilog.device;

/** Names this software in sessions and messages. */
final class Version {
  static final String SOFTWARE = "keilog-logger 0.1.0";

  private Version() {}
}
