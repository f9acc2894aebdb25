package dev.couchgrass.store.result;

import java.util.Objects;

/**
 * A moment in the life of a database, opaque to everybody but the store that gave it: hand it back
 * as it came.
 *
 * @param token as it travels in {@code since} and {@code last_seq}
 */
public record UpdateSequence(String token) {
  /** Before everything. */
  public static final UpdateSequence START = new UpdateSequence("0");

  /** The newest moment, when the request is served. */
  public static final UpdateSequence NOW = new UpdateSequence("now");

  public UpdateSequence {
    Objects.requireNonNull(token);
  }

  @Override
  public String toString() {
    return token;
  }
}
