package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.Names;
import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.ticket.PeerAddress;
import dev.couchgrass.instance.ticket.Ticket;
import dev.couchgrass.instance.user.User;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code couchgrass db share}. */
@Command(
    name = "share",
    header = "Let other instances find a signed database here.",
    description = {
      "Prints a ticket: a line that says which database, and where 'couchgrass serve --peers' will"
          + " answer. It permits nothing: whoever has it asks to be let in, see 'db requests'."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass db share ID --user anna --url https://anna.example")
final class DbShareCommand extends DbIdCommand {
  @Option(names = "--user", paramLabel = "NAME", required = true, description = "Who shares it.")
  private String user = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "Where others reach the server; may be given several times.")
  private List<String> urls = new ArrayList<>();

  @Mixin private LoginOptions login = new LoginOptions();

  DbShareCommand(Terminal terminal) {
    super(terminal);
  }

  private List<PeerAddress> addresses() {
    return urls.stream()
        .map(
            url ->
                CommandException.meaning("this is no URL of a server", url, () -> Names.peer(url)))
        .toList();
  }

  @Override
  void check() throws IOException {
    super.check();
    addresses();
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    opened.requireDatabase(id());
    try (User loggedIn = login.login(opened, user, passwords())) {
      Ticket ticket = opened.sync(SyncOptions.DEFAULTS).share(loggedIn, id(), addresses()).await();
      show(new JsonObject().put("ticket", ticket.text()));
      return ExitCode.DONE;
    }
  }
}
