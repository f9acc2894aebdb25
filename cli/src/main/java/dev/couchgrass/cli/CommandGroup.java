package dev.couchgrass.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that has commands of its own, and does nothing by itself. */
abstract class CommandGroup implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;

  CommandGroup(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public final Integer call() {
    terminal.err().print(spec.commandLine().getUsageMessage());
    terminal.err().flush();
    return ExitCode.USAGE;
  }
}
