package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import dev.couchgrass.conformance.broken.UnderTest;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.function.Function;

/** Engines that are wrong in one point each, in the order of the rules that they break. */
public enum BrokenEngine implements BrokenAdapter {
  UNSORTED_SCAN("ENG-1", "gives keys in the order of their hashes", WrongScans.Unsorted::new),
  SIGNED_BYTES("ENG-1", "puts `80` before `00`", WrongScans.SignedBytes::new),
  LONGER_FIRST(
      "ENG-1", "puts a key behind the longer ones that it begins", WrongScans.LongerFirst::new),
  EMPTY_VALUE_IS_NONE(
      "ENG-2",
      "reads an empty value as if the key were not there",
      WrongSnapshots.EmptyIsAbsent::new),
  LONG_KEYS_CUT(
      "ENG-3", "tells keys apart by their first 255 bytes", WrongChanges.CutsLongKeys::new),
  HALF_OF_WHAT_FAILED(
      "ENG-4",
      "keeps the first half of a batch that failed",
      WrongCommits.KeepsHalfOfWhatFails::new),
  COMMITS_REORDERED(
      "ENG-5", "takes the newest of the batches that wait", WrongCommits.TakesTheNewestFirst::new),
  ANSWERED_TOO_EARLY(
      "ENG-6", "makes a batch visible with the next one", WrongCommits.AnswersTooEarly::new),
  LOST_IN_A_CRASH(
      "ENG-6",
      "promises the disk, and writes when it is flushed",
      WrongLives.WritesWhenFlushed::new),
  FAILED_BATCH_COMES_LATER(
      "ENG-7",
      "writes a batch that failed together with the next one",
      WrongCommits.FailedBatchComesLater::new),
  HALF_A_BATCH_SEEN(
      "ENG-8", "makes a batch visible in two steps", WrongCommits.ShowsHalfABatch::new),
  NEWEST_SEEN_FIRST(
      "ENG-9",
      "shows the last of the batches that it writes before the others",
      WrongCommits.ShowsTheNewestFirst::new),
  LATER_WRITES_SEEN(
      "ENG-10", "lets a snapshot see later writes", WrongSnapshots.SeesLaterWrites::new),
  SNAPSHOT_COPIES("ENG-11", "copies all keys for a snapshot", WrongSnapshots.CopiesEverything::new),
  SNAPSHOT_WAITS(
      "ENG-11", "takes the writers' lock for a snapshot", WrongSnapshots.WaitsForCommits::new),
  END_INCLUDED(
      "ENG-12",
      "scans forward to the end of the range and includes it",
      disk -> new WrongScans.IncludesTheEnd(disk, Direction.FORWARD)),
  END_INCLUDED_BACKWARD(
      "ENG-12",
      "scans backward from the end of the range and includes it",
      disk -> new WrongScans.IncludesTheEnd(disk, Direction.BACKWARD)),
  LAST_MISSED_BACKWARD(
      "ENG-12",
      "scans backward from the last key of the range and misses it",
      WrongScans.MissesTheLastBackward::new),
  START_MISSED("ENG-12", "takes the start out of a range", WrongScans.ExcludesTheStart::new),
  DELETION_NEEDS_THE_KEY(
      "ENG-13", "fails to delete what is not there", WrongChanges.DeletionNeedsTheKey::new),
  DELETION_TAKES_THE_NEXT(
      "ENG-13",
      "deletes the next key if the one named is not there",
      WrongChanges.DeletionTakesTheNext::new),
  TOO_LONG_FAILS_THE_FUTURE(
      "ENG-14",
      "fails the future, and does not throw, if a key is too long",
      WrongChanges.TooLongFailsTheFuture::new),
  TOO_LONG_AFTER_OTHERS(
      "ENG-14",
      "refuses a key that is too long, and keeps the changes before it",
      WrongChanges.TooLongKeepsWhatWasBefore::new),
  BUFFER_REUSED("ENG-15", "hands out one array for all keys", WrongSnapshots.ReusesItsBuffer::new),
  ARGUMENTS_OVERWRITTEN(
      "ENG-15", "writes into the arrays of a batch", WrongChanges.WritesIntoWhatItWasGiven::new),
  READS_WAIT("ENG-16", "says `INLINE`, and waits in a look-up", WrongSnapshots.WaitsForValues::new),
  RANK_COUNTS_THE_KEY("ENG-17", "counts the key itself", WrongSnapshots.RankCountsTheKey::new),
  RANK_COUNTS_THE_DELETED(
      "ENG-17", "counts keys that were deleted", WrongSnapshots.RankCountsDeletedKeys::new),
  LAST_BATCH_FORGOTTEN(
      "ENG-18", "drops the last batch when it is closed", WrongLives.ForgetsTheLastBatch::new),
  CLOSED_WITHOUT_FLUSH(
      "ENG-18",
      "drops what it had not written when it is closed",
      WrongLives.ClosesWithoutFlush::new),
  DELETIONS_FORGOTTEN(
      "ENG-18", "has deleted keys again when it is opened", WrongLives.ForgetsDeletions::new),
  CLOSED_ONCE("ENG-18", "throws when it is closed again", WrongLives.ClosesOnce::new),
  USED_AFTER_CLOSING(
      "ENG-18", "takes a batch after it was closed", WrongLives.CommitsAfterClosing::new);

  private final String rule;
  private final String fault;
  private final Function<Disk, ? extends Engine> engines;

  BrokenEngine(String rule, String fault, Function<Disk, ? extends Engine> engines) {
    this.rule = rule;
    this.fault = fault;
    this.engines = engines;
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
    UnderTest.engines(() -> new ReferenceHome(engines));
  }
}
