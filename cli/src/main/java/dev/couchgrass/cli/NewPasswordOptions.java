package dev.couchgrass.cli;

import dev.couchgrass.instance.secret.Password;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which password a new user gets. */
final class NewPasswordOptions {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = {
        "The password, as a file that has nothing else, or '-' for standard input. Without it, the"
            + " command asks."
      })
  private Optional<String> file = Optional.empty();

  @Option(names = "--passwordless", description = "No password.")
  private boolean passwordless;

  /** As {@link #password(String, Optional, boolean, String, PasswordInput)}, by these options. */
  Optional<Password> password(String name, PasswordInput input) throws IOException {
    return password(name, file, passwordless, "--password-file", input);
  }

  /** The password that was chosen; empty for none. The caller closes it. */
  static Optional<Password> password(
      String name, Optional<String> file, boolean passwordless, String option, PasswordInput input)
      throws IOException {
    if (passwordless) {
      if (file.isPresent()) {
        throw CommandException.usage(option + " and --passwordless contradict each other");
      }
      return Optional.empty();
    }
    return Optional.of(
        file.isPresent()
            ? input.read(file.get())
            : input.askNew(
                name, "give the password's file with " + option + ", or --passwordless"));
  }
}
