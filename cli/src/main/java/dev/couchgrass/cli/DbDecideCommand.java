package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Descriptions;
import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.user.User;
import io.vertx.core.Future;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that decides whether a key is let in. */
abstract class DbDecideCommand extends InstanceCommand {
  @Parameters(index = "0", paramLabel = "REQUEST", description = "Its id, see 'db requests'.")
  private String request = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      required = true,
      description = "Who decides: an admin of the database.")
  private String user = "";

  @Mixin private LoginOptions login = new LoginOptions();

  DbDecideCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  final int run(OpenInstance opened) throws IOException {
    try (User loggedIn = login.login(opened, user, passwords())) {
      InstanceSync sync = opened.sync(SyncOptions.DEFAULTS);
      show(Descriptions.of(decide(sync, loggedIn, request).await()));
      return ExitCode.DONE;
    }
  }

  abstract Future<AccessRequest> decide(InstanceSync sync, User admin, String id);
}
