package dev.couchgrass.store.http.wire;

import dev.couchgrass.store.error.StoreException;

/** A refusal on its way to whoever decides whether to try again: never seen outside. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final StoreException failure;

  Refused(int status, StoreException failure) {
    super(failure.getMessage(), null, false, false);
    this.status = status;
    this.failure = failure;
  }

  int status() {
    return status;
  }

  StoreException failure() {
    return failure;
  }
}
