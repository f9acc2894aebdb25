package dev.couchgrass.server.document;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;

/** Requests and answers in several parts, where client and server speak multipart. */
public interface PartedAnswers {
  /** Whether the client wants a document's attachments as parts beside it. */
  boolean wantsRelated(Exchange exchange);

  /** Whether the client wants each revision as a part of its own. */
  boolean wantsMixed(Exchange exchange);

  /** Whether the client wants a bulk read's documents as parts. */
  boolean wantsBulk(Exchange exchange);

  /** Answers with a document and the attachments selected: {@code multipart/related}. */
  Future<Void> document(Exchange exchange, StoredDocument document, Reading reading);

  /** Answers with revisions, attachments included, and closes them: {@code multipart/mixed}. */
  Future<Void> revisions(Exchange exchange, ResultCursor<OpenRevision> revisions, Reading reading);

  /** Answers a bulk read, and closes the rows in any case. */
  Future<Void> bulk(Exchange exchange, ResultCursor<BulkFound> rows, Reading reading);

  /** Whether the request's body is {@code multipart/related}. */
  boolean isRelated(Exchange exchange);

  /**
   * Reads a document with the parts that follow it, staged. What was staged before a failure is
   * released.
   */
  Future<Draft> read(Exchange exchange, DocumentId id);
}
