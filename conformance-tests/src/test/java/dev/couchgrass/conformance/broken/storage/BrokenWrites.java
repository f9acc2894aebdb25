package dev.couchgrass.conformance.broken.storage;

import static dev.couchgrass.conformance.broken.storage.BrokenStores.database;
import static dev.couchgrass.conformance.broken.storage.BrokenStores.storage;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import java.util.List;

/** Storages that write something else, rule by rule. */
final class BrokenWrites {
  static final List<BrokenAdapter> ALL =
      List.of(
          database(
              "DOC-4",
              "listed as strings",
              "lists ids in the order of their UTF-16 units",
              WrongListings.SortedAsStrings::new),
          database(
              "DOC-6",
              "members sorted",
              "sorts the members of a body",
              WrongEdits.SortsMembers::new),
          database(
              "DOC-7",
              "bodies printed anew",
              "parses a body and prints it",
              WrongEdits.PrintsBodiesAnew::new),
          database(
              "REV-5",
              "own revision ids",
              "counts where CouchDB hashes",
              WrongEdits.OwnRevisionIds::new),
          database(
              "TREE-1",
              "ancestors forgotten",
              "grafts a revision without its history",
              WrongGrafts.AncestorsForgotten::new),
          database(
              "TREE-2",
              "one root alone",
              "passes over a history that has nothing in common with the winner's",
              WrongGrafts.OneRootAlone::new),
          database(
              "TREE-4",
              "late ancestors forgotten",
              "passes over the ancestors of a revision that it knows",
              WrongGrafts.LateAncestorsForgotten::new),
          database(
              "TREE-5",
              "late bodies forgotten",
              "passes over a revision that is in the tree without its body",
              WrongGrafts.LateBodiesForgotten::new),
          database(
              "TREE-6",
              "later body replaces",
              "reads the body that came last under a revision id",
              WrongGrafts.LaterBodyReplaces::new),
          database(
              "TREE-7",
              "stemmed by the winner",
              "drops branches that end more than the limit below the winner",
              WrongUpkeep.StemsByTheWinner::new),
          database(
              "WRT-1",
              "results backward",
              "answers to the last edit first",
              WrongCalls.ResultsBackward::new),
          database(
              "WRT-2",
              "stale parent taken",
              "puts an edit on the winner, whatever parent it names",
              WrongEdits.TakesAStaleParent::new),
          database(
              "WRT-3",
              "overwritten without parent",
              "puts an edit without a parent on the winner",
              WrongEdits.OverwritesWithoutParent::new),
          database(
              "WRT-4",
              "recreated from nothing",
              "begins a new history when a deleted document is written",
              WrongEdits.RecreatesFromNothing::new),
          database(
              "WRT-5",
              "tombstone deleted",
              "deletes a deleted document again",
              WrongEdits.DeletesTombstones::new),
          database(
              "WRT-6",
              "made before accepted",
              "accepts an edit whose revision is there",
              WrongCalls.AcceptsWhatWasMadeBefore::new),
          database(
              "WRT-7",
              "missing stub forgotten",
              "writes without the attachment that it lacks",
              WrongCalls.ForgetsMissingStubs::new),
          database(
              "WRT-8",
              "edits unseen",
              "holds each edit against what was there before the call",
              WrongCalls.EditsSeeNothingOfTheCall::new),
          database(
              "WRT-9",
              "refusal ends the call",
              "refuses all edits behind one that is refused",
              WrongCalls.StopsAtARefusal::new),
          database(
              "WRT-10",
              "tombstones emptied",
              "drops the body of a tombstone",
              WrongEdits.EmptiesTombstones::new),
          database(
              "GRA-1",
              "grafted under other ids",
              "gives grafted revisions ids of its own",
              WrongGrafts.OwnIds::new),
          database(
              "GRA-2",
              "graft conflicts",
              "refuses a graft that does not descend from the winner",
              WrongGrafts.Conflicts::new),
          database(
              "GRA-3",
              "replay bumps",
              "raises the sequence when a known revision comes again",
              WrongGrafts.ReplayBumps::new),
          database(
              "GRA-4",
              "ancestors bump",
              "raises the sequence for late ancestors",
              WrongGrafts.AncestorsBump::new),
          database(
              "GRA-5",
              "graft without stub",
              "grafts without the attachment that it lacks",
              WrongGrafts.ForgetsMissingStubs::new),
          database(
              "ATO-1",
              "edits one by one",
              "writes the edits of a call one by one",
              WrongCalls.OneByOne::new),
          storage(
              "ATO-2",
              "last change forgotten",
              "has lost the last change when it is opened again",
              WrongStorages.LastChangeForgotten::new),
          database(
              "ATO-3",
              "writers overtake",
              "looks at the parent, and writes later",
              WrongEdits.OvertakesItself::new),
          database(
              "ATO-6",
              "figures come later",
              "changes the figures after the write",
              WrongCalls.FiguresComeLater::new),
          database(
              "ATO-6",
              "total of the listing before",
              "counts documents when it has listed them, for the next time",
              WrongListings.TotalOfTheListingBefore::new),
          database(
              "ATT-4",
              "nothing compressed",
              "stores text as it comes",
              WrongAttachments.NothingCompressed::new),
          database(
              "ATT-5",
              "encoded stays encoded",
              "hands out what is stored compressed as it is",
              WrongBytes.StaysEncoded::new),
          database(
              "ATT-6",
              "digest of the name",
              "tells a digest that is not the stored form's",
              WrongAttachments.DigestOfTheName::new),
          database(
              "ATT-9",
              "freed with the first",
              "frees bytes with the first of two documents that name them",
              WrongBytes.FreedWithTheFirst::new),
          database(
              "ATT-10",
              "attachment lost",
              "drops attachments that an edit keeps",
              WrongEdits.LosesKeptAttachments::new),
          database(
              "ATT-10",
              "position raised",
              "counts an attachment that an edit keeps as new",
              WrongBytes.PositionRaised::new),
          database(
              "ATT-11",
              "attachments sorted",
              "sorts attachments by name",
              WrongEdits.SortsAttachments::new),
          database(
              "ATT-12",
              "declarations ignored",
              "takes other bytes than were declared",
              WrongAttachments.DeclarationsIgnored::new),
          database(
              "ATT-13",
              "range includes its end",
              "reads a byte more than the range has",
              WrongAttachments.RangeIncludesItsEnd::new),
          database(
              "ATT-17",
              "last full piece lost",
              "takes a last piece that is full for no piece",
              WrongBytes.LastFullPieceLost::new));

  private BrokenWrites() {}
}
