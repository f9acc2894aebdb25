package dev.couchgrass.cli;

import dev.couchgrass.core.InvalidInputException;
import java.util.function.Supplier;

/** A command cannot go on, for a reason that its user can read. Carries no stack trace. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  static CommandException failed(String message) {
    return new CommandException(ExitCode.FAILED, message);
  }

  static CommandException unreachable(String message) {
    return new CommandException(ExitCode.UNREACHABLE, message);
  }

  static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message);
  }

  /**
   * What somebody means by an argument.
   *
   * @param otherwise what is said if it means nothing
   */
  static <T> T meaning(String otherwise, String argument, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (InvalidInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw usage(otherwise + ": " + argument);
    }
  }

  int exitCode() {
    return exitCode;
  }
}
