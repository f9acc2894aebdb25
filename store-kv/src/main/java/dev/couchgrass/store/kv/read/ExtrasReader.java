package dev.couchgrass.store.kv.read;

import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument.Extras;
import dev.couchgrass.store.document.StoredDocument.RevisionInfo;
import dev.couchgrass.store.document.StoredDocument.RevisionInfo.Status;
import dev.couchgrass.store.kv.layout.DocumentRecord;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.List;
import java.util.Optional;

/** Gathers what was asked for beside a document. */
final class ExtrasReader {
  private ExtrasReader() {}

  static Extras read(
      DocumentRecord record, RevisionId revision, GetOptions options, Sequences sequences) {
    RevisionTree tree = record.tree();
    List<Revision> path =
        options.history() || options.revisionsInfo() ? tree.path(revision) : List.of();
    return new Extras(
        options.history() ? ids(path) : List.of(),
        options.revisionsInfo() ? path.stream().map(ExtrasReader::info).toList() : List.of(),
        options.conflicts() ? ids(tree.conflicts()) : List.of(),
        options.deletedConflicts() ? ids(tree.deletedConflicts()) : List.of(),
        options.localSequence()
            ? Optional.of(sequences.write(record.sequence()))
            : Optional.<UpdateSequence>empty());
  }

  private static List<RevisionId> ids(List<Revision> revisions) {
    return revisions.stream().map(Revision::id).toList();
  }

  private static RevisionInfo info(Revision revision) {
    Status status =
        !revision.available()
            ? Status.MISSING
            : revision.deleted() ? Status.DELETED : Status.AVAILABLE;
    return new RevisionInfo(revision.id(), status);
  }
}
