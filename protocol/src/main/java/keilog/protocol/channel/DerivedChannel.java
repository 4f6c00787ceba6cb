package keilog.protocol.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is computed and never recorded: the same numbers in the live view, in reports and in
 * exports, since all compute them here. A derived channel has a value whenever its first input has
 * a new one and the others are not too old.
 */
public enum DerivedChannel {
  // @formatter:off
  /** Pressure over the barometer: what a boost gauge shows. */
  BOOST(
      "boost",
      Unit.KPA,
      -100,
      300,
      0,
      new Input(Channel.MANIFOLD_PRESSURE, 1),
      new Input(Channel.BAROMETRIC_PRESSURE, 600)) {
    @Override
    public double compute(double manifold, double barometer) {
      return manifold - barometer;
    }
  },
  /** How much of the tyres' grip is in use, whichever way. */
  COMBINED_ACCELERATION(
      "combined_acceleration",
      Unit.G,
      0,
      8,
      2,
      new Input(Channel.ACCELERATION_X, 0.2),
      new Input(Channel.ACCELERATION_Y, 0.2)) {
    @Override
    public double compute(double along, double across) {
      return Math.hypot(along, across);
    }
  },
  /** Wheel over ground: wheelspin above 0, locking below; also a wrong speedometer factor. */
  SPEED_DIFFERENCE(
      "speed_difference",
      Unit.KMH,
      -100,
      100,
      1,
      new Input(Channel.VEHICLE_SPEED, 1),
      new Input(Channel.GPS_SPEED, 0.5)) {
    @Override
    public double compute(double wheel, double ground) {
      return wheel - ground;
    }
  },
  /** Above 0 is leaner than the engine's computer wants. */
  LAMBDA_DEVIATION(
      "lambda_deviation",
      Unit.LAMBDA,
      -1,
      1,
      2,
      new Input(Channel.LAMBDA_RATIO, 1),
      new Input(Channel.LAMBDA_COMMANDED, 2)) {
    @Override
    public double compute(double measured, double commanded) {
      return measured - commanded;
    }
  };

  // @formatter:on

  /**
   * @param channel recorded
   * @param mostAgeSeconds an older value is of no use
   */
  public record Input(Channel channel, double mostAgeSeconds) {}

  private final String channelName;
  private final Unit unit;
  private final double low;
  private final double high;
  private final int decimals;
  private final List<Input> inputs;

  DerivedChannel(
      String channelName,
      Unit unit,
      double low,
      double high,
      int decimals,
      Input first,
      Input second) {
    this.channelName = channelName;
    this.unit = unit;
    this.low = low;
    this.high = high;
    this.decimals = decimals;
    this.inputs = List.of(first, second);
  }

  /** Lower snake case, unique among these and the catalogue. */
  public String channelName() {
    return channelName;
  }

  public Unit unit() {
    return unit;
  }

  /** Lowest plausible value, in the unit. */
  public double low() {
    return low;
  }

  /** Highest plausible value, in the unit. */
  public double high() {
    return high;
  }

  /** Decimals to show. */
  public int decimals() {
    return decimals;
  }

  /** A new value of the first makes a new value of this. */
  public List<Input> inputs() {
    return inputs;
  }

  /** The value from those of the inputs, in their order and units. */
  public abstract double compute(double a, double b);

  public static Optional<DerivedChannel> byName(String name) {
    return Arrays.stream(values()).filter(d -> d.channelName.equals(name)).findFirst();
  }
}
