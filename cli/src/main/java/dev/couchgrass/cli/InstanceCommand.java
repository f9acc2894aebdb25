package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Option;

/** A command about the users and signed databases in a folder. */
abstract class InstanceCommand extends FolderCommand {
  @Option(names = "--json", description = "JSON, an object on each line.")
  private boolean json;

  private final Terminal terminal;

  InstanceCommand(Terminal terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  @Override
  public final Integer call() throws IOException {
    try (OpenInstance opened = open()) {
      return run(opened);
    }
  }

  /** Opens what is there; nothing is made. */
  OpenInstance open() throws IOException {
    return OpenInstance.existing(store(folder()));
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
