package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.user.User;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** With which password a user logs in. */
final class LoginOptions {
  private static final String INSTEAD = "give the password's file with --password-file";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = {
        "The user's password, as a file that has nothing else, or '-' for standard input. Without"
            + " it, a user who has a password is asked for it."
      })
  private Optional<String> file = Optional.empty();

  /** Logs a user in. */
  User login(OpenInstance opened, String name, PasswordInput input) throws IOException {
    Optional<Password> password = password(opened, name, input);
    try {
      return opened.instance().loginUser(name, password).await();
    } finally {
      password.ifPresent(Password::close);
    }
  }

  /** The password that a user has; empty if the user has none. The caller closes it. */
  Optional<Password> password(OpenInstance opened, String name, PasswordInput input)
      throws IOException {
    if (file.isPresent()) {
      return Optional.of(input.read(file.get()));
    }
    return needsPassword(opened, name)
        ? Optional.of(input.ask("Password of " + name + ": ", INSTEAD))
        : Optional.empty();
  }

  private static boolean needsPassword(OpenInstance opened, String name) {
    try {
      opened.instance().loginUser(name, Optional.empty()).await().close();
      return false;
    } catch (InstanceException e) {
      if (e.problem() == InstanceProblem.PASSWORD_NEEDED) {
        return true;
      }
      throw e;
    }
  }
}
