package dev.couchgrass.store.chronicle.kept;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Documents: what is written of them, and how it is listed. */
final class KeptDocuments {
  private static final int MANY = 1_000;

  private KeptDocuments() {}

  static void write(Storage storage) {
    storage.create(new DatabaseName("empty")).await();
    storage.create(new DatabaseName("deleted")).await();
    storage.delete(new DatabaseName("deleted")).await();
    DocumentStore db = storage.create(new DatabaseName("notes")).await();
    RevisionId first = put(db, "edited", Optional.empty(), "{\"n\":1}");
    put(db, "edited", Optional.of(first), "{\"n\":2}");
    put(db, "long", Optional.empty(), "{\"n\":\"" + "x".repeat(3_000) + "\"}");
    put(db, "_design/views", Optional.empty(), "{\"views\":{}}");
    first = put(db, "conflicted", Optional.empty(), "{\"from\":\"here\"}");
    put(db, "conflicted", Optional.of(first), "{\"from\":\"here\",\"n\":2}");
    graft(db, "conflicted", first, "ffffffffffffffffffffffffffffffff", false);
    graft(db, "conflicted", first, "00000000000000000000000000000001", true);
    first = put(db, "gone", Optional.empty(), "{}");
    db.write(DocumentEdit.delete(new DocumentId("gone"), first)).await();
    first = put(db, "purged", Optional.empty(), "{}");
    db.purge(Map.of(new DocumentId("purged"), List.of(first))).await();
    Attachments.write(db, "text", Optional.empty(), "hello.txt", "Hello, attachment");
    byte[] bytes = Attachments.random(20_000);
    Attachments.write(
        db, "bytes", Optional.empty(), List.of(Attachments.attach(db, "some.bin", bytes)));
    db.putLocal(new LocalDocumentId("checkpoint"), 0, JsonBody.parse("{\"seq\":7}")).await();
    db.setRevisionsLimit(50).await();
    db.setSecurity(JsonBody.parse("{\"admins\":{\"names\":[\"ann\"]}}")).await();
  }

  private static RevisionId put(
      DocumentStore db, String id, Optional<RevisionId> parent, String json) {
    return db.write(
            new DocumentEdit(new DocumentId(id), parent, false, JsonBody.parse(json), List.of()))
        .await();
  }

  /** A revision that another replica made of the first one. */
  private static void graft(
      DocumentStore db, String id, RevisionId first, String digest, boolean deleted) {
    RevisionHistory history = new RevisionHistory(List.of(RevisionId.parse("2-" + digest), first));
    JsonBody body = deleted ? JsonBody.EMPTY : JsonBody.parse("{\"from\":\"there\"}");
    db.graft(List.of(new DocumentGraft(new DocumentId(id), history, deleted, body, List.of())))
        .await();
  }

  static void list(Storage storage, Consumer<String> line) {
    for (DatabaseName name : storage.databases(DatabaseRange.ALL).await()) {
      list(storage.open(name).await(), line);
    }
  }

  private static void list(DocumentStore db, Consumer<String> line) {
    DatabaseInfo info = db.info().await();
    line.accept(
        "database %s: %d documents, %d deleted, sequence %s, purges %d, instance %s of %s"
            .formatted(
                db.name().value(),
                info.documents(),
                info.deletedDocuments(),
                info.updateSequence(),
                info.purgeSequence(),
                info.instance(),
                info.created()));
    line.accept("  security " + db.security().await());
    line.accept("  revisions limit " + db.revisionsLimit().await());
    db.changes(ChangesOptions.DEFAULTS)
        .await()
        .toList(MANY)
        .await()
        .forEach(
            change -> {
              line.accept("  change " + change.sequence() + " of " + change.id().value());
              db.openRevisions(change.id(), new OpenRevisions.All(), GetOptions.DEFAULTS)
                  .await()
                  .toList(MANY)
                  .await()
                  .forEach(revision -> list(db, revision, line));
            });
    db.locals(AllDocsOptions.DEFAULTS)
        .await()
        .toList(MANY)
        .await()
        .forEach(
            local ->
                line.accept(
                    "  local %s at %d: %s"
                        .formatted(local.id().value(), local.revision(), local.body())));
    db.purgedInfos()
        .await()
        .toList(MANY)
        .await()
        .forEach(purged -> line.accept("  purged " + purged.id().value() + purged.revisions()));
  }

  private static void list(DocumentStore db, OpenRevision revision, Consumer<String> line) {
    StoredDocument found = ((OpenRevision.Found) revision).document();
    String body = found.body().toString();
    line.accept(
        "    %s%s %s"
            .formatted(
                found.revision(),
                found.deleted() ? " deleted" : "",
                body.length() < 100 ? body : Hash.of(body.getBytes(UTF_8))));
    for (AttachmentInfo info : found.attachments()) {
      byte[] bytes =
          Attachments.readBytes(db, found.id().value(), info.name(), AttachmentOptions.DEFAULTS);
      line.accept(
          "      %s, %s, %s, %d bytes, %s"
              .formatted(
                  info.name(), info.contentType(), info.digest(), bytes.length, Hash.of(bytes)));
    }
  }
}
