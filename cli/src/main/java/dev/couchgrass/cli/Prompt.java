package dev.couchgrass.cli;

import java.io.Console;
import java.util.Optional;

/** Asks whoever sits at the terminal. */
@FunctionalInterface
interface Prompt {
  /** Nobody sits there. */
  Prompt NOBODY = question -> Optional.empty();

  /** Asks for a secret, which is not shown; empty if nobody answers. */
  Optional<char[]> secret(String question);

  /** The terminal of this process, whose standard input is known to be one. */
  @SuppressWarnings("SystemConsoleNull") // Before Java 22 it is, where the output is redirected.
  static Prompt ofProcess() {
    Console console = System.console();
    return console == null
        ? NOBODY
        : question -> Optional.ofNullable(console.readPassword("%s", question));
  }
}
