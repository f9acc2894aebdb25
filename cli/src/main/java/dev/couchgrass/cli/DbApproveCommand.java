package dev.couchgrass.cli;

import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.user.User;
import io.vertx.core.Future;
import picocli.CommandLine.Command;

/** {@code couchgrass db approve}. */
@Command(
    name = "approve",
    header = "Let a key into a signed database that it asked for.",
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass db approve REQUEST --user anna")
final class DbApproveCommand extends DbDecideCommand {
  DbApproveCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Future<AccessRequest> decide(InstanceSync sync, User admin, String id) {
    return sync.approve(admin, id);
  }
}
