package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.kv.commit.Mutation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A step of compaction: frees bodies of revisions that are not leaves.
 *
 * @param bodies by number, the document that each belongs to
 */
public record FreeObsoleteBodies(Map<Long, DocumentId> bodies)
    implements Mutation<Transaction, Integer> {
  public FreeObsoleteBodies {
    bodies = Map.copyOf(bodies);
  }

  /** Answers how many bodies were freed. */
  @Override
  public Integer apply(Transaction transaction) {
    Map<DocumentId, Set<Long>> byDocument = new HashMap<>();
    bodies.forEach(
        (number, id) -> byDocument.computeIfAbsent(id, absent -> new HashSet<>()).add(number));
    int freed = 0;
    for (Map.Entry<DocumentId, Set<Long>> entry : byDocument.entrySet()) {
      freed += free(transaction.document(entry.getKey()), entry.getValue(), transaction);
    }
    return freed;
  }

  private static int free(WorkingDocument document, Set<Long> numbers, Transaction transaction) {
    RevisionTree tree = document.tree();
    tree.leaves().stream().map(Revision::body).forEach(numbers::remove);
    document.replaceSilently(tree.withoutBodies(revision -> numbers.contains(revision.body())));
    numbers.forEach(number -> transaction.bodies().drop(document, number));
    return numbers.size();
  }
}
