package dev.couchgrass.store.kv.read;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions.Style;
import dev.couchgrass.store.kv.layout.ChangeRecord;
import java.util.List;

/** Which leaves of a changed document a selector wants. */
final class MatchingLeaves {
  private final DocumentReads documents;
  private final ChangesFilter.Selector selector;
  private final Style style;

  MatchingLeaves(DocumentReads documents, ChangesFilter.Selector selector, Style style) {
    this.documents = documents;
    this.selector = selector;
    this.style = style;
  }

  /** In winner order; in the style {@link Style#MAIN_ONLY} none but the winner. */
  List<RevisionId> of(ChangeRecord record) {
    boolean alone = record.leaves().size() == 1;
    if (alone || style == Style.MAIN_ONLY) {
      return selector.predicate().test(documents.winner(record, !alone))
          ? record.leaves().subList(0, 1)
          : List.of();
    }
    return documents.revisions(record.id(), record.leaves()).stream()
        .filter(selector.predicate())
        .map(document -> document.revision())
        .toList();
  }
}
