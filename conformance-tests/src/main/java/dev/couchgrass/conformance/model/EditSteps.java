package dev.couchgrass.conformance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.model.StoreModel.Attached;
import dev.couchgrass.conformance.model.StoreModel.Content;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writing and grafting. */
final class EditSteps {
  private static final int GRAFTED_BYTES = 3_000;
  private static final String TYPE = "application/octet-stream";

  private final Trialled tried;

  EditSteps(Trialled tried) {
    this.tried = tried;
  }

  void create(String id, int body) {
    created(id, body, tried.db().write(DocumentEdit.create(new DocumentId(id), body(body))));
  }

  void createBoth(String first, String second, int body) {
    List<WriteResult> results =
        StoreFixture.await(
            tried
                .db()
                .write(
                    List.of(
                        DocumentEdit.create(new DocumentId(first), body(body)),
                        DocumentEdit.create(new DocumentId(second), body(body)))));
    assertEquals(2, results.size(), "WRT-1: results");
    created(first, body, outcome(results.get(0)));
    created(second, body, outcome(results.get(1)));
  }

  private static Future<RevisionId> outcome(WriteResult result) {
    try {
      return Future.succeededFuture(result.orThrow());
    } catch (StoreException e) {
      return Future.failedFuture(e);
    }
  }

  private void created(String id, int body, Future<RevisionId> written) {
    StoreModel model = tried.model();
    if (model.live(id)) {
      Trialled.refused("WRT-3", ErrorCode.CONFLICT, written);
      return;
    }
    List<RevisionId> history = new ArrayList<>(List.of(StoreFixture.await(written)));
    model.leaves(id).stream().limit(1).forEach(history::add);
    model.add(id, history, new Content(false, body(body), Collections.emptySortedMap()));
  }

  void update(String id, int leaf, int body) {
    tried
        .leaf(id, leaf)
        .ifPresent(
            parent -> {
              SortedMap<String, Attached> kept =
                  tried.model().content(id, parent).orElseThrow().attachments();
              List<AttachmentEdit> stubs =
                  kept.keySet().stream().<AttachmentEdit>map(AttachmentEdit.Keep::new).toList();
              replace(id, parent, new Content(false, body(body), kept), stubs);
            });
  }

  void delete(String id, int leaf, int body) {
    Content tombstone = new Content(true, body(body), Collections.emptySortedMap());
    tried.leaf(id, leaf).ifPresent(parent -> replace(id, parent, tombstone, List.of()));
  }

  private void replace(
      String id, RevisionId parent, Content content, List<AttachmentEdit> attachments) {
    DocumentEdit edit =
        new DocumentEdit(
            new DocumentId(id),
            Optional.of(parent),
            content.deleted(),
            content.body(),
            attachments);
    RevisionId revision = StoreFixture.await(tried.db().write(edit));
    tried.model().add(id, List.of(revision, parent), content);
  }

  void stale(String id, int revision, int body) {
    RevisionId parent = tried.inner(id, revision).orElse(RevisionId.parse("9-unknown"));
    Trialled.refused(
        "WRT-2",
        ErrorCode.CONFLICT,
        tried.db().write(DocumentEdit.update(new DocumentId(id), parent, body(body))));
  }

  void graft(String id, String branch, int told) {
    List<RevisionId> history = Trialled.branch(branch, told);
    boolean attached = branch.endsWith("y") && tried.can(Capability.ATTACHMENTS);
    byte[] bytes = Attachments.random(GRAFTED_BYTES);
    SortedMap<String, Attached> attachments = new TreeMap<>();
    List<AttachmentEdit> edits = new ArrayList<>();
    if (attached) {
      attachments.put("f", new Attached(bytes, branch.length()));
      edits.add(
          new AttachmentEdit.Attach(
              "f", TYPE, Attachments.stage(tried.db(), bytes), OptionalLong.of(branch.length())));
    }
    JsonBody body = JsonBody.parse("{\"branch\":\"" + branch + "\"}");
    Content content = new Content(branch.endsWith("d"), body, attachments);
    DocumentGraft graft =
        new DocumentGraft(
            new DocumentId(id), new RevisionHistory(history), content.deleted(), body, edits);
    StoreFixture.await(tried.db().graft(List.of(graft))).get(0).orThrow();
    tried.model().add(id, history, content);
  }

  private static JsonBody body(int number) {
    return Trialled.body(number);
  }
}
