package keilog.tools.command;

import keilog.tools.simulate.elm.Bus;
import keilog.tools.simulate.elm.Chip;
import keilog.tools.simulate.elm.ElmSettings;
import picocli.CommandLine.Option;

/** What {@code keilog simulate} can be told of the adapter. */
final class AdapterOptions {
  @Option(
      names = "--adapter",
      defaultValue = "elm327",
      description = "elm327, stn1110, stn2120, clone")
  String adapter;

  @Option(
      names = "--bus",
      defaultValue = "can11-500",
      description = "can11-500, can29-500, kwp-fast …")
  String bus;

  @Option(names = "--baud", defaultValue = "38400", description = "of the adapter; 0: not paced")
  int baud;

  @Option(names = "--ecu", defaultValue = "10ms", description = "until the ECU answers")
  String ecu;

  @Option(names = "--second-ecu", description = "a gearbox answers too")
  boolean secondEcu;

  ElmSettings settings(Choices choices, long seed) {
    return ElmSettings.USUAL
        .withChip(Chip.find(adapter).orElseThrow(() -> choices.wrong("--adapter", adapter)))
        .withBus(Bus.find(bus).orElseThrow(() -> choices.wrong("--bus", bus)))
        .withSpeed(baud, choices.span("--ecu", ecu))
        .withGearbox(secondEcu)
        .withSeed(seed);
  }
}
