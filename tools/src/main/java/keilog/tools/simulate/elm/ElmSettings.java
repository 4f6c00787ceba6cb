package keilog.tools.simulate.elm;

/**
 * How an adapter is built and wired.
 *
 * @param chip which it is
 * @param bus what it is wired to
 * @param baud of its serial side; 0 for one without (no pacing)
 * @param ownNanos what the adapter itself needs per request
 * @param ecuNanos from the request on the bus to the answer
 * @param sampleFrom the ECU reads its values no earlier than at this share of that time
 * @param sampleTo and no later than at this share, evenly
 * @param frameNanos between two frames of an ISO-TP answer
 * @param searchNanos how long looking for the protocol takes
 * @param restartNanos how long ATZ takes
 * @param gearbox whether a second ECU answers
 * @param pad what unused bytes of a CAN frame hold
 * @param seed of what is random
 */
public record ElmSettings(
    Chip chip,
    Bus bus,
    int baud,
    long ownNanos,
    long ecuNanos,
    double sampleFrom,
    double sampleTo,
    long frameNanos,
    long searchNanos,
    long restartNanos,
    boolean gearbox,
    int pad,
    long seed) {

  /** 38,400 baud, an ECU of 10 ms. */
  public static final ElmSettings USUAL =
      new ElmSettings(
          Chip.ELM327,
          Bus.CAN11_500,
          38_400,
          300_000,
          10_000_000,
          0.35,
          0.65,
          1_000_000,
          1_200_000_000,
          500_000_000,
          false,
          0x55,
          1);

  public ElmSettings withChip(Chip other) {
    return new ElmSettings(
        other,
        bus,
        baud,
        ownNanos,
        ecuNanos,
        sampleFrom,
        sampleTo,
        frameNanos,
        searchNanos,
        restartNanos,
        gearbox,
        pad,
        seed);
  }

  public ElmSettings withBus(Bus other) {
    return new ElmSettings(
        chip,
        other,
        baud,
        ownNanos,
        ecuNanos,
        sampleFrom,
        sampleTo,
        frameNanos,
        searchNanos,
        restartNanos,
        gearbox,
        pad,
        seed);
  }

  public ElmSettings withSpeed(int otherBaud, long otherEcuNanos) {
    return new ElmSettings(
        chip,
        bus,
        otherBaud,
        ownNanos,
        otherEcuNanos,
        sampleFrom,
        sampleTo,
        frameNanos,
        searchNanos,
        restartNanos,
        gearbox,
        pad,
        seed);
  }

  public ElmSettings withGearbox(boolean other) {
    return new ElmSettings(
        chip,
        bus,
        baud,
        ownNanos,
        ecuNanos,
        sampleFrom,
        sampleTo,
        frameNanos,
        searchNanos,
        restartNanos,
        other,
        pad,
        seed);
  }

  public ElmSettings withSeed(long other) {
    return new ElmSettings(
        chip,
        bus,
        baud,
        ownNanos,
        ecuNanos,
        sampleFrom,
        sampleTo,
        frameNanos,
        searchNanos,
        restartNanos,
        gearbox,
        pad,
        other);
  }
}
