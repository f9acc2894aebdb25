package dev.couchgrass.server.document;

import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.store.document.WriteResult;
import io.vertx.core.Future;
import java.util.List;

/**
 * The one way by which documents get into a database over HTTP: the database's policy, the rules
 * for design documents and the staging of attachments can't be gone around.
 */
public final class DocumentWriter {
  private DocumentWriter() {}

  /**
   * Makes new revisions, as {@link dev.couchgrass.store.DocumentStore#write(List)} does: a result
   * for each draft, in order. What the policy refuses is refused alone. Staged attachments that no
   * revision uses in the end are released, also if this fails.
   */
  public static Future<List<WriteResult>> write(Exchange exchange, List<Draft> drafts) {
    return new WriteRun(exchange, drafts, true).run();
  }

  /**
   * Takes revisions made elsewhere, as {@link dev.couchgrass.store.DocumentStore#graft} does; else
   * as {@link #write}. Fails with 400 if a draft has no revision.
   */
  public static Future<List<WriteResult>> graft(Exchange exchange, List<Draft> drafts) {
    return new WriteRun(exchange, drafts, false).run();
  }
}
