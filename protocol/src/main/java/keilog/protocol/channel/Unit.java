package keilog.protocol.channel;

/** The stored unit of a quantity. One per quantity; conversion is for display only. */
public enum Unit {
  NONE(""),
  RPM("rpm"),
  KMH("km/h"),
  KPA("kPa"),
  PERCENT("%"),
  CELSIUS("°C"),
  LAMBDA("λ"),
  DEGREE("°"),
  METRE("m"),
  G("g"),
  VOLT("V"),
  MILLIAMPERE("mA"),
  SECOND("s"),
  NANOSECOND("ns"),
  GRAM_PER_SECOND("g/s"),
  DEGREE_PER_SECOND("°/s"),
  HERTZ("Hz"),
  KILOMETRE("km");

  private final String symbol;

  Unit(String symbol) {
    this.symbol = symbol;
  }

  /** As shown to people and written to a SCHEMA. */
  public String symbol() {
    return symbol;
  }
}
