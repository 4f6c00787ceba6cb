package keilog.protocol.topic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import keilog.protocol.block.SessionId;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a logger is. The last will is one without {@code running}.
 *
 * @param name the logger's name
 * @param running its state; absent where the logger is offline
 */
public record Status(String name, Optional<Running> running) {
  private static final int MOST_SOURCES = 64;
  private static final int MOST_RATES = 512;

  /** Where blocks go. */
  public enum Store {
    CARD("card"),
    MEMORY_ONLY("memory only"),
    FULL("full");

    private final String text;

    Store(String text) {
      this.text = text;
    }
  }

  /** Who told the wall clock. */
  public enum ClockSource {
    NONE("none"),
    NTP("ntp"),
    GNSS("gnss");

    private final String text;

    ClockSource(String text) {
      this.text = text;
    }
  }

  /**
   * @param boot the device's boot counter
   * @param session being recorded, if any
   * @param recording whether samples are being kept now
   * @param storage where blocks go
   * @param timeMillis monotonic milliseconds of this status
   * @param ts the same in unix milliseconds, absent until the clock is known
   * @param clock who told the wall clock
   * @param sources every configured source
   * @param dropped rows dropped since the start, all sources
   * @param backlogBlocks forced blocks that the slowest present collector has not confirmed
   * @param backlogBytes their bytes
   * @param forceMillis how long the last force of the card took
   * @param forceMostMillis the longest force since the start
   * @param hoursLeft recording time that still fits on the card, where known
   * @param temperatureCelsius of the board, where it tells
   * @param link to the broker
   */
  public record Running(
      int boot,
      Optional<SessionId> session,
      boolean recording,
      Store storage,
      long timeMillis,
      OptionalLong ts,
      ClockSource clock,
      List<SourceStatus> sources,
      long dropped,
      long backlogBlocks,
      long backlogBytes,
      double forceMillis,
      double forceMostMillis,
      OptionalDouble hoursLeft,
      OptionalDouble temperatureCelsius,
      LinkStatus link) {
    public Running {
      sources = List.copyOf(sources);
    }
  }

  /**
   * @param name of the source, unique
   * @param kind as configured
   * @param state {@code absent}, {@code starting}, {@code running} or {@code silent}
   * @param sinceMillis monotonic milliseconds of the last change of state
   * @param detail what is so; may be empty
   * @param action what to do about it; may be empty
   * @param rates rate reached per channel in Hz
   */
  public record SourceStatus(
      String name,
      String kind,
      String state,
      long sinceMillis,
      String detail,
      String action,
      Map<String, Double> rates) {
    public SourceStatus {
      rates = Map.copyOf(rates);
    }
  }

  /**
   * @param rttMillis of the last acknowledged message, where there was one
   * @param sinceMillis monotonic milliseconds of the connect
   * @param problem what the broker refuses, and what to do; absent when all is well
   */
  public record LinkStatus(
      OptionalDouble rttMillis, OptionalLong sinceMillis, Optional<String> problem) {}

  /** What the broker says for the logger when the connection is lost. */
  public static Status offline(String name) {
    return new Status(name, Optional.empty());
  }

  public byte[] toJson() {
    ObjectNode json = Json.object().put("online", running.isPresent()).put("name", name);
    running.ifPresent(r -> put(json, r));
    return Json.bytes(json);
  }

  private static void put(ObjectNode json, Running r) {
    json.put("boot", r.boot())
        .put("session", r.session().map(SessionId::toString).orElse(null))
        .put("recording", r.recording())
        .put("storage", r.storage().text)
        .put("t", r.timeMillis());
    r.ts().ifPresent(millis -> json.put("ts", millis));
    json.put("clock", r.clock().text);
    ArrayNode sources = json.putArray("sources");
    r.sources().stream().limit(MOST_SOURCES).forEach(s -> put(sources.addObject(), s));
    json.put("dropped", r.dropped());
    json.putObject("backlog").put("blocks", r.backlogBlocks()).put("bytes", r.backlogBytes());
    json.putObject("force_ms")
        .put("last", tenths(r.forceMillis()))
        .put("max", tenths(r.forceMostMillis()));
    r.hoursLeft().ifPresent(hours -> json.put("hours_left", tenths(hours)));
    r.temperatureCelsius().ifPresent(celsius -> json.put("temperature", tenths(celsius)));
    ObjectNode link = json.putObject("link");
    r.link().rttMillis().ifPresent(millis -> link.put("rtt_ms", tenths(millis)));
    r.link().sinceMillis().ifPresent(millis -> link.put("since", millis));
    r.link().problem().ifPresent(text -> link.put("problem", text));
  }

  private static void put(ObjectNode json, SourceStatus s) {
    json.put("name", s.name())
        .put("kind", s.kind())
        .put("state", s.state())
        .put("since", s.sinceMillis())
        .put("detail", cut(s.detail()))
        .put("action", cut(s.action()));
    ObjectNode rates = json.putObject("rates");
    s.rates().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST_RATES)
        .forEach(rate -> rates.put(rate.getKey(), tenths(rate.getValue())));
  }

  private static String cut(String text) {
    return text.length() <= Payloads.SENTENCE_CHARS
        ? text
        : text.substring(0, Payloads.SENTENCE_CHARS);
  }

  private static double tenths(double value) {
    return Double.isFinite(value) ? Math.round(value * 10) / 10.0 : 0;
  }

  public static Status fromJson(byte[] json) throws PayloadException {
    Members m = Json.parse(json);
    String name = Payloads.name(m.text("name", Payloads.NAME_CHARS));
    return new Status(name, m.bool("online") ? Optional.of(running(m)) : Optional.empty());
  }

  private static Running running(Members m) throws PayloadException {
    Optional<String> session = m.optionalText("session", Payloads.ID_CHARS);
    Members backlog = m.object("backlog");
    Members force = m.object("force_ms");
    Members link = m.object("link");
    return new Running(
        (int) m.whole("boot", 0, Integer.MAX_VALUE),
        session.isPresent() ? Optional.of(Payloads.session(session.get())) : Optional.empty(),
        m.bool("recording"),
        store(m.text("storage", 20)),
        m.whole("t", 0, Payloads.LATEST_MILLIS),
        m.optionalWhole("ts", 0, Payloads.LATEST_MILLIS),
        clock(m.text("clock", 20)),
        m.list("sources", MOST_SOURCES, Status::source),
        m.whole("dropped", 0, Long.MAX_VALUE),
        backlog.whole("blocks", 0, Long.MAX_VALUE),
        backlog.whole("bytes", 0, Long.MAX_VALUE),
        force.number("last"),
        force.number("max"),
        m.optionalNumber("hours_left"),
        m.optionalNumber("temperature"),
        new LinkStatus(
            link.optionalNumber("rtt_ms"),
            link.optionalWhole("since", 0, Payloads.LATEST_MILLIS),
            link.optionalText("problem", Payloads.SENTENCE_CHARS)));
  }

  private static SourceStatus source(Members m) throws PayloadException {
    return new SourceStatus(
        m.text("name", Payloads.NAME_CHARS),
        m.text("kind", Payloads.NAME_CHARS),
        m.text("state", 20),
        m.whole("since", 0, Payloads.LATEST_MILLIS),
        m.text("detail", Payloads.SENTENCE_CHARS),
        m.text("action", Payloads.SENTENCE_CHARS),
        m.object("rates").numbers(MOST_RATES, List.of()));
  }

  private static Store store(String text) throws PayloadException {
    for (Store store : Store.values()) {
      if (store.text.equals(text)) {
        return store;
      }
    }
    throw new PayloadException("blocks go to card, memory only or full: storage=" + text);
  }

  private static ClockSource clock(String text) throws PayloadException {
    for (ClockSource source : ClockSource.values()) {
      if (source.text.equals(text)) {
        return source;
      }
    }
    throw new PayloadException("a clock is none, ntp or gnss: clock=" + text);
  }
}
