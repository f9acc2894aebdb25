package dev.couchgrass.conformance.broken.storage;

import static dev.couchgrass.conformance.broken.storage.BrokenStores.costly;
import static dev.couchgrass.conformance.broken.storage.BrokenStores.database;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import java.util.List;

/** Storages that read something else, rule by rule. */
final class BrokenReads {
  static final List<BrokenAdapter> ALL =
      List.of(
          database(
              "WIN-1",
              "deleted leaf wins",
              "lets the highest leaf win, deleted or not",
              WrongReads.DeletedWins::new),
          database(
              "WIN-2",
              "winner by arrival",
              "lets the leaf win that came last",
              WrongReads.WinnerByArrival::new),
          database(
              "WIN-2",
              "first of equals",
              "lets the leaf win that came first, of those of one generation",
              WrongLeaves.TiesByArrival::new),
          database(
              "WIN-3",
              "deleted by the last",
              "takes a document for deleted if a tombstone came last",
              WrongLeaves.DeletedByArrival::new),
          database(
              "WIN-4",
              "deleted conflicts mixed",
              "tells of deleted conflicts among the others",
              WrongReads.DeletedConflictsAreConflicts::new),
          database(
              "GET-2",
              "deleted document read",
              "reads a deleted document without being asked for tombstones",
              WrongReads.DeletedIsRead::new),
          database(
              "GET-3",
              "winner for the missing",
              "reads the winner if the revision is not there",
              WrongReads.WinnerForWhatIsMissing::new),
          database(
              "GET-4",
              "latest is the winner",
              "reads the winner as the latest of any revision",
              WrongReads.LatestIsTheWinner::new),
          database(
              "GET-5",
              "leaves without tombstones",
              "leaves deleted leaves out",
              WrongReads.LeavesWithoutTombstones::new),
          database(
              "GET-6",
              "missing left out",
              "says nothing of revisions that are not there",
              WrongReads.MissingRevisionsLeftOut::new),
          database(
              "GET-7",
              "each answered once",
              "answers one of equal requests",
              WrongReads.AnswersEachOnce::new),
          database(
              "ALL-1",
              "tombstones listed",
              "lists deleted documents",
              WrongListings.TombstonesListed::new),
          database(
              "ALL-3",
              "missing keys left out",
              "has no row for a key that is no document's",
              WrongListings.MissingKeysLeftOut::new),
          database(
              "ALL-4",
              "start is the lower key",
              "takes the lower key for the start, descending too",
              WrongListings.StartIsTheLowerKey::new),
          database(
              "ALL-5",
              "listing reads on",
              "reads each piece of a listing when it is asked for",
              WrongListings.ReadsOnAndOn::new),
          costly(
              "ALL-6",
              "listing scans all",
              "looks at all documents for a few rows",
              WrongListings.ScansEverything::new),
          database(
              "ALL-7",
              "total of the selection",
              "tells the number of rows as their total",
              WrongListings.TotalOfTheSelection::new),
          database(
              "ALL-8",
              "end always included",
              "lists the end of a range in any case",
              WrongListings.EndAlwaysIncluded::new),
          database(
              "DIF-1",
              "missing sorted",
              "sorts the revisions that it lacks",
              WrongReads.MissingSorted::new),
          database(
              "DIF-2",
              "freed are missing",
              "tells of revisions without body as missing",
              db -> new WrongReads.TellsKnownRevisions(db, true)),
          database(
              "DIF-3",
              "known are missing",
              "tells of all revisions as missing",
              db -> new WrongReads.TellsKnownRevisions(db, false)),
          database(
              "DIF-4",
              "possible ancestors forgotten",
              "names no possible ancestors",
              WrongReads.ForgetsPossibleAncestors::new),
          database(
              "DIF-4",
              "inner ancestors possible",
              "names revisions that are no leaves as possible ancestors",
              WrongLeaves.InnerOnesArePossible::new),
          database(
              "DIF-4",
              "higher leaves possible",
              "names all leaves as possible ancestors",
              WrongLeaves.HigherOnesArePossible::new),
          database(
              "DIF-4",
              "lowest counts",
              "names the leaves below the lowest of what is missing alone",
              WrongLeaves.LowestCounts::new),
          database(
              "SEQ-1",
              "losers unheard",
              "tells of a document's change if its winner changed",
              WrongChanges.LosersUnheard::new),
          database(
              "SEQ-4",
              "instance ignored",
              "takes another instance's sequence for its own",
              WrongChanges.InstanceIgnored::new),
          database(
              "SEQ-5",
              "now is the start",
              "takes `now` for the start",
              db -> new WrongChanges.StartInstead(db, "now")),
          database(
              "SEQ-6",
              "future is the start",
              "takes a sequence beyond the newest for the start",
              db -> new WrongChanges.StartInstead(db, "999")),
          database(
              "SEQ-7",
              "malformed is the start",
              "takes what is no sequence for the start",
              db -> new WrongChanges.StartInstead(db, "|x|-1|1\\.5|9{19}")),
          database(
              "CHG-1",
              "tombstones forgotten",
              "leaves deletions out of the feed",
              WrongChanges.TombstonesForgotten::new),
          database("CHG-2", "changes by id", "sorts changes by id", WrongChanges.SortedById::new),
          database(
              "CHG-2",
              "since included",
              "lists the change at `since` again",
              WrongChanges.SinceIncluded::new),
          database(
              "CHG-2",
              "since ignored backward",
              "lists all changes in a descending feed, wherever it is to end",
              WrongChanges.SinceIgnoredBackward::new),
          database(
              "CHG-3",
              "conflict forgotten",
              "leaves the last leaf out in the style `ALL_DOCS`",
              WrongChanges.LastLeafForgotten::new),
          database(
              "CHG-4",
              "last sequence ahead",
              "tells the database's sequence, though a limit cut the feed",
              WrongChanges.LastSequenceRunsAhead::new),
          costly(
              "CHG-5",
              "filters everything",
              "looks at all changes for those of a few documents",
              WrongChanges.FiltersEverything::new),
          database(
              "CHG-6",
              "commits missed",
              "tells a live feed of the newest of several commits alone",
              WrongFeeds.MissesCommits::new),
          database(
              "CHG-7",
              "feed ends in silence",
              "ends the feed of a deleted database with an empty list",
              WrongFeeds.EndsInSilence::new),
          database(
              "CHG-9",
              "followed backward",
              "follows a descending feed in ascending order",
              WrongFeeds.OrderIgnored::new),
          database(
              "CHG-10",
              "nothing is pending",
              "says that no changes are left, though a limit cut the feed",
              WrongChanges.NothingIsPending::new),
          database(
              "CHG-11",
              "limit one short",
              "lists one change fewer than the limit",
              WrongChanges.LimitOneShort::new),
          database(
              "CHG-11",
              "none is unlimited",
              "takes a limit of none for no limit",
              WrongChanges.NoneIsUnlimited::new),
          database(
              "CHG-12",
              "losers not tried",
              "tries the winner alone by a selector, where all leaves are asked for",
              WrongSelections.WinnerAlone::new),
          database(
              "CHG-12",
              "unwanted leaves listed",
              "lists all leaves of a document of which a selector wants one",
              WrongSelections.AllLeavesListed::new),
          database(
              "CHG-12",
              "tombstones never wanted",
              "passes over documents that are deleted when it has a selector",
              WrongSelections.TombstonesPassedOver::new),
          database(
              "CHG-13",
              "winner left out",
              "brings no document along if a selector does not want the winner",
              WrongSelections.WinnerLeftOut::new),
          costly(
              "COL-12",
              "prefix scans all",
              "looks at all documents for those of a prefix",
              WrongListings.ScansEverything::new));

  private BrokenReads() {}
}
