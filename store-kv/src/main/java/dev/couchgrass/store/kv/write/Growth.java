package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.core.revision.RevisionTree.Stemmed;
import dev.couchgrass.store.kv.layout.Setting;

/** What follows when a document's tree has grown: it is stemmed, and becomes the newest change. */
final class Growth {
  private Growth() {}

  /**
   * Cuts a tree to the revisions limit. Nothing is changed yet.
   *
   * @throws dev.couchgrass.store.error.StoreException {@code DOCUMENT_TOO_LARGE} if even then it is
   *     more than the engine takes
   */
  static Stemmed stem(DocumentId id, RevisionTree grown, Transaction transaction) {
    long limit = transaction.settings().number(Setting.REVISIONS_LIMIT);
    Stemmed stemmed = grown.stem((int) Math.min(limit, Integer.MAX_VALUE));
    transaction.fit().requireTree(id, stemmed.tree());
    return stemmed;
  }

  /** Takes over the tree, and frees the bodies of what was cut off. */
  static void replace(WorkingDocument document, Stemmed stemmed, Transaction transaction) {
    transaction.bodies().drop(document, stemmed.dropped());
    document.replace(stemmed.tree());
  }
}
