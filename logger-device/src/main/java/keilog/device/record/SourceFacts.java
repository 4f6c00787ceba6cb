package keilog.device.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import keilog.device.source.SourceHealth;

/**
 * How a source is, and what it gives.
 *
 * @param name unique among the sources
 * @param kind as configured
 * @param health as the source last said
 * @param sinceNanos monotonic, of the last change of its state
 * @param ratesHz values a second in the last seconds, by channel name
 * @param droppedRows rows its full ring has refused since the start
 */
public record SourceFacts(
    String name,
    String kind,
    SourceHealth health,
    long sinceNanos,
    Map<String, Double> ratesHz,
    long droppedRows) {
  public SourceFacts {
    ratesHz = Collections.unmodifiableMap(new LinkedHashMap<>(ratesHz));
  }
}
