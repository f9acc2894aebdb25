package dev.couchgrass.store.chronicle.log;

import java.io.IOException;

/**
 * The log takes no more appends, as it is not known what of the last ones is on disk. Reads go on.
 * Opening the log again finds out.
 */
public final class LogFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  LogFailedException(Throwable cause) {
    super("The log takes no writes after a failure, until it is opened again", cause);
  }
}
