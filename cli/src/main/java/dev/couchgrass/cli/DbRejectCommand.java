package dev.couchgrass.cli;

import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.user.User;
import io.vertx.core.Future;
import picocli.CommandLine.Command;

/** {@code couchgrass db reject}. */
@Command(
    name = "reject",
    header = "Do not let a key into a signed database that it asked for.",
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass db reject REQUEST --user anna")
final class DbRejectCommand extends DbDecideCommand {
  DbRejectCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Future<AccessRequest> decide(InstanceSync sync, User admin, String id) {
    return sync.reject(admin, id);
  }
}
