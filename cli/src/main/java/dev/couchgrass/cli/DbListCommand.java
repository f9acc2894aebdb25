package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.user.TrackedDatabase;
import dev.couchgrass.instance.user.User;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code couchgrass db list}. */
@Command(
    name = "list",
    header = "List the signed databases that a user works with.",
    description = {"Prints the id and the name of each."},
    footerHeading = "%nExamples:%n",
    footer = {"  couchgrass db list --user anna", "  couchgrass db list --user anna --json"})
final class DbListCommand extends InstanceCommand {
  @Option(names = "--user", paramLabel = "NAME", required = true, description = "Whose they are.")
  private String user = "";

  @Mixin private LoginOptions login = new LoginOptions();

  DbListCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    try (User loggedIn = login.login(opened, user, passwords())) {
      for (TrackedDatabase each : loggedIn.databases().await()) {
        showRow(
            new JsonObject()
                .put("id", each.database().toString())
                .put(
                    "name",
                    opened.instance().database(each.database()).name().await().orElse(null)));
      }
    }
    return ExitCode.DONE;
  }
}
