package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.user.User;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that writes into one signed database, as a user. */
abstract class DbUserCommand extends DbIdCommand {
  @Option(names = "--user", paramLabel = "NAME", required = true, description = "Who writes.")
  private String user = "";

  @Mixin private LoginOptions login = new LoginOptions();

  DbUserCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  final int run(OpenInstance opened) throws IOException {
    opened.requireDatabase(id());
    try (User loggedIn = login.login(opened, user, passwords())) {
      return run(opened.database(loggedIn, id()));
    }
  }

  abstract int run(SignedDatabase database) throws IOException;
}
