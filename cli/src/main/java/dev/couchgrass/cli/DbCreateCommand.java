package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.user.User;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code couchgrass db create}. */
@Command(
    name = "create",
    header = "Make a signed database.",
    description = {"Prints its id. The user's key may do everything in it."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass db create --user anna",
      "  couchgrass db create --user anna --name notes"
    })
final class DbCreateCommand extends InstanceCommand {
  @Option(names = "--user", paramLabel = "NAME", required = true, description = "Whose it is.")
  private String user = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What people call it; need not be unique.")
  private Optional<String> name = Optional.empty();

  @Mixin private LoginOptions login = new LoginOptions();

  DbCreateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    Doc settings = name.map(text -> Doc.of(SettingsStore.NAME, Value.of(text))).orElse(Doc.EMPTY);
    try (User owner = login.login(opened, user, passwords())) {
      SignedDatabase made = owner.createDatabase(settings).await();
      show(new JsonObject().put("id", made.id().toString()));
    }
    return ExitCode.DONE;
  }
}
