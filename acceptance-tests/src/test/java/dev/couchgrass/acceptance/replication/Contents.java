package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentInfo;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.BulkGetResult;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.StoredDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What databases hold in these trials: made from a seed, and read to be compared. */
final class Contents {
  private static final ChangesOptions ALL =
      ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS);
  private static final int MANY = 1_000_000;
  private static final int AT_ONCE = 200;
  private static final int ATTACHED_EVERY = 40;

  private Contents() {}

  /** Writes so many revisions: documents, conflicts, tombstones, attachments. */
  static void fill(DocumentStore db, Random random, int revisions) {
    List<DocumentGraft> grafts = new ArrayList<>();
    for (int i = 0; i < revisions; i++) {
      if (i % ATTACHED_EVERY == ATTACHED_EVERY - 1) {
        attach(db, random);
      } else {
        grafts.add(revision(random, revisions));
      }
    }
    for (int i = 0; i < grafts.size(); i += AT_ONCE) {
      List<DocumentGraft> some = grafts.subList(i, Math.min(grafts.size(), i + AT_ONCE));
      await(db.graft(some)).forEach(result -> result.orThrow());
    }
  }

  /** One of a few branches of a document: the same seed makes conflicts likely. */
  private static DocumentGraft revision(Random random, int documents) {
    int generations = 1 + random.nextInt(4);
    int branch = random.nextInt(3);
    String id = "d" + random.nextInt(documents);
    List<RevisionId> history = new ArrayList<>();
    for (int g = generations; g >= 1; g--) {
      int hash = g == 1 ? 0 : branch;
      history.add(RevisionId.parse(g + "-%032x".formatted(hash * 31L + g + id.hashCode() * 97L)));
    }
    boolean deleted = random.nextInt(6) == 0;
    String text = "x".repeat(random.nextInt(400)) + "é€𝄞";
    return new DocumentGraft(
        new DocumentId(id),
        new RevisionHistory(history),
        deleted,
        JsonBody.parse("{\"of\":\"" + history.get(0) + "\",\"text\":\"" + text + "\",\"n\":1.0}"),
        List.of());
  }

  private static void attach(DocumentStore db, Random random) {
    String id = "attached" + random.nextInt(MANY);
    byte[] bytes = Attachments.random(random.nextInt(random.nextInt(8) == 0 ? 200_000 : 3_000));
    byte[] text = "words, and more words ".repeat(random.nextInt(500)).getBytes(UTF_8);
    List<AttachmentEdit> edits =
        List.of(
            Attachments.attach(db, "f", bytes),
            new AttachmentEdit.Attach(
                "é t", "text/plain", Attachments.stage(db, text, "text/plain")));
    Optional<RevisionId> parent = await(db.get(new DocumentId(id))).map(StoredDocument::revision);
    await(db.write(new DocumentEdit(new DocumentId(id), parent, false, JsonBody.EMPTY, edits)));
  }

  /** The changes there are, with all leaves. */
  static List<Change> changes(DocumentStore db) {
    return await(await(db.changes(ALL)).toList(MANY));
  }

  /** The leaves of each document with all that they have, the winner first. */
  static Map<String, List<String>> of(DocumentStore db) {
    Map<String, List<String>> leaves = new TreeMap<>();
    List<BulkGetRequest> wanted = new ArrayList<>();
    for (Change change : changes(db)) {
      change
          .revisions()
          .forEach(leaf -> wanted.add(new BulkGetRequest(change.id(), Optional.of(leaf))));
    }
    for (int i = 0; i < wanted.size(); i += AT_ONCE) {
      read(db, wanted.subList(i, Math.min(wanted.size(), i + AT_ONCE)), leaves);
    }
    return leaves;
  }

  private static void read(
      DocumentStore db, List<BulkGetRequest> wanted, Map<String, List<String>> leaves) {
    for (BulkGetResult each :
        await(db.bulkGet(wanted, BulkGetOptions.DEFAULTS.withHistory(true)))) {
      for (OpenRevision revision : each.revisions()) {
        StoredDocument found = ((OpenRevision.Found) revision).document();
        leaves.computeIfAbsent(found.id().value(), id -> new ArrayList<>()).add(describe(found));
      }
    }
  }

  private static String describe(StoredDocument leaf) {
    List<String> attachments =
        leaf.attachments().stream().map(Contents::describe).sorted().toList();
    return (leaf.deleted() ? "deleted " : "")
        + leaf.extras().history()
        + ' '
        + leaf.body()
        + ' '
        + attachments;
  }

  /** Fails with the first document that is not the same. */
  static void assertEqual(
      Map<String, List<String>> expected, Map<String, List<String>> found, Object told) {
    expected.forEach((id, leaves) -> assertEquals(leaves, found.get(id), () -> id + ", " + told));
    assertEquals(expected.keySet(), found.keySet(), told::toString);
  }

  /** The digest is of the stored bytes: equal ones have equal content. */
  private static String describe(AttachmentInfo info) {
    return info.name() + ' ' + info.contentType() + ' ' + info.length() + ' ' + info.digest();
  }
}
