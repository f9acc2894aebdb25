package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Descriptions;
import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.SyncOptions;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code couchgrass db requests}. */
@Command(
    name = "requests",
    header = "List who asked to be let into signed databases here.",
    description = {
      "Prints the request's id, its status, the database, the key, what it asks for, and what it"
          + " says of itself: anybody can say that."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass db requests --json")
final class DbRequestsCommand extends InstanceCommand {
  DbRequestsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    for (AccessRequest each : opened.sync(SyncOptions.DEFAULTS).accessRequests().await()) {
      showRow(Descriptions.of(each));
    }
    return ExitCode.DONE;
  }
}
