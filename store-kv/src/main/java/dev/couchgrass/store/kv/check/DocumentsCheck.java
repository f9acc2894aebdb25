package dev.couchgrass.store.kv.check;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.AttachmentRecord;
import dev.couchgrass.store.kv.layout.BodyRecord;
import dev.couchgrass.store.kv.layout.ChangeRecord;
import dev.couchgrass.store.kv.layout.Counters;
import dev.couchgrass.store.kv.layout.DocumentRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.LiveRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the documents of a database. From each document's tree it finds all that must be there of
 * it; and as there is as much as was found, there is nothing else.
 */
final class DocumentsCheck {
  private final Snapshot snapshot;
  private final Keys keys;
  private final String name;
  private final Findings findings;
  private final Counters counters;

  /** What bodies say of attachments: blob and MD5 of each. */
  private final Multiset attachments;

  private final Multiset bodiesNamed;
  private final Multiset bodiesKept;
  private final Multiset obsoleteNamed;
  private final Multiset obsoleteKept;
  private long documents;
  private long designDocuments;
  private long deletedDocuments;
  private long bodyBytes;
  private long obsoleteBytes;

  DocumentsCheck(
      Snapshot snapshot,
      Keys keys,
      String name,
      Findings findings,
      Counters counters,
      Multiset.Key key) {
    this.snapshot = snapshot;
    this.keys = keys;
    this.name = name;
    this.findings = findings;
    this.counters = counters;
    attachments = new Multiset(key);
    bodiesNamed = new Multiset(key);
    bodiesKept = new Multiset(key);
    obsoleteNamed = new Multiset(key);
    obsoleteKept = new Multiset(key);
  }

  Multiset attachments() {
    return attachments;
  }

  void run() {
    try (Cursor cursor = snapshot.scan(keys.all(Space.DOCUMENTS), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        String id = Keys.text(cursor.key());
        try {
          check(new DocumentId(id), DocumentRecord.decode(cursor.value()));
        } catch (IllegalStateException | IllegalArgumentException e) {
          findings.problem(where(id), "What belongs to the document can't be read");
        }
      }
    }
    requireNothingElse();
    requireFigures();
  }

  private String where(String id) {
    return name + ", document " + id;
  }

  private void check(DocumentId id, DocumentRecord document) {
    findings.documents++;
    String where = where(id.value());
    RevisionTree tree = document.tree();
    Optional<Revision> winner = tree.winner();
    if (winner.isEmpty()) {
      findings.problem(where, "The document has no revisions");
      return;
    }
    if (winner.get().deleted()) {
      deletedDocuments++;
    } else {
      documents++;
      designDocuments += id.isDesign() ? 1 : 0;
    }
    checkChange(id, document, winner.get(), where);
    checkBodies(id, tree, live(id, winner.get(), where), where);
  }

  private void checkChange(DocumentId id, DocumentRecord document, Revision winner, String where) {
    long sequence = document.sequence();
    findings.require(
        sequence > 0 && sequence <= counters.updateSequence(),
        where,
        "The document's sequence was not given out");
    ChangeRecord right =
        new ChangeRecord(
            id,
            winner.deleted(),
            document.tree().leaves().stream().map(Revision::id).toList(),
            winner.body());
    Optional<ChangeRecord> found =
        snapshot.get(keys.of(Space.CHANGES, sequence)).map(ChangeRecord::decode);
    findings.require(
        found.equals(Optional.of(right)), where, "The change of the document is not what it was");
  }

  /** How the document is listed, if it is. */
  private Optional<LiveRecord> live(DocumentId id, Revision winner, String where) {
    Optional<LiveRecord> live = snapshot.get(keys.of(Space.LIVE, id)).map(LiveRecord::decode);
    if (winner.deleted()) {
      findings.require(live.isEmpty(), where, "The document is deleted, and listed");
      return Optional.empty();
    }
    boolean right =
        live.isPresent()
            && live.get().winner().equals(winner.id())
            && live.get().body() == winner.body();
    findings.require(right, where, "The document is not listed with its winner");
    return live.filter(listed -> right);
  }

  private void checkBodies(
      DocumentId id, RevisionTree tree, Optional<LiveRecord> live, String where) {
    Set<Long> seen = new HashSet<>();
    Set<Revision> leaves = new HashSet<>(tree.leaves());
    for (Revision leaf : leaves) {
      for (Revision revision : tree.path(leaf.id())) {
        if (revision.available() && seen.add(revision.body())) {
          checkBody(id, revision, leaves.contains(revision), live, where);
        }
      }
    }
  }

  private void checkBody(
      DocumentId id, Revision revision, boolean leaf, Optional<LiveRecord> live, String where) {
    long number = revision.body();
    findings.bodies++;
    findings.require(
        number <= counters.lastBody(), where, "The number of a body was not given out");
    Optional<BodyRecord> inlined =
        live.filter(listed -> listed.body() == number).flatMap(LiveRecord::inlined);
    if (inlined.isEmpty()) {
      bodiesNamed.add(number);
    }
    Optional<BodyRecord> body =
        inlined.or(() -> snapshot.get(keys.of(Space.BODIES, number)).map(BodyRecord::decode));
    if (body.isEmpty()) {
      findings.problem(where, "The body of revision " + revision.id() + " is missing");
      return;
    }
    bodyBytes += body.get().body().length();
    for (AttachmentRecord attachment : body.get().attachments()) {
      attachments.add(attachment.blob(), attachment.md5(), 1);
    }
    if (!leaf) {
      checkObsolete(id, number, body.get(), where);
    }
  }

  /** Compaction finds it again. */
  private void checkObsolete(DocumentId id, long number, BodyRecord body, String where) {
    obsoleteNamed.add(number);
    obsoleteBytes += body.body().length();
    boolean noted =
        snapshot
            .get(keys.of(Space.OBSOLETE, number))
            .filter(found -> Arrays.equals(found, id.bytes()))
            .isPresent();
    findings.require(noted, where, "An old body is not noted for compaction");
  }

  private void requireNothingElse() {
    count(Space.BODIES, bodiesKept);
    count(Space.OBSOLETE, obsoleteKept);
    long listed = count(Space.LIVE);
    long changes = count(Space.CHANGES);
    findings.require(
        bodiesKept.sameAs(bodiesNamed), name, "There are bodies that no revision has, or the same");
    findings.require(
        obsoleteKept.sameAs(obsoleteNamed), name, "Bodies are noted as old that are not");
    findings.require(listed == documents, name, "Documents are listed that are not there");
    findings.require(
        changes == documents + deletedDocuments, name, "There are changes of no document");
  }

  private void count(Space space, Multiset numbers) {
    try (Cursor cursor = snapshot.scan(keys.all(space), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        numbers.add(Keys.number(cursor.key()));
      }
    }
  }

  private long count(Space space) {
    long count = 0;
    try (Cursor cursor = snapshot.scan(keys.all(space), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        count++;
      }
    }
    return count;
  }

  private void requireFigures() {
    findings.require(
        counters.documents() == documents
            && counters.deletedDocuments() == deletedDocuments
            && counters.designDocuments() == designDocuments,
        name,
        "The counts of documents are wrong");
    findings.require(
        counters.bodyBytes() == bodyBytes && counters.obsoleteBytes() == obsoleteBytes,
        name,
        "The sizes of bodies are wrong");
  }
}
