package dev.couchgrass.cli;

import picocli.CommandLine.Command;

/** {@code couchgrass user}. */
@Command(
    name = "user",
    header = "Make and list the users of signed databases.",
    description = {
      "Users have keys, with which they sign what they write into signed databases. They are kept in"
          + " a server's folder, and are others than those of _users. While the server runs, it runs"
          + " these commands, too."
    },
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass user create anna",
      "  couchgrass user create robot --passwordless",
      "  couchgrass user list --json"
    })
final class UserCommand extends CommandGroup {
  UserCommand(Terminal terminal) {
    super(terminal);
  }
}
