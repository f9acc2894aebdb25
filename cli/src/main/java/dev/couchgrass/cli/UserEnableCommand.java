package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.user.UserStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code couchgrass user enable}. */
@Command(
    name = "enable",
    header = "Let a user log in again.",
    description = {"Undoes what 'user disable' did."},
    footerHeading = "%nExamples:%n",
    footer = "  couchgrass user enable anna")
final class UserEnableCommand extends InstanceCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  UserEnableCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) {
    opened.instance().setUserStatus(name, UserStatus.ACTIVE).await();
    return ExitCode.DONE;
  }
}
