package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Names;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.Transaction;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code couchgrass db grant}. */
@Command(
    name = "grant",
    header = "Let a key read, write or administer a signed database.",
    description = {
      "In place of what was granted to it before. Prints the id of the entry.",
      "The lower the priority, the higher the key ranks; nobody grants more than they have, and"
          + " nobody changes what ranks higher."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass db grant ID ed25519:KEY write --user anna",
      "  couchgrass db grant ID ed25519:KEY admin --priority 5 --user anna"
    })
final class DbGrantCommand extends DbUserCommand {
  @Parameters(index = "1", paramLabel = "KEY", description = "The public key, as ed25519:...")
  private String key = "";

  @Parameters(index = "2", paramLabel = "WHAT", description = "admin, write or read.")
  private String what = "";

  @Mixin private GrantOptions options = new GrantOptions();

  DbGrantCommand(Terminal terminal) {
    super(terminal);
  }

  private PublicKey key() {
    return CommandException.meaning("this is no key", key, () -> Names.key(key));
  }

  private Permission permission() {
    return options.permission(what);
  }

  @Override
  void check() throws IOException {
    super.check();
    key();
    permission();
  }

  @Override
  int run(SignedDatabase database) throws IOException {
    Transaction transaction = database.transaction().await();
    transaction.settings().await().grant(key(), KeyGrant.of(permission()));
    show(new JsonObject().put("entry", transaction.commit().await().toString()));
    return ExitCode.DONE;
  }
}
