package dev.couchgrass.cli;

import dev.couchgrass.cli.control.ControlClient;
import dev.couchgrass.cli.disk.FolderException;
import dev.couchgrass.cli.signed.OpenInstance;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command about the users and signed databases in a folder. Where a server has the folder, it
 * runs the command, and this process is the command's terminal.
 */
abstract class InstanceCommand extends FolderCommand {
  @Option(names = "--json", description = "JSON, an object on each line.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;

  InstanceCommand(Terminal terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  @Override
  public final Integer call() throws IOException {
    ControlClient.Way way = terminal.instances().server(folder());
    if (way.client().isPresent()) {
      return runBy(way.client().get());
    }
    try (OpenInstance opened = open(way.obstacle())) {
      return run(opened);
    }
  }

  private OpenInstance open(Optional<String> obstacle) throws IOException {
    try {
      return open();
    } catch (FolderException e) {
      if (e.kind() == FolderException.Kind.IN_USE && obstacle.isPresent()) {
        String why = e.getMessage() + "; nor can it be asked: " + obstacle.get();
        throw new FolderException(FolderException.Kind.IN_USE, why);
      }
      throw e;
    }
  }

  private int runBy(ControlClient server) throws IOException {
    List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
    try (server) {
      return server.run(arguments, terminal);
    }
  }

  /** Opens what is there; nothing is made. */
  OpenInstance open() throws IOException {
    return terminal.instances().existing(store(folder()));
  }

  /** Does what the command does, and says how it ended. */
  abstract int run(OpenInstance opened) throws IOException;

  final PasswordInput passwords() {
    return new PasswordInput(terminal);
  }

  final Terminal terminal() {
    return terminal;
  }

  /** Shows what was found, of which there is one. */
  final void show(JsonObject found) throws IOException {
    print(json ? found.encode() : Report.lines(found));
  }

  /** Shows one of several. */
  final void showRow(JsonObject found) throws IOException {
    print(json ? found.encode() : Report.row(found));
  }
}
