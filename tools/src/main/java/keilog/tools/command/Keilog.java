package keilog.tools.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code keilog} command. */
@Command(
    name = "keilog",
    mixinStandardHelpOptions = true,
    subcommands = {
      CarsCommand.class,
      CatCommand.class,
      ChannelsCommand.class,
      CollectCommand.class,
      CompareCommand.class,
      DashboardCommand.class,
      InfoCommand.class,
      LapsCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      TracksCommand.class,
      VerifyCommand.class,
    },
    description = "The companion of the keilog logger.")
public final class Keilog {
  private Keilog() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Keilog()).execute(args));
  }
}
