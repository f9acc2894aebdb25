package dev.couchgrass.cli.client;

import java.io.IOException;
import java.net.URI;

/** No server answers. */
public final class UnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient URI base;

  UnreachableException(URI base, Throwable cause) {
    super("No server answers", cause);
    this.base = base;
  }

  /** Where none answers. */
  public URI base() {
    return base;
  }
}
