package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.instance.user.UserKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code couchgrass user keys}. */
@Command(
    name = "keys",
    header = "List the public keys of a user, the oldest first.",
    description = {
      "Prints each key, when it was made, its name, and whether databases are made with it."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass user keys anna")
final class UserKeysCommand extends InstanceCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private LoginOptions login = new LoginOptions();

  UserKeysCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    try (User user = login.login(opened, name, passwords())) {
      for (UserKey key : user.keys().await()) {
        showRow(
            new JsonObject()
                .put("key", key.key().toString())
                .put("created", key.created().toString())
                .put("name", key.name().orElse(null))
                .put("default", key.isDefault()));
      }
    }
    return ExitCode.DONE;
  }
}
