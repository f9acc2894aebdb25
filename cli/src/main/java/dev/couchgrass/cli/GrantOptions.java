package dev.couchgrass.cli;

import dev.couchgrass.instance.auth.Permission;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How high a permission ranks. */
final class GrantOptions {
  private static final long USUAL_PRIORITY = 10;

  @Option(
      names = "--priority",
      paramLabel = "NUMBER",
      description = "Of admin and write; by default 10.")
  private Optional<Long> priority = Optional.empty();

  /**
   * A permission.
   *
   * @param what admin, write or read
   */
  Permission permission(String what) {
    long rank = priority.orElse(USUAL_PRIORITY);
    return switch (what) {
      case "admin" ->
          CommandException.meaning(
              "this can be no priority", String.valueOf(rank), () -> new Permission.Admin(rank));
      case "write" ->
          CommandException.meaning(
              "this can be no priority", String.valueOf(rank), () -> new Permission.Write(rank));
      case "read" -> {
        if (priority.isPresent()) {
          throw CommandException.usage("read has no priority");
        }
        yield new Permission.Read();
      }
      default ->
          throw CommandException.usage("WHAT is admin, write or read, and not '" + what + "'");
    };
  }
}
