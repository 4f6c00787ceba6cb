/**
 * The device's side of a cable: a TCP listener or a pseudo-terminal of its own making, bytes paced
 * at the line's speed in both directions, and the thread that carries them. Devices are written
 * against {@link keilog.tools.simulate.wire.Device} and never see a clock.
 */
package keilog.tools.simulate.wire;
