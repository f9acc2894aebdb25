package dev.couchgrass.server.replicator.document;

/** What a document's replication is about, as long as the document does not say that it ended. */
public sealed interface DocumentState {
  /** It was noticed, and is no job yet. */
  DocumentState INITIALIZING = new Initializing();

  /** It was noticed, and is no job yet. */
  record Initializing() implements DocumentState {}

  /** It is a job, by this id. */
  record Scheduled(String job) implements DocumentState {}

  /** It can't become a job now, for a reason that may go away. */
  record Hindered(String reason) implements DocumentState {}

  /** It is over, which is still being written into the document. */
  record Ending(boolean completed, String reason) implements DocumentState {}
}
