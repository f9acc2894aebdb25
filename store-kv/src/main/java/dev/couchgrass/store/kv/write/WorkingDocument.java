package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.kv.layout.BodyRecord;
import dev.couchgrass.store.kv.layout.ChangeRecord;
import dev.couchgrass.store.kv.layout.DocumentRecord;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.LiveRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document in the hands of a transaction: its tree, and what saving it must undo and redo. */
public final class WorkingDocument {
  private final DocumentId id;
  private final Transaction transaction;
  private final DocumentRecord before;
  private RevisionTree tree;
  private long sequence;

  /** How the document was listed when the transaction began, once that was looked up. */
  private @Nullable LiveRecord live;

  private WorkingDocument(DocumentId id, Transaction transaction, DocumentRecord before) {
    this.id = id;
    this.transaction = transaction;
    this.before = before;
    this.tree = before.tree();
    this.sequence = before.sequence();
  }

  static WorkingDocument load(DocumentId id, Transaction transaction) {
    DocumentRecord stored =
        transaction
            .get(transaction.keys().of(Space.DOCUMENTS, id))
            .map(DocumentRecord::decode)
            .orElse(new DocumentRecord(0, RevisionTree.EMPTY));
    return new WorkingDocument(id, transaction, stored);
  }

  public DocumentId id() {
    return id;
  }

  /** The tree as it is now; empty if the document is not there. */
  public RevisionTree tree() {
    return tree;
  }

  /** Takes over a tree that the changes feed need not tell about. */
  void replaceSilently(RevisionTree newTree) {
    tree = newTree;
  }

  /** Takes over a tree and makes it the newest change of the database. */
  void replace(RevisionTree newTree) {
    tree = newTree;
    sequence = ++transaction.tally().updateSequence;
  }

  /** Writes the document's records, once, at the end of the transaction. */
  void save() {
    if (tree.equals(before.tree()) && sequence == before.sequence()) {
      return;
    }
    Keys keys = transaction.keys();
    if (before.sequence() != 0 && (sequence != before.sequence() || tree.isEmpty())) {
      transaction.delete(keys.of(Space.CHANGES, before.sequence()));
    }
    Optional<Revision> winner = tree.winner();
    if (winner.isEmpty()) {
      transaction.delete(keys.of(Space.DOCUMENTS, id));
    } else {
      saveRecords(keys, winner.get());
    }
    if (!winner.equals(before.tree().winner())) {
      saveLive(keys, winner);
    }
    count(before.tree().winner(), -1);
    count(winner, 1);
  }

  private void saveRecords(Keys keys, Revision winner) {
    transaction.put(keys.of(Space.DOCUMENTS, id), new DocumentRecord(sequence, tree).encode());
    List<Revision> leaves = tree.leaves();
    ChangeRecord change =
        new ChangeRecord(
            id, winner.deleted(), leaves.stream().map(Revision::id).toList(), winner.body());
    transaction.put(keys.of(Space.CHANGES, sequence), change.encode());
  }

  private void saveLive(Keys keys, Optional<Revision> winner) {
    Optional<Revision> former = before.tree().winner();
    former.ifPresent(this::keepInlined);
    if (winner.isPresent() && !winner.get().deleted()) {
      LiveRecord live = transaction.bodies().live(winner.get());
      transaction.put(keys.of(Space.LIVE, id), live.encode());
    } else if (former.isPresent() && !former.get().deleted()) {
      transaction.delete(keys.of(Space.LIVE, id));
    }
  }

  /** The body of a former winner that is still in the tree loses its place, but is not lost. */
  private void keepInlined(Revision former) {
    if (tree.find(former.id()).filter(former::equals).isPresent()) {
      inlined(former.body()).ifPresent(body -> transaction.bodies().store(former.body(), body));
    }
  }

  /** The body of this number, if the document was listed with it when the transaction began. */
  Optional<BodyRecord> inlined(long number) {
    Optional<Revision> winner = before.tree().winner();
    if (winner.isEmpty() || winner.get().deleted() || winner.get().body() != number) {
      return Optional.empty();
    }
    LiveRecord known = live;
    if (known == null) {
      known =
          transaction
              .committed(transaction.keys().of(Space.LIVE, id))
              .map(LiveRecord::decode)
              .orElseThrow(() -> new IllegalStateException("A document is not listed"));
      live = known;
    }
    return known.inlined();
  }

  private void count(Optional<Revision> winner, int by) {
    if (winner.isEmpty()) {
      return;
    }
    if (winner.get().deleted()) {
      transaction.tally().deletedDocuments += by;
    } else {
      transaction.tally().documents += by;
      transaction.tally().designDocuments += id.isDesign() ? by : 0;
    }
  }
}
