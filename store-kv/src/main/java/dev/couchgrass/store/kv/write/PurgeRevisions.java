package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.document.PurgeResult;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.PurgeRecord;
import dev.couchgrass.store.kv.layout.Setting;
import dev.couchgrass.store.kv.layout.Space;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Removes leaves and their branches as if they had never been, and remembers that it did. */
public record PurgeRevisions(Map<DocumentId, List<RevisionId>> revisions)
    implements Mutation<Transaction, PurgeResult> {
  @Override
  public PurgeResult apply(Transaction transaction) {
    Map<DocumentId, List<RevisionId>> purged = new LinkedHashMap<>();
    revisions.forEach((id, leaves) -> purged.put(id, purge(id, leaves, transaction)));
    forgetOldest(transaction);
    return new PurgeResult(transaction.tally().purgeSequence, purged);
  }

  private static List<RevisionId> purge(
      DocumentId id, List<RevisionId> leaves, Transaction transaction) {
    WorkingDocument document = transaction.document(id);
    RevisionTree.Pruned pruned = document.tree().removeLeaves(leaves);
    if (pruned.removed().isEmpty()) {
      return List.of();
    }
    transaction.bodies().drop(document, pruned.dropped());
    document.replace(pruned.tree());
    long sequence = ++transaction.tally().purgeSequence;
    transaction.put(
        transaction.keys().of(Space.PURGES, sequence),
        new PurgeRecord(id, pruned.removed()).encode());
    return pruned.removed();
  }

  /** Drops what the limit no longer lets us remember: at most what one purge added, each time. */
  private static void forgetOldest(Transaction transaction) {
    Keys keys = transaction.keys();
    long oldest =
        transaction.tally().purgeSequence
            - transaction.settings().number(Setting.PURGED_INFOS_LIMIT);
    for (long sequence = oldest; sequence > 0; sequence--) {
      byte[] key = keys.of(Space.PURGES, sequence);
      if (transaction.get(key).isEmpty()) {
        return;
      }
      transaction.delete(key);
    }
  }
}
