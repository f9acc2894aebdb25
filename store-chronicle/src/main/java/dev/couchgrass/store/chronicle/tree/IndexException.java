package dev.couchgrass.store.chronicle.tree;

import java.io.Serial;

/** The index is not to be trusted: it is to be made anew from the log. */
public class IndexException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public IndexException(String message) {
    super(message);
  }

  public IndexException(String message, Throwable cause) {
    super(message, cause);
  }
}
