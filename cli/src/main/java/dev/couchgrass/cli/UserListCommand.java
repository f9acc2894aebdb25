package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.user.UserName;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code couchgrass user list}. */
@Command(
    name = "list",
    header = "List the users.",
    footerHeading = "%nExamples:%n",
    footer = {"  couchgrass user list", "  couchgrass user list --data /var/lib/couchgrass"})
final class UserListCommand extends InstanceCommand {
  UserListCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    for (UserName name : opened.instance().listUsers().await()) {
      showRow(new JsonObject().put("user", name.value()));
    }
    return ExitCode.DONE;
  }
}
