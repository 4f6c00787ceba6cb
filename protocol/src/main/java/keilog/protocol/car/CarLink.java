package keilog.protocol.car;

import java.util.List;

/**
 * A way of asking this car. A source in the logger's configuration need not be among them: tuners
 * fit other ECUs.
 *
 * @param kind the source's kind, {@code elm}
 * @param what which control unit answers, in words for an owner
 * @param confidence that this car has it
 * @param source where that is from
 * @param polls what to ask, most wanted first
 */
public record CarLink(
    String kind, String what, Confidence confidence, String source, List<Poll> polls) {
  public CarLink {
    polls = List.copyOf(polls);
  }
}
