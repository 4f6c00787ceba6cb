package keilog.device.source.elm;

import java.util.OptionalDouble;

/**
 * What an adapter says of itself. Clones lie about their version, so nothing is decided by it.
 *
 * @param name as {@code ATI} has it
 * @param stn name of the STN chip behind it; empty where it is none
 * @param voltage of the car's battery, where the adapter measures it
 */
record AdapterFacts(String name, String stn, OptionalDouble voltage) {

  boolean isStn() {
    return !stn.isEmpty();
  }

  String shown() {
    return isStn() ? name + " (" + stn + ")" : name;
  }
}
