package keilog.device;

import java.util.function.Function;
import keilog.device.link.LinkOpener;
import keilog.device.link.Links;
import keilog.device.source.Source;
import keilog.device.source.elm.ElmPlan;
import keilog.device.source.elm.ElmSource;
import keilog.device.source.gps.GpsSource;
import keilog.protocol.car.CarProfile;
import keilog.protocol.time.MonotonicClock;

/** Makes the sources that the configuration names. */
final class Sources implements Function<Configuration.Source, Source> {
  /** What a GPS receiver leaves the factory with, mostly. */
  private static final int USUAL_GPS_BAUD = 9_600;

  private static final int USUAL_GPS_HZ = 10;

  /** Values in a row of a receiver that tells everything. */
  private static final int GPS_VALUES = 20;

  /** The fastest adapter on CAN gives about 300 values a second. */
  private static final int ELM_VALUES_PER_SECOND = 1_000;

  private final CarProfile car;
  private final MonotonicClock clock;

  Sources(CarProfile car, MonotonicClock clock) {
    this.car = car;
    this.clock = clock;
  }

  @Override
  public Source apply(Configuration.Source source) {
    return switch (source.kind()) {
      case "elm" -> elm(source);
      case "gps" -> gps(source);
      default -> throw new IllegalArgumentException("no such kind of source: " + source.kind());
    };
  }

  private Source elm(Configuration.Source source) {
    ElmPlan plan = ElmPlan.of(car);
    if (source.rateHz().isPresent()) {
      plan = plan.atMost(source.rateHz().getAsInt());
    }
    return ElmSource.of(source.name(), source.port(), source.baud(), plan, clock);
  }

  private Source gps(Configuration.Source source) {
    LinkOpener opener = Links.opener(source.port(), source.baud().orElse(USUAL_GPS_BAUD), clock);
    boolean probe = source.baud().isEmpty();
    return GpsSource.of(source.name(), opener, source.rateHz().orElse(USUAL_GPS_HZ), probe);
  }

  /** What the source's ring is sized for. */
  static int valuesPerSecond(Configuration.Source source) {
    return switch (source.kind()) {
      case "gps" -> source.rateHz().orElse(USUAL_GPS_HZ) * GPS_VALUES;
      default -> ELM_VALUES_PER_SECOND;
    };
  }
}
