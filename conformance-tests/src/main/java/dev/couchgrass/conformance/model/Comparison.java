package dev.couchgrass.conformance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.model.StoreModel.Content;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether all that can be read is as the model has it. */
final class Comparison {
  private static final int ANY = 1_000;

  private final Trialled tried;
  private final FeedSteps feeds;

  Comparison(Trialled tried, FeedSteps feeds) {
    this.tried = tried;
    this.feeds = feeds;
  }

  private DocumentStore db() {
    return tried.db();
  }

  private StoreModel model() {
    return tried.model();
  }

  void compare() {
    DatabaseInfo info = StoreFixture.await(db().info());
    assertEquals(model().live().size(), info.documents(), "WIN-3: documents");
    assertEquals(model().tombstones(), info.deletedDocuments(), "WIN-3: deleted documents");
    feeds.mark(info.updateSequence());
    compareListing();
    compareFeed();
    compareLocals();
    model().changes().forEach(document -> compare(document.id()));
    assertEquals(List.of(), tried.storage().problems(), "found by a check of the whole engine");
  }

  /** The documents that come with rows are the winners. */
  private void compareListing() {
    AllDocsOptions options = AllDocsOptions.DEFAULTS.withDocuments(true);
    List<AllDocsRow> rows =
        StoreFixture.await(db().allDocs(options).compose(all -> all.toList(ANY)));
    assertEquals(
        model().live(),
        rows.stream().map(row -> found(row).id().value()).toList(),
        "ALL-1: ids, in order");
    for (AllDocsRow row : rows) {
      compare(found(row).id().value(), found(row).document().orElseThrow());
    }
  }

  private static AllDocsRow.Found found(AllDocsRow row) {
    return (AllDocsRow.Found) row;
  }

  /** The documents that come with changes are the winners, deleted ones too. */
  private void compareFeed() {
    ChangesOptions options =
        ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS).withDocuments(true);
    List<Change> changes =
        StoreFixture.await(db().changes(options).compose(all -> all.toList(ANY)));
    assertEquals(
        model().changes().stream().map(FeedSteps::show).toList(),
        changes.stream().map(FeedSteps::show).toList(),
        "CHG-1, CHG-2, CHG-3: all changes");
    for (Change change : changes) {
      StoredDocument document = change.document().orElseThrow();
      assertEquals(change.revisions().get(0), document.revision(), "CHG-3: the winner");
      compare(change.id().value(), document);
    }
  }

  private void compareLocals() {
    List<LocalDocument> locals =
        StoreFixture.await(db().locals(AllDocsOptions.DEFAULTS).compose(all -> all.toList(ANY)));
    assertEquals(
        model().locals().entrySet().stream()
            .map(
                local ->
                    new LocalDocument(
                        new LocalDocumentId(local.getKey()),
                        local.getValue().getKey(),
                        local.getValue().getValue()))
            .toList(),
        locals,
        "LOC-3, LOC-6: local documents");
  }

  private void compare(String id) {
    compareWinner(id);
    compareLeaves(id);
    for (RevisionId revision : model().revisions(id)) {
      GetOptions options = GetOptions.DEFAULTS.withRevision(revision);
      Optional<StoredDocument> read = StoreFixture.await(db().get(new DocumentId(id), options));
      assertEquals(
          model().content(id, revision).isPresent(),
          read.isPresent(),
          () -> "TREE-1, CMP-1: whether the body of " + revision + " of " + id + " is there");
      read.ifPresent(document -> compare(id, document));
    }
  }

  private void compareWinner(String id) {
    GetOptions options =
        GetOptions.DEFAULTS.withTombstone(true).withConflicts(true).withDeletedConflicts(true);
    StoredDocument winner = StoreFixture.await(db().get(new DocumentId(id), options)).orElseThrow();
    List<RevisionId> leaves = model().leaves(id);
    List<RevisionId> others = leaves.subList(1, leaves.size());
    assertEquals(leaves.get(0), winner.revision(), "WIN-1, WIN-2: the winner");
    assertEquals(
        others.stream().filter(leaf -> !deleted(id, leaf)).toList(),
        winner.extras().conflicts(),
        "WIN-4: conflicts");
    assertEquals(
        others.stream().filter(leaf -> deleted(id, leaf)).toList(),
        winner.extras().deletedConflicts(),
        "WIN-4: deleted conflicts");
    assertEquals(
        model().live(id),
        StoreFixture.await(db().get(new DocumentId(id))).isPresent(),
        "GET-2: whether it is there without asking for tombstones");
  }

  private boolean deleted(String id, RevisionId leaf) {
    return model().content(id, leaf).orElseThrow().deleted();
  }

  private void compareLeaves(String id) {
    List<OpenRevision> opened =
        StoreFixture.await(
            db().openRevisions(
                    new DocumentId(id),
                    new OpenRevisions.All(),
                    GetOptions.DEFAULTS.withHistory(true))
                .compose(leaves -> leaves.toList(ANY)));
    List<StoredDocument> leaves =
        opened.stream().map(leaf -> ((OpenRevision.Found) leaf).document()).toList();
    assertEquals(
        model().leaves(id).stream().map(leaf -> model().path(id, leaf)).toList(),
        leaves.stream().map(leaf -> leaf.extras().history()).toList(),
        "GET-5, TREE-1, PUR-1: the leaves, each with its ancestors");
    leaves.forEach(leaf -> compare(id, leaf));
  }

  /** Body, tombstone and attachments. */
  private void compare(String id, StoredDocument document) {
    Content expected = model().content(id, document.revision()).orElseThrow();
    assertEquals(id, document.id().value());
    assertEquals(expected.body(), document.body(), "TREE-6: the body");
    assertEquals(expected.deleted(), document.deleted(), "TREE-6: deleted");
    if (tried.can(Capability.ATTACHMENTS)) {
      Map<String, String> attachments = new TreeMap<>();
      expected
          .attachments()
          .forEach((name, at) -> attachments.put(name, at.bytes().length + "@" + at.position()));
      assertEquals(
          attachments,
          document.attachments().stream()
              .collect(
                  Collectors.toMap(
                      at -> at.name(), at -> at.length() + "@" + at.revisionPosition())),
          "ATT-10: attachments: the length of each, and when it came");
    }
  }

  /** For when all was removed that can be. */
  void nothingIsLeft() {
    if (tried.can(Capability.PURGE) && tried.can(Capability.COMPACTION)) {
      assertEquals(List.of(), tried.storage().left(), "PUR-1, CMP-1: left in the engine");
    }
  }
}
