package dev.couchgrass.server.document;

import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.server.http.Query;
import dev.couchgrass.server.json.AttachmentForms;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.document.StoredDocument.Extras;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the query of a read says.
 *
 * @param options what to ask the store for, which is more than is answered if attachments are
 *     selected by revision
 * @param open the revisions to open: {@code open_revs}
 * @param history whether the answer carries the history
 * @param encodingInfo whether stubs tell of their encoding
 */
public record Reading(
    GetOptions options,
    Optional<OpenRevisions> open,
    boolean history,
    AttachmentSelection attachments,
    boolean encodingInfo) {
  /** Reads the query; flags other than {@code true} are ignored, as in CouchDB. */
  public static Reading of(Exchange exchange) {
    Query query = exchange.query();
    boolean meta = isTrue(query, "meta");
    boolean latest = isTrue(query, "latest");
    boolean history = isTrue(query, "revs");
    AttachmentSelection attachments = attachments(query);
    GetOptions options =
        new GetOptions(
            query.text("rev").map(RevisionId::parse),
            latest,
            isTrue(query, "deleted"),
            history || attachments instanceof AttachmentSelection.Since,
            meta || isTrue(query, "revs_info"),
            meta || isTrue(query, "conflicts"),
            meta || isTrue(query, "deleted_conflicts"),
            isTrue(query, "local_seq"));
    return new Reading(
        options,
        query.text("open_revs").map(text -> open(text, latest)),
        history,
        attachments,
        isTrue(query, "att_encoding_info"));
  }

  private static boolean isTrue(Query query, String name) {
    return query.text(name).filter("true"::equals).isPresent();
  }

  private static AttachmentSelection attachments(Query query) {
    Optional<String> since = query.text("atts_since");
    if (since.isPresent()) {
      return new AttachmentSelection.Since(revisions(since.get()));
    }
    return isTrue(query, "attachments")
        ? new AttachmentSelection.All()
        : new AttachmentSelection.None();
  }

  private static OpenRevisions open(String text, boolean latest) {
    return text.equals("all")
        ? new OpenRevisions.All()
        : new OpenRevisions.Of(revisions(text), latest);
  }

  /** Reads a JSON array of revisions. */
  private static List<RevisionId> revisions(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    JsonReader reader = new JsonReader(text, 0, text.length, JsonLimits.DEFAULTS);
    List<RevisionId> revisions = revisions(reader);
    reader.finish();
    return revisions;
  }

  /**
   * Reads an array of revisions.
   *
   * @throws HttpFailure 400, if it is something else
   */
  public static List<RevisionId> revisions(JsonReader reader) {
    if (reader.peek() != Kind.ARRAY) {
      throw HttpFailure.badRequest("Invalid list of revisions");
    }
    List<RevisionId> revisions = new ArrayList<>();
    reader.enterArray();
    while (reader.nextElement()) {
      if (reader.peek() != Kind.STRING) {
        throw HttpFailure.badRequest("Invalid rev format");
      }
      revisions.add(RevisionId.parse(reader.readString()));
    }
    return revisions;
  }

  public Reading withAttachments(AttachmentSelection selection) {
    return new Reading(options, open, history, selection, encodingInfo);
  }

  /** How attachments are written whose bytes are not. */
  public AttachmentForms stubs() {
    return AttachmentForms.STUBS.withEncodingInfo(encodingInfo);
  }

  /** The document with no more beside it than was asked for. */
  public StoredDocument trim(StoredDocument document) {
    if (history || document.extras().history().isEmpty()) {
      return document;
    }
    Extras extras = document.extras();
    return new StoredDocument(
        document.id(),
        document.revision(),
        document.deleted(),
        document.body(),
        document.attachments(),
        new Extras(
            List.of(),
            extras.revisionsInfo(),
            extras.conflicts(),
            extras.deletedConflicts(),
            extras.localSequence()));
  }
}
