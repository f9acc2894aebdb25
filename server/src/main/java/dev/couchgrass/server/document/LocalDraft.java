package dev.couchgrass.server.document;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.document.ParsedLocalDocument;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.json.DocumentJson;
import dev.couchgrass.store.DocumentStore;
import io.vertx.core.Future;

/**
 * A local document that somebody wants to write, whichever way it came.
 *
 * @param parent the revision that the writer knows; 0 for none
 */
public record LocalDraft(LocalDocumentId id, long parent, boolean deleted, JsonBody body) {
  private static final int MAX_DIGITS = 18;

  /**
   * The document that arrived, under the id that it says of itself.
   *
   * @throws HttpFailure 400, if its revision is no local document's
   */
  public static LocalDraft of(ParsedLocalDocument document) {
    String id = document.id().orElse("").substring(LocalDocumentId.PREFIX.length());
    long parent = document.revision().map(LocalDraft::counter).orElse(0L);
    return new LocalDraft(new LocalDocumentId(id), parent, document.deleted(), document.body());
  }

  /** Reads {@code 0-7} as 7. */
  static long counter(String revision) {
    String digits = revision.startsWith("0-") ? revision.substring(2) : "";
    if (digits.isEmpty()
        || digits.length() > MAX_DIGITS
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw HttpFailure.badRequest("Invalid rev format");
    }
    return Long.parseLong(digits);
  }

  /** Writes or removes the document; gives its new revision, as CouchDB writes it. */
  public Future<String> write(DocumentStore database) {
    return deleted
        ? database.removeLocal(id).map("0-0")
        : database.putLocal(id, parent, body).map(DocumentJson::revision);
  }
}
