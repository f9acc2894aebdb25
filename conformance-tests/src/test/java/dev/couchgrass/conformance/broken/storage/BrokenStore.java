package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import dev.couchgrass.conformance.broken.UnderTest;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import java.util.function.UnaryOperator;

/** Storages that are wrong in one point each, in the order of the rules that they break. */
public enum BrokenStore implements BrokenAdapter {
  LISTED_AS_STRINGS(
      "DOC-4",
      "lists ids in the order of their UTF-16 units",
      database(WrongListings.SortedAsStrings::new)),
  MEMBERS_SORTED("DOC-6", "sorts the members of a body", database(WrongEdits.SortsMembers::new)),
  BODIES_PRINTED_ANEW(
      "DOC-7", "parses a body and prints it", database(WrongEdits.PrintsBodiesAnew::new)),
  LOCALS_ARE_DOCUMENTS(
      "LOC-1", "keeps a local document as a document too", database(WrongLocals.AreDocuments::new)),
  LOCAL_IDS_CUT(
      "LOC-2",
      "takes what stands before a slash in a local document's id for a prefix",
      database(WrongLocals.IdsCut::new)),
  NEWER_LOCALS_STAY(
      "LOC-3",
      "keeps a local document that its writer did not know",
      database(WrongLocals.NewerOnesStay::new)),
  LOCALS_COUNT_THE_STORED(
      "LOC-4",
      "counts a local document's revision up from the stored one",
      database(WrongLocals.CountTheStored::new)),
  REMOVAL_ALWAYS_FINDS(
      "LOC-5",
      "says that any local document was there when it removes it",
      database(WrongLocals.RemovalAlwaysFinds::new)),
  LOCALS_BACKWARD(
      "LOC-6",
      "lists local documents from the last to the first",
      database(WrongLocals.ListedBackward::new)),
  LOCALS_NOT_KEPT(
      "LOC-7", "keeps local documents on the heap alone", database(WrongLocals.NotKept::new)),
  OWN_REVISION_IDS(
      "REV-5", "counts where CouchDB hashes", database(WrongEdits.OwnRevisionIds::new)),
  ANCESTORS_FORGOTTEN(
      "TREE-1",
      "grafts a revision without its history",
      database(WrongGrafts.AncestorsForgotten::new)),
  LATE_ANCESTORS_FORGOTTEN(
      "TREE-4",
      "passes over the ancestors of a revision that it knows",
      database(WrongGrafts.LateAncestorsForgotten::new)),
  STEMMED_BY_THE_WINNER(
      "TREE-7",
      "drops branches that end more than the limit below the winner",
      database(WrongUpkeep.StemsByTheWinner::new)),
  DELETED_LEAF_WINS(
      "WIN-1", "lets the highest leaf win, deleted or not", database(WrongReads.DeletedWins::new)),
  WINNER_BY_ARRIVAL(
      "WIN-2", "lets the leaf win that came last", database(WrongReads.WinnerByArrival::new)),
  DELETED_CONFLICTS_MIXED(
      "WIN-4",
      "tells of deleted conflicts among the others",
      database(WrongReads.DeletedConflictsAreConflicts::new)),
  RESULTS_BACKWARD(
      "WRT-1", "answers to the last edit first", database(WrongCalls.ResultsBackward::new)),
  STALE_PARENT_TAKEN(
      "WRT-2",
      "puts an edit on the winner, whatever parent it names",
      database(WrongEdits.TakesAStaleParent::new)),
  OVERWRITTEN_WITHOUT_PARENT(
      "WRT-3",
      "puts an edit without a parent on the winner",
      database(WrongEdits.OverwritesWithoutParent::new)),
  RECREATED_FROM_NOTHING(
      "WRT-4",
      "begins a new history when a deleted document is written",
      database(WrongEdits.RecreatesFromNothing::new)),
  TOMBSTONE_DELETED(
      "WRT-5", "deletes a deleted document again", database(WrongEdits.DeletesTombstones::new)),
  MADE_BEFORE_ACCEPTED(
      "WRT-6",
      "accepts an edit whose revision is there",
      database(WrongCalls.AcceptsWhatWasMadeBefore::new)),
  MISSING_STUB_FORGOTTEN(
      "WRT-7",
      "writes without the attachment that it lacks",
      database(WrongCalls.ForgetsMissingStubs::new)),
  EDITS_UNSEEN(
      "WRT-8",
      "holds each edit against what was there before the call",
      database(WrongCalls.EditsSeeNothingOfTheCall::new)),
  REFUSAL_ENDS_THE_CALL(
      "WRT-9",
      "refuses all edits behind one that is refused",
      database(WrongCalls.StopsAtARefusal::new)),
  GRAFTED_UNDER_OTHER_IDS(
      "GRA-1", "gives grafted revisions ids of its own", database(WrongGrafts.OwnIds::new)),
  GRAFT_CONFLICTS(
      "GRA-2",
      "refuses a graft that does not descend from the winner",
      database(WrongGrafts.Conflicts::new)),
  REPLAY_BUMPS(
      "GRA-3",
      "raises the sequence when a known revision comes again",
      database(WrongGrafts.ReplayBumps::new)),
  ANCESTORS_BUMP(
      "GRA-4", "raises the sequence for late ancestors", database(WrongGrafts.AncestorsBump::new)),
  GRAFT_WITHOUT_STUB(
      "GRA-5",
      "grafts without the attachment that it lacks",
      database(WrongGrafts.ForgetsMissingStubs::new)),
  EDITS_ONE_BY_ONE(
      "ATO-1", "writes the edits of a call one by one", database(WrongCalls.OneByOne::new)),
  LAST_CHANGE_FORGOTTEN(
      "ATO-2",
      "has lost the last change when it is opened again",
      WrongStorages.LastChangeForgotten::new),
  WRITERS_OVERTAKE(
      "ATO-3", "looks at the parent, and writes later", database(WrongEdits.OvertakesItself::new)),
  FIGURES_COME_LATER(
      "ATO-6", "changes the figures after the write", database(WrongCalls.FiguresComeLater::new)),
  TOTAL_OF_ANOTHER_MOMENT(
      "ATO-6",
      "counts documents first, and lists them then",
      database(WrongListings.TotalOfAnotherMoment::new)),
  DELETED_DOCUMENT_READ(
      "GET-2",
      "reads a deleted document without being asked for tombstones",
      database(WrongReads.DeletedIsRead::new)),
  WINNER_FOR_THE_MISSING(
      "GET-3",
      "reads the winner if the revision is not there",
      database(WrongReads.WinnerForWhatIsMissing::new)),
  LATEST_IS_THE_WINNER(
      "GET-4",
      "reads the winner as the latest of any revision",
      database(WrongReads.LatestIsTheWinner::new)),
  LEAVES_WITHOUT_TOMBSTONES(
      "GET-5", "leaves deleted leaves out", database(WrongReads.LeavesWithoutTombstones::new)),
  MISSING_LEFT_OUT(
      "GET-6",
      "says nothing of revisions that are not there",
      database(WrongReads.MissingRevisionsLeftOut::new)),
  EACH_ANSWERED_ONCE(
      "GET-7", "answers one of equal requests", database(WrongReads.AnswersEachOnce::new)),
  TOMBSTONES_LISTED(
      "ALL-1", "lists deleted documents", database(WrongListings.TombstonesListed::new)),
  MISSING_KEYS_LEFT_OUT(
      "ALL-3",
      "has no row for a key that is no document's",
      database(WrongListings.MissingKeysLeftOut::new)),
  START_IS_THE_LOWER_KEY(
      "ALL-4",
      "takes the lower key for the start, descending too",
      database(WrongListings.StartIsTheLowerKey::new)),
  LISTING_READS_ON(
      "ALL-5",
      "reads each piece of a listing when it is asked for",
      database(WrongListings.ReadsOnAndOn::new)),
  LISTING_SCANS_ALL(
      "ALL-6",
      "looks at all documents for a few rows",
      database(WrongListings.ScansEverything::new)),
  TOTAL_OF_THE_SELECTION(
      "ALL-7",
      "tells the number of rows as their total",
      database(WrongListings.TotalOfTheSelection::new)),
  END_ALWAYS_INCLUDED(
      "ALL-8",
      "lists the end of a range in any case",
      database(WrongListings.EndAlwaysIncluded::new)),
  MISSING_SORTED(
      "DIF-1", "sorts the revisions that it lacks", database(WrongReads.MissingSorted::new)),
  FREED_ARE_MISSING(
      "DIF-2",
      "tells of revisions without body as missing",
      database(db -> new WrongReads.TellsKnownRevisions(db, true))),
  KNOWN_ARE_MISSING(
      "DIF-3",
      "tells of all revisions as missing",
      database(db -> new WrongReads.TellsKnownRevisions(db, false))),
  POSSIBLE_ANCESTORS_FORGOTTEN(
      "DIF-4", "names no possible ancestors", database(WrongReads.ForgetsPossibleAncestors::new)),
  INSTANCE_IGNORED(
      "SEQ-4",
      "takes another instance's sequence for its own",
      database(WrongChanges.InstanceIgnored::new)),
  NOW_IS_THE_START(
      "SEQ-5",
      "takes `now` for the start",
      database(db -> new WrongChanges.StartInstead(db, "now"))),
  FUTURE_IS_THE_START(
      "SEQ-6",
      "takes a sequence beyond the newest for the start",
      database(db -> new WrongChanges.StartInstead(db, "999"))),
  MALFORMED_IS_THE_START(
      "SEQ-7",
      "takes what is no sequence for the start",
      database(db -> new WrongChanges.StartInstead(db, "|x|-1|1\\.5|9{19}"))),
  TOMBSTONES_FORGOTTEN(
      "CHG-1", "leaves deletions out of the feed", database(WrongChanges.TombstonesForgotten::new)),
  CHANGES_BY_ID("CHG-2", "sorts changes by id", database(WrongChanges.SortedById::new)),
  SINCE_INCLUDED(
      "CHG-2", "lists the change at `since` again", database(WrongChanges.SinceIncluded::new)),
  CONFLICT_FORGOTTEN(
      "CHG-3",
      "leaves the last leaf out in the style `ALL_DOCS`",
      database(WrongChanges.LastLeafForgotten::new)),
  LAST_SEQUENCE_AHEAD(
      "CHG-4",
      "tells the database's sequence, though a limit cut the feed",
      database(WrongChanges.LastSequenceRunsAhead::new)),
  FILTERS_EVERYTHING(
      "CHG-5",
      "looks at all changes for those of a few documents",
      database(WrongChanges.FiltersEverything::new)),
  COMMITS_MISSED(
      "CHG-6",
      "tells a live feed of the newest of several commits alone",
      database(WrongFeeds.MissesCommits::new)),
  FEED_ENDS_IN_SILENCE(
      "CHG-7",
      "ends the feed of a deleted database with an empty list",
      database(WrongFeeds.EndsInSilence::new)),
  FOLLOWED_BACKWARD(
      "CHG-9",
      "follows a descending feed in ascending order",
      database(WrongFeeds.OrderIgnored::new)),
  LIMIT_ONE_SHORT(
      "CHG-10", "lists one change fewer than the limit", database(WrongChanges.LimitOneShort::new)),
  NOTHING_COMPRESSED(
      "ATT-4", "stores text as it comes", database(WrongAttachments.NothingCompressed::new)),
  ATTACHMENT_LOST(
      "ATT-10",
      "drops attachments that an edit keeps",
      database(WrongEdits.LosesKeptAttachments::new)),
  ATTACHMENTS_SORTED(
      "ATT-11", "sorts attachments by name", database(WrongEdits.SortsAttachments::new)),
  DECLARATIONS_IGNORED(
      "ATT-12",
      "takes other bytes than were declared",
      database(WrongAttachments.DeclarationsIgnored::new)),
  RANGE_INCLUDES_ITS_END(
      "ATT-13",
      "reads a byte more than the range has",
      database(WrongAttachments.RangeIncludesItsEnd::new)),
  PURGE_RESURRECTS(
      "PUR-1",
      "makes the parent of what was purged a leaf",
      database(WrongUpkeep.PurgeResurrects::new)),
  PURGE_TAKES_BRANCHES(
      "PUR-2",
      "purges the leaves that descend from the revision named",
      database(WrongUpkeep.PurgeTakesBranches::new)),
  PURGE_HAS_NO_SEQUENCE(
      "PUR-5",
      "answers with a purge sequence that stays",
      database(WrongUpkeep.PurgeHasNoSequence::new)),
  PURGED_FOR_EVER(
      "PUR-7",
      "passes over revisions that were purged when they come again",
      database(WrongUpkeep.PurgedForEver::new)),
  PURGES_BACKWARD(
      "PUR-8", "lists the newest purge first", database(WrongUpkeep.PurgesNewestFirst::new)),
  LOSERS_FREED(
      "CMP-1",
      "frees the bodies of all leaves but the winner",
      database(WrongUpkeep.CompactionFreesLosers::new)),
  ANCESTORS_FREED(
      "CMP-2",
      "forgets ancestors with their bodies",
      database(WrongUpkeep.CompactionFreesAncestors::new)),
  COMPACTION_BUMPS(
      "CMP-3", "raises the sequence by compaction", database(WrongUpkeep.CompactionBumps::new)),
  ANY_LIMIT("LIM-1", "takes a revisions limit below 1 for 1", database(WrongUpkeep.AnyLimit::new)),
  STEMMED_AWAY(
      "LIM-2",
      "drops a branch that is longer than the limit",
      database(WrongUpkeep.StemsTheWinnerAway::new)),
  OPENS_A_NEW_ONE(
      "STO-1", "makes a database anew when it is opened or made", WrongStorages.OpensANewOne::new),
  EMPTY_UNLISTED("STO-3", "does not list empty databases", WrongStorages.EmptyOnesUnlisted::new),
  DELETED_STAYS_READABLE(
      "STO-4",
      "reads documents of a deleted database that it remembers",
      database(WrongStorages.DeletedIsRemembered::new)),
  SAME_INSTANCE_AGAIN(
      "STO-5",
      "gives a database that was made again the instance of the one before",
      database(WrongStorages.InstanceIsTheName::new)),
  STORAGE_CLOSED_ONCE("STO-6", "throws when it is closed again", WrongStorages.ClosesOnce::new),
  FAILS_AFTER_CLOSING(
      "STO-6",
      "fails the future, and does not throw, after it was closed",
      WrongStorages.FailsAfterClosing::new),
  TOMBSTONES_COUNTED(
      "STO-7",
      "counts deleted documents among the others",
      database(WrongUpkeep.CountsTombstones::new)),
  NAMES_UNSORTED(
      "STO-8", "lists databases in the order of their hashes", WrongStorages.NamesUnsorted::new),
  PREFIX_SCANS_ALL(
      "COL-12",
      "looks at all documents for those of a prefix",
      database(WrongListings.ScansEverything::new));

  private final String rule;
  private final String fault;
  private final UnaryOperator<Storage> wrapper;

  BrokenStore(String rule, String fault, UnaryOperator<Storage> wrapper) {
    this.rule = rule;
    this.fault = fault;
    this.wrapper = wrapper;
  }

  private static UnaryOperator<Storage> database(UnaryOperator<DocumentStore> wrapper) {
    return storage -> new DelegatingStorage(storage, wrapper);
  }

  @Override
  public String rule() {
    return rule;
  }

  @Override
  public String fault() {
    return fault;
  }

  @Override
  public void install() {
    UnderTest.storages(() -> new WrappedHome(wrapper));
  }
}
