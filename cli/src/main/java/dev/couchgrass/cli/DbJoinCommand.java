package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.InstanceSync;
import dev.couchgrass.instance.ticket.Ticket;
import dev.couchgrass.instance.user.User;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass db join}. */
@Command(
    name = "join",
    header = "Ask to be let into a signed database that others have.",
    description = {
      "Prints the database's id, and whether the user's default key is let in: granted, pending"
          + " until an admin there decides, or rejected. If it is granted, the database is fetched"
          + " at once; else 'db sync' fetches it later."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass db join 'couchgrass:?db=...&pr=...' --user bert",
      "  couchgrass db join 'couchgrass:?db=...' --user bert --as read --message 'it is me'"
    })
final class DbJoinCommand extends InstanceCommand {
  @Parameters(index = "0", paramLabel = "TICKET", description = "As 'db share' printed it.")
  private String ticket = "";

  @Option(names = "--user", paramLabel = "NAME", required = true, description = "Who joins.")
  private String user = "";

  @Option(
      names = "--as",
      paramLabel = "WHAT",
      description = "admin, write or read; by default write.")
  private String what = "write";

  @Option(names = "--message", paramLabel = "TEXT", description = "For whoever decides.")
  private Optional<String> message = Optional.empty();

  @Mixin private GrantOptions options = new GrantOptions();

  @Mixin private LoginOptions login = new LoginOptions();

  DbJoinCommand(Terminal terminal) {
    super(terminal);
  }

  private Ticket ticket() {
    return CommandException.meaning("this is no ticket", ticket, () -> Ticket.parse(ticket));
  }

  @Override
  OpenInstance open() throws IOException {
    ticket();
    options.permission(what);
    return super.open();
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    Permission permission = options.permission(what);
    try (User loggedIn = login.login(opened, user, passwords())) {
      InstanceSync sync = opened.sync(SyncOptions.DEFAULTS);
      AccessStatus status =
          sync.join(loggedIn, ticket(), loggedIn.defaultKey().await(), permission, message).await();
      show(new JsonObject().put("id", ticket().database().toString()).put("status", status.word()));
      return ExitCode.DONE;
    }
  }
}
