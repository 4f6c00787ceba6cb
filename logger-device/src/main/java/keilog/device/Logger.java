package keilog.device;

/** The service in the car. */
public final class Logger {
  private Logger() {}

  public static void main(String[] args) {
    System.err.println("usage: keilog-logger --config FILE [--check | --scan]");
    System.exit(2);
  }
}
