package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Descriptions;
import dev.couchgrass.cli.signed.OpenInstance;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code couchgrass db info}. */
@Command(
    name = "info",
    header = "Show what a signed database is.",
    description = {
      "Its name, the entries that nothing builds on yet, its stores with their types, and who may do"
          + " what."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  couchgrass db info ID", "  couchgrass db info ID --json"})
final class DbInfoCommand extends DbIdCommand {
  DbInfoCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    show(Descriptions.of(opened.requireDatabase(id())));
    return ExitCode.DONE;
  }
}
