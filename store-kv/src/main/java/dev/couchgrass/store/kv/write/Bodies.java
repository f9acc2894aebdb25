package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.kv.layout.BodyRecord;
import dev.couchgrass.store.kv.layout.LiveRecord;
import dev.couchgrass.store.kv.layout.Space;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bodies of revisions in a transaction: what is kept, what waits for compaction, what goes.
 *
 * <p>A body is in one of two places. That of a winner which became the winner with it, if it is
 * short, is within the document's {@link LiveRecord}; any other has a record of its own, also the
 * former winner's, which is moved there when its document is saved.
 */
public final class Bodies {
  private final Transaction transaction;
  private final Blobs blobs;

  /** What came with this transaction: where each is kept shows when its document is saved. */
  private final Map<Long, BodyRecord> fresh = new HashMap<>();

  Bodies(Transaction transaction, Blobs blobs) {
    this.transaction = transaction;
    this.blobs = blobs;
  }

  /** The body of a document's revision, if it is there. */
  Optional<BodyRecord> read(WorkingDocument document, Revision revision) {
    return revision.available() ? read(document, revision.body()) : Optional.empty();
  }

  private Optional<BodyRecord> read(WorkingDocument document, long number) {
    BodyRecord known = fresh.get(number);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<BodyRecord> inlined = document.inlined(number);
    return inlined.isPresent() ? inlined : transaction.get(key(number)).map(BodyRecord::decode);
  }

  /** The number that the next body to be kept will have. */
  long nextNumber() {
    return transaction.tally().lastBody + 1;
  }

  /** Keeps a body under the next number, which is given out once. */
  void keep(long number, BodyRecord body) {
    transaction.tally().lastBody = number;
    fresh.put(number, body);
    transaction.tally().bodyBytes += body.body().length();
    body.attachments().forEach(attachment -> blobs.refer(attachment.blob()));
  }

  /** Frees the bodies of revisions that left their document's tree. */
  void drop(WorkingDocument document, List<Revision> revisions) {
    for (Revision revision : revisions) {
      if (revision.available()) {
        drop(document, revision.body());
      }
    }
  }

  /** Frees a body and, with the last one that names them, its attachments. */
  void drop(WorkingDocument document, long number) {
    Optional<BodyRecord> body = read(document, number);
    if (body.isEmpty()) {
      return;
    }
    long length = body.get().body().length();
    if (fresh.remove(number) == null && document.inlined(number).isEmpty()) {
      transaction.delete(key(number));
    }
    transaction.tally().bodyBytes -= length;
    byte[] obsolete = transaction.keys().of(Space.OBSOLETE, number);
    if (transaction.get(obsolete).isPresent()) {
      transaction.delete(obsolete);
      transaction.tally().obsoleteBytes -= length;
    }
    body.get().attachments().forEach(attachment -> blobs.release(attachment.blob()));
  }

  /** Notes the bodies that a new tree keeps but no longer as leaves, for compaction to free. */
  void noteObsolete(WorkingDocument document, RevisionTree before, RevisionTree now) {
    for (Revision leaf : before.overgrownIn(now)) {
      if (leaf.available()) {
        noteObsolete(document, leaf.body());
      }
    }
  }

  void noteObsolete(WorkingDocument document, long number) {
    read(document, number)
        .ifPresent(
            body -> {
              transaction.put(transaction.keys().of(Space.OBSOLETE, number), document.id().bytes());
              transaction.tally().obsoleteBytes += body.body().length();
            });
  }

  /** The record of a document's new winner, with its body in it if it is fresh and short. */
  LiveRecord live(Revision winner) {
    Optional<BodyRecord> inlined =
        Optional.ofNullable(fresh.get(winner.body())).filter(transaction.fit()::inlines);
    inlined.ifPresent(body -> fresh.remove(winner.body()));
    return new LiveRecord(winner.id(), winner.body(), inlined);
  }

  /** Gives a body a record of its own. */
  void store(long number, BodyRecord body) {
    transaction.put(key(number), body.encode());
  }

  /** Stores the fresh bodies that no document took in. */
  void storeRest() {
    fresh.forEach(this::store);
  }

  private byte[] key(long number) {
    return transaction.keys().of(Space.BODIES, number);
  }
}
