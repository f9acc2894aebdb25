package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.kv.layout.BodyRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.util.List;
import java.util.Optional;

/** The bodies of revisions in a transaction: what is kept, what waits for compaction, what goes. */
public final class Bodies {
  private final Transaction transaction;
  private final Blobs blobs;

  Bodies(Transaction transaction, Blobs blobs) {
    this.transaction = transaction;
    this.blobs = blobs;
  }

  /** The body of a revision, if it is there. */
  Optional<BodyRecord> read(Revision revision) {
    return revision.available() ? read(revision.body()) : Optional.empty();
  }

  private Optional<BodyRecord> read(long body) {
    return transaction.get(transaction.keys().of(Space.BODIES, body)).map(BodyRecord::decode);
  }

  /** A number for a body; given out once. */
  long nextNumber() {
    return ++transaction.tally().lastBody;
  }

  void keep(long number, BodyRecord body) {
    transaction.put(transaction.keys().of(Space.BODIES, number), body.encode());
    transaction.tally().bodyBytes += body.body().length();
    body.attachments().forEach(attachment -> blobs.refer(attachment.blob()));
  }

  /** Frees the bodies of revisions that left their tree. */
  void drop(List<Revision> revisions) {
    revisions.stream().filter(Revision::available).map(Revision::body).forEach(this::drop);
  }

  /** Frees a body and, with the last one that names them, its attachments. */
  void drop(long number) {
    Optional<BodyRecord> body = read(number);
    if (body.isEmpty()) {
      return;
    }
    long length = body.get().body().length();
    transaction.delete(transaction.keys().of(Space.BODIES, number));
    transaction.tally().bodyBytes -= length;
    byte[] obsolete = transaction.keys().of(Space.OBSOLETE, number);
    if (transaction.get(obsolete).isPresent()) {
      transaction.delete(obsolete);
      transaction.tally().obsoleteBytes -= length;
    }
    body.get().attachments().forEach(attachment -> blobs.release(attachment.blob()));
  }

  /** Notes the bodies that a new tree keeps but no longer as leaves, for compaction to free. */
  void noteObsolete(DocumentId id, List<Revision> leavesBefore, RevisionTree now) {
    for (Revision leaf : leavesBefore) {
      if (leaf.available() && !now.isLeaf(leaf.id()) && now.find(leaf.id()).isPresent()) {
        noteObsolete(id, leaf.body());
      }
    }
  }

  void noteObsolete(DocumentId id, long number) {
    read(number)
        .ifPresent(
            body -> {
              transaction.put(transaction.keys().of(Space.OBSOLETE, number), id.bytes());
              transaction.tally().obsoleteBytes += body.body().length();
            });
  }
}
