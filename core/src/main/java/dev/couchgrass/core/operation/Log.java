package dev.couchgrass.core.operation;

import dev.couchgrass.core.key.PublicKey;
import java.util.Objects;

/** A log: its author, who alone adds to it, and which of the author's logs it is. */
public record Log(PublicKey author, LogId id) {
  public Log {
    Objects.requireNonNull(author);
    Objects.requireNonNull(id);
  }
}
