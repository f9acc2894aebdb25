package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.user.UserStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code couchgrass user disable}. */
@Command(
    name = "disable",
    header = "Keep a user from logging in.",
    description = {
      "The user stays, with keys and databases. What the keys may do elsewhere is for databases to say:"
          + " see 'db revoke'."
    },
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass user disable anna")
final class UserDisableCommand extends InstanceCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  UserDisableCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) {
    opened.instance().setUserStatus(name, UserStatus.DISABLED).await();
    return ExitCode.DONE;
  }
}
