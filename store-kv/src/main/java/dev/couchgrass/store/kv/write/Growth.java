package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.kv.layout.Setting;

/** What follows when a document's tree has grown: it is stemmed, and becomes the newest change. */
final class Growth {
  private Growth() {}

  static void replace(WorkingDocument document, RevisionTree grown, Transaction transaction) {
    document.replace(stem(grown, transaction));
  }

  /** Cuts the tree to the revisions limit and frees the bodies of what is cut off. */
  static RevisionTree stem(RevisionTree grown, Transaction transaction) {
    long limit = transaction.settings().number(Setting.REVISIONS_LIMIT);
    RevisionTree.Stemmed stemmed = grown.stem((int) Math.min(limit, Integer.MAX_VALUE));
    transaction.bodies().drop(stemmed.dropped());
    return stemmed.tree();
  }
}
