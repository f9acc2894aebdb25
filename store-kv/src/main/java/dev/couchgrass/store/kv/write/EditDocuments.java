package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.AttachmentSummary;
import dev.couchgrass.core.document.RevisionHash;
import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.core.revision.RevisionTree.Stemmed;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.document.WriteResult.Refused;
import dev.couchgrass.store.document.WriteResult.Written;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.layout.BodyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes new revisions, each on a leaf, with CouchDB's rules of conflict. */
public record EditDocuments(List<DocumentEdit> edits)
    implements Mutation<Transaction, List<WriteResult>> {
  public EditDocuments {
    edits = List.copyOf(edits);
  }

  @Override
  public List<WriteResult> apply(Transaction transaction) {
    List<WriteResult> results = new ArrayList<>(edits.size());
    for (DocumentEdit edit : edits) {
      results.add(apply(edit, transaction));
    }
    return results;
  }

  private static WriteResult apply(DocumentEdit edit, Transaction transaction) {
    try {
      transaction.fit().requireId(edit.id().bytes());
      WorkingDocument document = transaction.document(edit.id());
      Optional<Revision> parent = parent(edit, document.tree());
      List<ResolvedAttachment> attachments =
          ResolvedAttachment.ofEdit(edit.attachments(), document, parent, transaction);
      List<AttachmentSummary> summaries =
          attachments.stream().map(ResolvedAttachment::summary).toList();
      transaction.fit().requireBody(edit.body(), summaries);
      RevisionId revision =
          RevisionHash.next(parent.map(Revision::id), edit.deleted(), edit.body(), summaries);
      if (document.tree().find(revision).isPresent()) {
        throw StoreException.conflict();
      }
      add(document, parent, revision, edit, attachments, transaction);
      return new Written(edit.id(), revision);
    } catch (StoreException refusal) {
      return new Refused(edit.id(), refusal);
    } catch (InvalidInputException refusal) {
      // The parent is of the last generation there is.
      return new Refused(edit.id(), StoreException.of(refusal));
    }
  }

  /** The leaf that the edit builds on, if any. */
  private static Optional<Revision> parent(DocumentEdit edit, RevisionTree tree) {
    if (edit.parent().isPresent()) {
      RevisionId named = edit.parent().get();
      return Optional.of(
          tree.find(named)
              .filter(found -> tree.isLeaf(named))
              .orElseThrow(StoreException::conflict));
    }
    Optional<Revision> winner = tree.winner();
    if (winner.isPresent() && (!winner.get().deleted() || edit.deleted())) {
      throw StoreException.conflict();
    }
    return winner;
  }

  private static void add(
      WorkingDocument document,
      Optional<Revision> parent,
      RevisionId revision,
      DocumentEdit edit,
      List<ResolvedAttachment> attachments,
      Transaction transaction) {
    long number = transaction.bodies().nextNumber();
    RevisionTree tree = document.tree();
    RevisionTree grown =
        parent.isPresent()
            ? tree.extend(parent.get().id(), revision, edit.deleted(), number)
            : RevisionTree.of(revision, edit.deleted(), number);
    Stemmed stemmed = Growth.stem(edit.id(), grown, transaction);
    BodyRecord body =
        new BodyRecord(
            ResolvedAttachment.take(attachments, revision.generation(), transaction), edit.body());
    transaction.bodies().keep(number, body);
    parent
        .filter(Revision::available)
        .ifPresent(old -> transaction.bodies().noteObsolete(document, old.body()));
    Growth.replace(document, stemmed, transaction);
  }
}
