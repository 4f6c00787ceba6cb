package keilog.protocol.topic;

import java.util.Optional;
import java.util.regex.Pattern;
import keilog.protocol.block.SessionId;

/**
 * The topics of one car, and the filters that take in every car. Fixed depth:
 *
 * <pre>
 * keilog/NAME/status                                  JSON   QoS 1  retained  Status
 * keilog/NAME/meta                                    JSON   QoS 1  retained  Meta
 * keilog/NAME/live                                    JSON   QoS 0            Live
 * keilog/NAME/metric/CHANNEL                          number QoS 0  retained, expires after 60 s
 * keilog/NAME/lap                                     JSON   QoS 1            LapNews
 * keilog/NAME/alert                                   JSON   QoS 1            reserved
 * keilog/NAME/session/ID/head                         JSON   QoS 1  retained  SessionHead
 * keilog/NAME/session/ID/blocks                       blocks QoS 1
 * keilog/NAME/session/ID/receipt/COLLECTOR            JSON   QoS 1  retained  Receipt
 * keilog/pits/collector/COLLECTOR                     JSON   QoS 1  retained  Presence
 * </pre>
 */
public final class Topics {
  /** The first level of every topic. */
  public static final String ROOT = "keilog";

  /** Stands where a car's name stands, in the one topic that belongs to no car. */
  public static final String PITS = "pits";

  public static final String EVERY_STATUS = ROOT + "/+/status";
  public static final String EVERY_HEAD = ROOT + "/+/session/+/head";
  public static final String EVERY_BLOCKS = ROOT + "/+/session/+/blocks";
  public static final String EVERY_COLLECTOR = ROOT + "/" + PITS + "/collector/+";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final int LONGEST = 256;

  private final String car;
  private final String base;

  private Topics(String car) {
    this.car = car;
    this.base = ROOT + "/" + car;
  }

  /** The topics of the logger with this name. */
  public static Topics of(String car) {
    if (!isName(car) || car.equals(PITS)) {
      throw new IllegalArgumentException(
          "a logger's name has 1 to 64 of A-Z a-z 0-9 _ -, starts with a letter or digit and is"
              + " not pits: name="
              + car);
    }
    return new Topics(car);
  }

  /**
   * Whether a text can name a logger or a collector: safe in a topic, a file name and a client id.
   */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public String car() {
    return car;
  }

  public String status() {
    return base + "/status";
  }

  public String meta() {
    return base + "/meta";
  }

  public String live() {
    return base + "/live";
  }

  public String metric(String channel) {
    return base + "/metric/" + channel;
  }

  public String lap() {
    return base + "/lap";
  }

  public String alert() {
    return base + "/alert";
  }

  public String head(SessionId session) {
    return session(session) + "/head";
  }

  public String blocks(SessionId session) {
    return session(session) + "/blocks";
  }

  public String receipt(SessionId session, String collector) {
    return session(session) + "/receipt/" + collector;
  }

  /** The filter for the receipts of all collectors for all sessions of this car. */
  public String everyReceipt() {
    return base + "/session/+/receipt/+";
  }

  /** The filter for the heads of all sessions of this car. */
  public String everyHead() {
    return base + "/session/+/head";
  }

  /** Where a collector says that it is there, for all cars. */
  public static String collector(String collector) {
    return ROOT + "/" + PITS + "/collector/" + collector;
  }

  private String session(SessionId session) {
    return base + "/session/" + session;
  }

  /** Reads a topic from the network; empty where it is none of ours. */
  public static Optional<Topic> parse(String topic) {
    if (topic.length() > LONGEST) {
      return Optional.empty();
    }
    String[] level = topic.split("/", -1);
    if (level.length < 3 || !level[0].equals(ROOT) || !isName(level[1])) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        level[1].equals(PITS) ? parsePits(level) : parseCar(level[1], level));
  }

  private static Topic parsePits(String[] level) {
    return level.length == 4 && level[2].equals("collector") && isName(level[3])
        ? new Topic.Collector(level[3])
        : null;
  }

  private static Topic parseCar(String car, String[] level) {
    return switch (level.length) {
      case 3 ->
          switch (level[2]) {
            case "status" -> new Topic.Status(car);
            case "meta" -> new Topic.Meta(car);
            case "live" -> new Topic.Live(car);
            case "lap" -> new Topic.Lap(car);
            case "alert" -> new Topic.Alert(car);
            default -> null;
          };
      case 4 ->
          level[2].equals("metric") && isName(level[3]) ? new Topic.Metric(car, level[3]) : null;
      case 5, 6 -> level[2].equals("session") ? parseSession(car, level) : null;
      default -> null;
    };
  }

  private static Topic parseSession(String car, String[] level) {
    Optional<SessionId> session = sessionId(level[3]);
    if (session.isEmpty()) {
      return null;
    }
    if (level.length == 6) {
      return level[4].equals("receipt") && isName(level[5])
          ? new Topic.Receipt(car, session.get(), level[5])
          : null;
    }
    return switch (level[4]) {
      case "head" -> new Topic.Head(car, session.get());
      case "blocks" -> new Topic.Blocks(car, session.get());
      default -> null;
    };
  }

  private static Optional<SessionId> sessionId(String text) {
    try {
      SessionId session = SessionId.parse(text);
      // One spelling only: 0000012-… would be a second file for the same session.
      return session.toString().equals(text) ? Optional.of(session) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
