package dev.couchgrass.store.kv.write;

import dev.couchgrass.core.revision.Revision;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.core.revision.RevisionTree;
import dev.couchgrass.core.revision.RevisionTree.Outcome;
import dev.couchgrass.core.revision.RevisionTree.Stemmed;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.document.WriteResult.Refused;
import dev.couchgrass.store.document.WriteResult.Written;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.kv.commit.Mutation;
import dev.couchgrass.store.kv.layout.BodyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Joins revisions made elsewhere to their documents' trees. */
public record GraftDocuments(List<DocumentGraft> grafts)
    implements Mutation<Transaction, List<WriteResult>> {
  public GraftDocuments {
    grafts = List.copyOf(grafts);
  }

  @Override
  public List<WriteResult> apply(Transaction transaction) {
    List<WriteResult> results = new ArrayList<>(grafts.size());
    for (DocumentGraft graft : grafts) {
      results.add(apply(graft, transaction));
    }
    return results;
  }

  private static WriteResult apply(DocumentGraft graft, Transaction transaction) {
    RevisionId revision = graft.history().revision();
    try {
      transaction.fit().requireId(graft.id().bytes());
      WorkingDocument document = transaction.document(graft.id());
      if (document.tree().find(revision).filter(Revision::available).isPresent()) {
        joinAncestors(graft, document, transaction);
      } else {
        add(graft, document, transaction);
      }
      return new Written(graft.id(), revision);
    } catch (StoreException refusal) {
      return new Refused(graft.id(), refusal);
    }
  }

  /** A known revision may come with ancestors that were not known: no change that a feed tells. */
  private static void joinAncestors(
      DocumentGraft graft, WorkingDocument document, Transaction transaction) {
    RevisionTree before = document.tree();
    RevisionTree.Merged merged = before.merge(graft.history(), graft.deleted(), 0);
    if (merged.outcome() != Outcome.UNCHANGED) {
      Stemmed stemmed = Growth.stem(graft.id(), merged.tree(), transaction);
      RevisionTree joined = stemmed.tree();
      transaction.bodies().drop(document, stemmed.dropped());
      transaction.bodies().noteObsolete(document, before, joined);
      if (before.sameLeaves(joined)) {
        document.replaceSilently(joined);
      } else {
        document.replace(joined);
      }
    }
  }

  private static void add(DocumentGraft graft, WorkingDocument document, Transaction transaction) {
    RevisionTree before = document.tree();
    List<ResolvedAttachment> attachments =
        ResolvedAttachment.ofEdit(
            graft.attachments(), document, ancestor(graft, before), transaction);
    transaction
        .fit()
        .requireBody(graft.body(), attachments.stream().map(ResolvedAttachment::summary).toList());
    RevisionId revision = graft.history().revision();
    long number = transaction.bodies().nextNumber();
    RevisionTree grown = before.merge(graft.history(), graft.deleted(), number).tree();
    Stemmed stemmed = Growth.stem(graft.id(), grown, transaction);
    BodyRecord body =
        new BodyRecord(
            ResolvedAttachment.take(attachments, revision.generation(), transaction), graft.body());
    transaction.bodies().keep(number, body);
    if (!grown.isLeaf(revision)) {
      transaction.bodies().noteObsolete(document, number);
    }
    transaction.bodies().noteObsolete(document, before, grown);
    if (before.sameLeaves(stemmed.tree())) {
      // The body of an ancestor: nothing that a feed tells, however often it arrives.
      transaction.bodies().drop(document, stemmed.dropped());
      document.replaceSilently(stemmed.tree());
    } else {
      Growth.replace(document, stemmed, transaction);
    }
  }

  /** The newest ancestor whose body is there: where attachments to keep are looked for. */
  private static Optional<Revision> ancestor(DocumentGraft graft, RevisionTree tree) {
    return graft.history().revisions().stream()
        .map(tree::find)
        .flatMap(Optional::stream)
        .filter(Revision::available)
        .findFirst();
  }
}
