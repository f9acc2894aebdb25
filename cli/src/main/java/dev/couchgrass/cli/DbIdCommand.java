package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Names;
import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.core.hash.Cid;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A command about one signed database. */
abstract class DbIdCommand extends InstanceCommand {
  @Parameters(index = "0", paramLabel = "ID", description = "The database's id.")
  private String id = "";

  DbIdCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  final OpenInstance open() throws IOException {
    check();
    return super.open();
  }

  /**
   * Looks whether the arguments make sense, before anything is opened.
   *
   * @throws CommandException if they do not
   */
  void check() throws IOException {
    id();
  }

  final Cid id() {
    return CommandException.meaning("this is no database's id", id, () -> Names.database(id));
  }
}
