package keilog.device.source.elm;

import keilog.protocol.channel.Channel;
import keilog.protocol.channel.ChannelSpec;
import keilog.protocol.channel.Scale;

/**
 * One value in the answer to a mode 01 request. The raw number stored is the number on the wire, so
 * that nothing is lost to rounding; the scale makes it a value.
 *
 * @param pid parameter id of SAE J1979
 * @param bytes length of the whole answer after the PID
 * @param at first byte of this value in it
 * @param width 1, or 2 with the high byte first
 * @param scale raw to value
 * @param quantity what is measured
 * @param name of the channel: the quantity's own, or that of another instance of it
 * @param source of the formula
 */
record PidField(
    int pid,
    int bytes,
    int at,
    int width,
    Scale scale,
    Channel quantity,
    String name,
    String source) {

  /** True where this is the quantity itself and not a second sensor of it. */
  boolean isCatalogue() {
    return name.equals(quantity.channelName());
  }

  ChannelSpec spec(int localId) {
    ChannelSpec own = ChannelSpec.of(quantity, scale);
    return isCatalogue() ? own : own.instance(localId, name);
  }

  boolean plausible(long raw) {
    double value = scale.value(raw);
    return value >= quantity.low() && value <= quantity.high();
  }
}
