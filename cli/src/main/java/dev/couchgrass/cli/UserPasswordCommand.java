package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.user.User;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code couchgrass user password}. */
@Command(
    name = "password",
    header = "Change a user's password, or take it away.",
    description = {
      "The keys stay. So does what the folder kept of them until now: whoever had read it, or the"
          + " old password, still opens that."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass user password anna",
      "  couchgrass user password anna --password-file old.txt \\",
      "    --new-password-file new.txt",
      "  couchgrass user password anna --passwordless"
    })
final class UserPasswordCommand extends InstanceCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private LoginOptions login = new LoginOptions();

  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "The new password, in a file. Without it, the command asks.")
  private Optional<String> file = Optional.empty();

  @Option(names = "--passwordless", description = "No password from now on.")
  private boolean passwordless;

  UserPasswordCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    Optional<Password> old = login.password(opened, name, passwords());
    try (User user = opened.instance().loginUser(name, old).await()) {
      Optional<Password> changed =
          NewPasswordOptions.password(name, file, passwordless, "--new-password-file", passwords());
      try {
        user.changePassword(old, changed).await();
      } finally {
        changed.ifPresent(Password::close);
      }
    } finally {
      old.ifPresent(Password::close);
    }
    return ExitCode.DONE;
  }
}
