package dev.couchgrass.core.operation;

import dev.couchgrass.core.key.PublicKey;
import java.util.Objects;

/**
 * A log: its author, who alone adds to it, and which of the author's logs it is. Ordered by the
 * author, then by the id.
 */
public record Log(PublicKey author, LogId id) implements Comparable<Log> {
  public Log {
    Objects.requireNonNull(author);
    Objects.requireNonNull(id);
  }

  @Override
  public int compareTo(Log other) {
    int byAuthor = author.compareTo(other.author);
    return byAuthor != 0 ? byAuthor : id.compareTo(other.id);
  }
}
