package dev.couchgrass.conformance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.replication.model.Content;
import dev.couchgrass.conformance.replication.model.Union;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a replica is the union of all. */
final class Comparison {
  private static final int ANY = 10_000;

  private final Union union;
  private final String name;
  private final DocumentStore db;

  Comparison(Union union, String name, DocumentStore db) {
    this.union = union;
    this.name = name;
    this.db = db;
  }

  void compare() {
    compareChanges();
    for (String id : union.ids()) {
      compareLeaves(id);
      compareWinner(id);
    }
    compareCounts();
  }

  private String told(String what) {
    return what + ", in " + name;
  }

  private void compareChanges() {
    Map<String, List<RevisionId>> expected = new TreeMap<>();
    union.ids().forEach(id -> expected.put(id, union.leaves(id).stream().sorted().toList()));
    Map<String, List<RevisionId>> listed = new TreeMap<>();
    await(Listing.since(db, UpdateSequence.START, ReplicationOptions.DEFAULTS))
        .forEach((id, leaves) -> listed.put(id.value(), leaves.stream().sorted().toList()));
    assertEquals(expected, listed, told("REP-1: the leaves of each document"));
  }

  private void compareLeaves(String id) {
    List<OpenRevision> opened =
        await(
            db.openRevisions(
                    new DocumentId(id),
                    new OpenRevisions.All(),
                    GetOptions.DEFAULTS.withHistory(true))
                .compose(rows -> rows.toList(ANY)));
    List<StoredDocument> leaves =
        opened.stream().map(leaf -> ((OpenRevision.Found) leaf).document()).toList();
    assertEquals(
        union.leaves(id),
        leaves.stream().map(StoredDocument::revision).toList(),
        told("REP-1, REP-2: the leaves, the winner first"));
    for (StoredDocument leaf : leaves) {
      assertEquals(
          union.path(id, leaf.revision()),
          leaf.extras().history(),
          told("REP-3: the ancestors of a leaf"));
      compare(leaf);
    }
  }

  private void compareWinner(String id) {
    StoredDocument winner =
        await(db.get(new DocumentId(id), GetOptions.DEFAULTS.withTombstone(true))).orElseThrow();
    assertEquals(union.leaves(id).get(0), winner.revision(), told("REP-2: the winner"));
    compare(winner);
  }

  private void compare(StoredDocument read) {
    String which = read.id() + " " + read.revision();
    Content expected = union.content(read.id().value(), read.revision()).orElseThrow();
    assertEquals(expected.body(), read.body(), told("REP-3: the body of " + which));
    assertEquals(expected.deleted(), read.deleted(), told("REP-3: a tombstone: " + which));
    Map<String, String> attachments = new TreeMap<>();
    expected
        .attachments()
        .forEach((file, at) -> attachments.put(file, at.bytes().length + "@" + at.position()));
    Map<String, String> there = new TreeMap<>();
    for (AttachmentInfo info : read.attachments()) {
      there.put(info.name(), info.length() + "@" + info.revisionPosition());
    }
    assertEquals(
        attachments, there, told("REP-4: length and generation of what " + which + " has"));
    AttachmentOptions options = AttachmentOptions.DEFAULTS.withRevision(read.revision());
    expected
        .attachments()
        .forEach(
            (file, at) ->
                assertArrayEquals(
                    at.bytes(),
                    Attachments.readBytes(db, read.id().value(), file, options),
                    told("REP-4: the bytes of " + file + " of " + which)));
  }

  private void compareCounts() {
    DatabaseInfo info = await(db.info());
    long deleted =
        union.ids().stream()
            .filter(id -> union.content(id, union.leaves(id).get(0)).orElseThrow().deleted())
            .count();
    assertEquals(union.ids().size() - deleted, info.documents(), told("REP-1: documents"));
    assertEquals(deleted, info.deletedDocuments(), told("REP-1: deleted documents"));
  }
}
