package keilog.device.source.elm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import keilog.protocol.car.CarLink;
import keilog.protocol.car.CarProfile;
import keilog.protocol.car.Poll;
import keilog.protocol.channel.Channel;

/**
 * What to ask a car and how often.
 *
 * @param polls channels, most wanted first; one without a rate is asked as often as the link allows
 * @param mostHz bound for those, as the configuration's {@code rate}; empty: flat out
 * @param protocol digit of {@code ATSP} where the car's is known, e.g. {@code 6}; empty: searched
 * @param setUp further adapter commands before the first request, e.g. for a maker's own K-line
 *     dialect; none that writes
 */
public record ElmPlan(
    List<Poll> polls, OptionalDouble mostHz, Optional<String> protocol, List<String> setUp) {
  private static final double SLOW_HZ = 0.2;
  private static final double MOST_HZ = 10_000;

  public ElmPlan {
    polls = List.copyOf(polls);
    setUp = List.copyOf(setUp);
    polls.forEach(ElmPlan::check);
    mostHz.ifPresent(ElmPlan::check);
    setUp.forEach(Command::of);
    protocol.ifPresent(p -> Command.of("ATSP" + p));
  }

  private static void check(Poll poll) {
    poll.rateHz().ifPresent(ElmPlan::check);
  }

  private static void check(double hz) {
    if (!(hz > 0 && hz <= MOST_HZ)) {
      throw new IllegalArgumentException(
          "a rate is above 0 and at most %.0f Hz: rate=%s".formatted(MOST_HZ, hz));
    }
  }

  /** Engine speed, road speed, manifold pressure and throttle flat out; temperatures seldom. */
  public static ElmPlan standard() {
    return of(
        List.of(
            fast(Channel.ENGINE_SPEED),
            fast(Channel.MANIFOLD_PRESSURE),
            fast(Channel.THROTTLE_POSITION),
            fast(Channel.VEHICLE_SPEED),
            slow(Channel.COOLANT_TEMPERATURE),
            slow(Channel.INTAKE_AIR_TEMPERATURE),
            slow(Channel.BATTERY_VOLTAGE),
            slow(Channel.BAROMETRIC_PRESSURE)));
  }

  /** These channels, as fast as they say. */
  public static ElmPlan of(List<Poll> polls) {
    return new ElmPlan(polls, OptionalDouble.empty(), Optional.empty(), List.of());
  }

  /** The plan of the car's profile; the standard one where the profile has no link of this kind. */
  public static ElmPlan of(CarProfile car) {
    return car.links().stream()
        .filter(link -> link.kind().equals("elm") && !link.polls().isEmpty())
        .findFirst()
        .map(CarLink::polls)
        .map(ElmPlan::of)
        .orElseGet(ElmPlan::standard);
  }

  /** The same, the fast channels bounded to a rate. */
  public ElmPlan atMost(double hz) {
    return new ElmPlan(polls, OptionalDouble.of(hz), protocol, setUp);
  }

  private static Poll fast(Channel channel) {
    return new Poll(channel.channelName(), OptionalDouble.empty());
  }

  private static Poll slow(Channel channel) {
    return new Poll(channel.channelName(), OptionalDouble.of(SLOW_HZ));
  }
}
