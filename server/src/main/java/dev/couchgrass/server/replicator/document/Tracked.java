package dev.couchgrass.server.replicator.document;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.replicator.job.Origin;
import dev.couchgrass.server.replicator.request.ReplicationRequest;
import dev.couchgrass.store.DocumentStore;
import java.util.Optional;

/**
 * A revision of a document, on its way to become a replication and to be one. Another revision is
 * tracked anew; whoever still holds this one finds that it is no longer the document's.
 */
final class Tracked {
  final Origin.Document origin;
  final DocumentStore store;
  final RevisionId revision;
  Optional<ReplicationRequest> request = Optional.empty();
  DocumentState state = DocumentState.INITIALIZING;

  Tracked(Origin.Document origin, DocumentStore store, RevisionId revision) {
    this.origin = origin;
    this.store = store;
    this.revision = revision;
  }

  Optional<String> job() {
    return state instanceof DocumentState.Scheduled scheduled
        ? Optional.of(scheduled.job())
        : Optional.empty();
  }
}
