package dev.couchgrass.store.chronicle.pages;

import java.io.Serial;

/** The JVM was not started as Chronicle Map needs it. The message says what to add. */
public final class MissingFlagsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  MissingFlagsException(String message) {
    super(message);
  }
}
