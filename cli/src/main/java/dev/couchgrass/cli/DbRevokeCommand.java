package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Names;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.Transaction;
import dev.couchgrass.instance.store.SettingsStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass db revoke}. */
@Command(
    name = "revoke",
    header = "Take from a key what was granted to it in a signed database.",
    description = {
      "Prints the id of the entry. What the key wrote, and is here, stays; all that it wrote and is"
          + " not here counts no more: fetch what there is first."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass db revoke ID ed25519:KEY --user anna")
final class DbRevokeCommand extends DbUserCommand {
  @Parameters(index = "1", paramLabel = "KEY", description = "The public key, as ed25519:...")
  private String key = "";

  @Option(
      names = "--leave-no-admin",
      description = "Also of the last key that may change the settings: nobody can from then on.")
  private boolean leaveNoAdmin;

  DbRevokeCommand(Terminal terminal) {
    super(terminal);
  }

  private PublicKey key() {
    return CommandException.meaning("this is no key", key, () -> Names.key(key));
  }

  @Override
  void check() throws IOException {
    super.check();
    key();
  }

  @Override
  int run(SignedDatabase database) throws IOException {
    Transaction transaction = database.transaction().await();
    SettingsStore settings = transaction.settings().await();
    if (settings.auth().key(key()).isEmpty()) {
      throw CommandException.failed("nothing was granted to this key");
    }
    settings.revoke(key());
    if (leaveNoAdmin) {
      transaction.allowLeavingNoAdmin();
    }
    show(new JsonObject().put("entry", transaction.commit().await().toString()));
    return ExitCode.DONE;
  }
}
