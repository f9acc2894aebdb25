package dev.couchgrass.conformance.broken.storage;

import static dev.couchgrass.conformance.broken.storage.BrokenStores.database;
import static dev.couchgrass.conformance.broken.storage.BrokenStores.storage;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import java.util.List;

/** Storages that keep local documents otherwise, or clean up otherwise, rule by rule. */
final class BrokenUpkeep {
  static final List<BrokenAdapter> ALL =
      List.of(
          database(
              "LOC-1",
              "locals are documents",
              "keeps a local document as a document too",
              WrongLocals.AreDocuments::new),
          database(
              "LOC-2",
              "local ids cut",
              "takes what stands before a slash in a local document's id for a prefix",
              WrongLocals.IdsCut::new),
          database(
              "LOC-3",
              "newer locals stay",
              "keeps a local document that its writer did not know",
              WrongLocals.NewerOnesStay::new),
          database(
              "LOC-4",
              "locals count the stored",
              "counts a local document's revision up from the stored one",
              WrongLocals.CountTheStored::new),
          database(
              "LOC-5",
              "removal always finds",
              "says that any local document was there when it removes it",
              WrongLocals.RemovalAlwaysFinds::new),
          database(
              "LOC-6",
              "locals backward",
              "lists local documents from the last to the first",
              WrongLocals.ListedBackward::new),
          database(
              "LOC-7",
              "locals not kept",
              "keeps local documents on the heap alone",
              WrongLocals.NotKept::new),
          database(
              "PUR-1",
              "purge resurrects",
              "makes the parent of what was purged a leaf",
              WrongUpkeep.PurgeResurrects::new),
          database(
              "PUR-2",
              "purge takes branches",
              "purges the leaves that descend from the revision named",
              WrongUpkeep.PurgeTakesBranches::new),
          database(
              "PUR-4",
              "purged stay in feeds",
              "leaves a document that was purged in the feed",
              WrongUpkeep.PurgedStayInFeeds::new),
          database(
              "PUR-5",
              "purge has no sequence",
              "answers with a purge sequence that stays",
              WrongUpkeep.PurgeHasNoSequence::new),
          database(
              "PUR-6",
              "purges remembered for ever",
              "remembers purges beyond the limit",
              WrongSettings.PurgesRememberedForEver::new),
          database(
              "PUR-7",
              "purged for ever",
              "passes over revisions that were purged when they come again",
              WrongUpkeep.PurgedForEver::new),
          database(
              "PUR-8",
              "purges backward",
              "lists the newest purge first",
              WrongUpkeep.PurgesNewestFirst::new),
          database(
              "CMP-1",
              "losers freed",
              "frees the bodies of all leaves but the winner",
              WrongUpkeep.CompactionFreesLosers::new),
          database(
              "CMP-2",
              "ancestors freed",
              "forgets ancestors with their bodies",
              WrongUpkeep.CompactionFreesAncestors::new),
          database(
              "CMP-3",
              "compaction bumps",
              "raises the sequence by compaction",
              WrongUpkeep.CompactionBumps::new),
          database(
              "LIM-1",
              "any limit",
              "takes a revisions limit below 1 for 1",
              WrongSettings.AnyLimit::new),
          database(
              "LIM-2",
              "stemmed away",
              "drops a branch that is longer than the limit",
              WrongUpkeep.StemsTheWinnerAway::new),
          database(
              "LIM-3",
              "other default",
              "remembers 10,000 purges unless it is told otherwise",
              WrongSettings.OtherDefault::new),
          database(
              "LIM-4",
              "security cut",
              "drops members of the security document that it does not know",
              WrongSettings.SecurityCut::new),
          storage(
              "STO-1",
              "opens a new one",
              "makes a database anew when it is opened or made",
              WrongStorages.OpensANewOne::new),
          storage(
              "STO-3",
              "empty unlisted",
              "does not list empty databases",
              WrongStorages.EmptyOnesUnlisted::new),
          database(
              "STO-4",
              "deleted stays readable",
              "reads documents of a deleted database that it remembers",
              WrongStorages.DeletedIsRemembered::new),
          database(
              "STO-5",
              "same instance again",
              "gives a database that was made again the instance of the one before",
              WrongStorages.InstanceIsTheName::new),
          storage(
              "STO-6",
              "storage closed once",
              "throws when it is closed again",
              WrongStorages.ClosesOnce::new),
          storage(
              "STO-6",
              "fails after closing",
              "fails the future, and does not throw, after it was closed",
              WrongStorages.FailsAfterClosing::new),
          database(
              "STO-8",
              "tombstones counted",
              "counts deleted documents among the others",
              WrongSettings.CountsTombstones::new),
          storage(
              "STO-9",
              "names unsorted",
              "lists databases in the order of their hashes",
              WrongStorages.NamesUnsorted::new));

  private BrokenUpkeep() {}
}
