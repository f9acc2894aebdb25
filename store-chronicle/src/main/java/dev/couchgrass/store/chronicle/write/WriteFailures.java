package dev.couchgrass.store.chronicle.write;

import dev.couchgrass.store.chronicle.log.LogFailedException;
import dev.couchgrass.store.error.StoreException;
import java.io.IOException;
import java.util.List;

/** What whoever writes is told when that fails: words for a person, and the cause. */
final class WriteFailures {
  /** How systems say it: a full disk, a quota, the most that a file may have. */
  private static final List<String> NO_ROOM =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "File too large",
          "There is not enough space on the disk");

  private WriteFailures() {}

  /** Of one group of commits; later ones may succeed, unless the log failed over it. */
  static Throwable of(Throwable cause) {
    if (cause instanceof LogFailedException) {
      return refused(cause);
    }
    return isForWantOfRoom(cause)
        ? StoreException.failed("There is no room on the disk; nothing of this was written", cause)
        : cause;
  }

  /** Of all commits from now on. */
  static Throwable refused(Throwable cause) {
    if (cause instanceof IllegalStateException) {
      return cause; // The engine is closed, and nothing is wrong.
    }
    return StoreException.failed(
        isForWantOfRoom(cause)
            ? "There was no room on the disk; nothing is written until the store is opened again"
            : "After a failure nothing is written until the store is opened again",
        cause);
  }

  private static boolean isForWantOfRoom(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof IOException && NO_ROOM.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
