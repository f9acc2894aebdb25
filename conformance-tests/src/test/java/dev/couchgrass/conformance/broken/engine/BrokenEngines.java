package dev.couchgrass.conformance.broken.engine;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import dev.couchgrass.conformance.broken.UnderTest;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.util.List;
import java.util.function.Function;

/** Engines that are wrong in one point each, in the order of the rules that they break. */
public final class BrokenEngines {
  public static final List<BrokenAdapter> ALL =
      List.of(
          engine(
              "ENG-1",
              "unsorted scan",
              "gives keys in the order of their hashes",
              WrongScans.Unsorted::new),
          engine("ENG-1", "signed bytes", "puts `80` before `00`", WrongScans.SignedBytes::new),
          engine(
              "ENG-1",
              "longer first",
              "puts a key behind the longer ones that it begins",
              WrongScans.LongerFirst::new),
          engine(
              "ENG-2",
              "empty value is none",
              "reads an empty value as if the key were not there",
              WrongSnapshots.EmptyIsAbsent::new),
          engine(
              "ENG-3",
              "long keys cut",
              "tells keys apart by their first 255 bytes",
              WrongChanges.CutsLongKeys::new),
          engine(
              "ENG-4",
              "half of what failed",
              "keeps the first half of a batch that failed",
              WrongCommits.KeepsHalfOfWhatFails::new),
          engine(
              "ENG-5",
              "commits reordered",
              "lets a batch overtake the one before it",
              WrongCommits.TakesTheNewestFirst::new),
          engine(
              "ENG-5",
              "small batch first",
              "lets a small batch overtake a large one",
              WrongCommits.SmallOvertakesLarge::new),
          engine(
              "ENG-6",
              "answered too early",
              "makes a batch visible with the next one",
              WrongCommits.AnswersTooEarly::new),
          engine(
              "ENG-6",
              "lost in a crash",
              "promises the disk, and writes when it is flushed",
              WrongLives.WritesWhenFlushed::new),
          engine(
              "ENG-7",
              "failed batch comes later",
              "writes a batch that failed together with the next one",
              WrongCommits.FailedBatchComesLater::new),
          engine(
              "ENG-8",
              "half a batch seen",
              "makes a batch visible in two steps",
              WrongCommits.ShowsHalfABatch::new),
          engine(
              "ENG-9",
              "newest seen first",
              "shows the last of the batches that it writes before the others",
              WrongCommits.ShowsTheNewestFirst::new),
          engine(
              "ENG-10",
              "later writes seen",
              "lets a snapshot see later writes",
              WrongSnapshots.SeesLaterWrites::new),
          engine(
              "ENG-11",
              "snapshot copies",
              "copies all keys for a snapshot",
              WrongSnapshots.CopiesEverything::new),
          engine(
              "ENG-11",
              "snapshot waits",
              "takes the writers' lock for a snapshot",
              WrongSnapshots.WaitsForCommits::new),
          engine(
              "ENG-12",
              "end included",
              "scans forward to the end of the range and includes it",
              disk -> new WrongScans.IncludesTheEnd(disk, Direction.FORWARD)),
          engine(
              "ENG-12",
              "end included backward",
              "scans backward from the end of the range and includes it",
              disk -> new WrongScans.IncludesTheEnd(disk, Direction.BACKWARD)),
          engine(
              "ENG-12",
              "last missed backward",
              "scans backward from the last key of the range and misses it",
              WrongScans.MissesTheLastBackward::new),
          engine(
              "ENG-12",
              "start missed",
              "takes the start out of a range",
              WrongScans.ExcludesTheStart::new),
          engine(
              "ENG-13",
              "deletion needs the key",
              "fails to delete what is not there",
              WrongChanges.DeletionNeedsTheKey::new),
          engine(
              "ENG-13",
              "deletion takes the next",
              "deletes the next key if the one named is not there",
              WrongChanges.DeletionTakesTheNext::new),
          engine(
              "ENG-14",
              "too long fails the future",
              "fails the future, and does not throw, if a key is too long",
              WrongChanges.TooLongFailsTheFuture::new),
          engine(
              "ENG-14",
              "too long after others",
              "refuses a key that is too long, and keeps the changes before it",
              WrongChanges.TooLongKeepsWhatWasBefore::new),
          engine(
              "ENG-15",
              "buffer reused",
              "hands out one array for all keys",
              WrongSnapshots.ReusesItsBuffer::new),
          engine(
              "ENG-15",
              "value buffer reused",
              "hands out the array of the value before if the next one is as long",
              WrongCursors.ReusesValues::new),
          engine(
              "ENG-15",
              "arguments overwritten",
              "writes into the arrays of a batch",
              WrongChanges.WritesIntoWhatItWasGiven::new),
          engine(
              "ENG-16",
              "reads wait",
              "says `INLINE`, and waits in a look-up",
              WrongSnapshots.WaitsForValues::new),
          engine(
              "ENG-17",
              "rank counts the key",
              "counts the key itself",
              WrongSnapshots.RankCountsTheKey::new),
          engine(
              "ENG-17",
              "rank counts the deleted",
              "counts keys that were deleted",
              WrongSnapshots.RankCountsDeletedKeys::new),
          engine(
              "ENG-18",
              "last batch forgotten",
              "drops the last batch when it is closed",
              WrongLives.ForgetsTheLastBatch::new),
          engine(
              "ENG-18",
              "closed without flush",
              "drops what it had not written when it is closed",
              WrongLives.ClosesWithoutFlush::new),
          engine(
              "ENG-18",
              "log begun anew",
              "overwrites what it wrote before it was opened last",
              WrongLives.BeginsItsLogAnew::new),
          engine(
              "ENG-18",
              "deletions forgotten",
              "has deleted keys again when it is opened",
              WrongLives.ForgetsDeletions::new),
          engine(
              "ENG-18",
              "closed once",
              "throws when it is closed again",
              WrongLives.ClosesOnce::new),
          engine(
              "ENG-18",
              "used after closing",
              "takes a batch after it was closed",
              WrongLives.CommitsAfterClosing::new),
          engine(
              "ENG-19",
              "stays on the last",
              "gives the last key again when there is no more",
              WrongScans.StaysOnTheLast::new),
          engine(
              "ENG-20",
              "closed and read",
              "reads a snapshot after it was closed",
              WrongSnapshots.ReadsWhatIsClosed::new),
          engine(
              "ENG-21",
              "long keys not looked for",
              "finds nothing from a key that is too long to be written",
              WrongScans.FindsNothingFromLongKeys::new),
          engine(
              "ENG-22",
              "scans share an iterator",
              "moves all scans of a snapshot with the newest",
              WrongCursors.OneForAllScans::new),
          engine(
              "ENG-22",
              "look-ups move scans",
              "goes on with a scan from the key that was looked up last",
              WrongCursors.OneForLookUps::new),
          engine(
              "ENG-23",
              "longer key found",
              "finds the value of a longer key that the one asked for begins",
              WrongCursors.NextKeyInstead::new));

  private BrokenEngines() {}

  private static BrokenAdapter engine(
      String rule, String title, String fault, Function<Disk, ? extends Engine> engines) {
    return new BrokenAdapter(
        rule, title, fault, () -> UnderTest.engines(() -> new ReferenceHome(engines)));
  }
}
