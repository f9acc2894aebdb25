package dev.couchgrass.server.replicator.job;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.DatabaseName;

/** Who asked for a job. */
public sealed interface Origin {
  /** {@code POST /_replicate}: the job is gone when the server ends. */
  record Request() implements Origin {}

  /** A document: the job lasts as long as that does. */
  record Document(DatabaseName database, DocumentId id) implements Origin {}
}
