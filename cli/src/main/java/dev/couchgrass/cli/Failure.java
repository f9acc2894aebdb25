package dev.couchgrass.cli;

import dev.couchgrass.cli.client.ServerException;
import dev.couchgrass.cli.client.UnreachableException;
import dev.couchgrass.cli.disk.FolderException;
import dev.couchgrass.cli.json.MalformedJsonException;
import dev.couchgrass.cli.serve.SettingException;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.store.error.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/**
 * What the user is told of a failure.
 *
 * @param message one line
 */
record Failure(int exitCode, String message) {
  static Failure of(Throwable cause) {
    if (cause instanceof CommandException expected) {
      return new Failure(expected.exitCode(), text(expected));
    }
    if (cause instanceof SettingException setting) {
      return new Failure(ExitCode.USAGE, text(setting));
    }
    if (cause instanceof FolderException folder) {
      return new Failure(exitCode(folder), text(folder));
    }
    if (cause instanceof InstanceException refused) {
      return new Failure(exitCode(refused.problem()), oneLine(refused.reason()));
    }
    if (cause instanceof StoreException failed) {
      return new Failure(ExitCode.FAILED, oneLine(failed.reason()));
    }
    if (cause instanceof UnreachableException unreachable) {
      return new Failure(
          ExitCode.UNREACHABLE,
          "no server answers at "
              + unreachable.base()
              + "; start one with 'couchgrass serve', or name it with --url");
    }
    if (cause instanceof UncheckedIOException unchecked) {
      return of(Objects.requireNonNull(unchecked.getCause()));
    }
    if (cause instanceof ServerException refusal) {
      return new Failure(ExitCode.FAILED, message(refusal));
    }
    return new Failure(ExitCode.FAILED, cause instanceof IOException io ? message(io) : bug(cause));
  }

  private static int exitCode(FolderException folder) {
    return switch (folder.kind()) {
      case IN_USE -> ExitCode.IN_USE;
      case DAMAGED -> ExitCode.DAMAGED;
      case WRONG_FOLDER -> ExitCode.USAGE;
      case FAILED -> ExitCode.FAILED;
    };
  }

  private static int exitCode(InstanceProblem problem) {
    return switch (problem) {
      case ILLEGAL_USER_NAME, ILLEGAL_STORE_NAME -> ExitCode.USAGE;
      case INSTANCE_DAMAGED -> ExitCode.DAMAGED;
      default -> ExitCode.FAILED;
    };
  }

  private static String message(ServerException refusal) {
    String hint =
        switch (refusal.status()) {
          case 401 -> " (give --user NAME:PASSWORD, or set COUCHGRASS_ADMIN)";
          case 403 -> " (this takes a user with more rights: see --user)";
          default -> "";
        };
    return oneLine(refusal.word() + ": " + refusal.reason() + hint);
  }

  private static String message(IOException cause) {
    if (cause instanceof MalformedJsonException malformed) {
      return "the server's answer is cut short or no JSON: " + malformed.reason();
    }
    if (cause instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    if (cause instanceof AccessDeniedException denied) {
      return "may not read " + denied.getFile();
    }
    return cause.getMessage() == null ? "the connection broke" : text(cause);
  }

  /** Nobody expected this one: its type helps whoever is told of it. */
  private static String bug(Throwable cause) {
    return oneLine("unexpected: " + cause);
  }

  private static String text(Throwable cause) {
    return oneLine(String.valueOf(cause.getMessage()));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ").strip();
  }
}
