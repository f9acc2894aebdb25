package dev.couchgrass.cli;

import dev.couchgrass.cli.signed.OpenInstance;
import dev.couchgrass.instance.secret.Password;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.instance.user.UserName;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code couchgrass user create}. */
@Command(
    name = "create",
    header = "Make a user, who has a password or none.",
    description = {
      "Makes the folder if there is none. Prints the user's id, and the key that others grant"
          + " something to.",
      "Whoever reads the folder has the keys of a user without a password."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  couchgrass user create anna",
      "  couchgrass user create anna --password-file anna.txt",
      "  couchgrass user create robot --passwordless"
    })
final class UserCreateCommand extends InstanceCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private NewPasswordOptions options = new NewPasswordOptions();

  private Optional<Password> password = Optional.empty();

  UserCreateCommand(Terminal terminal) {
    super(terminal);
  }

  /** Asks first: nothing is made for a user who gets no password after all. */
  @Override
  OpenInstance open() throws IOException {
    UserName checked = new UserName(name);
    password = options.password(checked.value(), passwords());
    try {
      return terminal().instances().made(store(folder()));
    } catch (IOException | RuntimeException e) {
      password.ifPresent(Password::close);
      throw e;
    }
  }

  @Override
  int run(OpenInstance opened) throws IOException {
    try {
      opened.instance().createUser(name, password).await();
      try (User user = opened.instance().loginUser(name, password).await()) {
        show(
            new JsonObject()
                .put("user", name)
                .put("id", user.id().toString())
                .put("key", user.defaultKey().await().toString()));
      }
    } finally {
      password.ifPresent(Password::close);
    }
    return ExitCode.DONE;
  }
}
