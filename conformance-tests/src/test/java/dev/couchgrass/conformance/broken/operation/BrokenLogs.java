package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import java.util.List;

/** Storages whose operations and logs are wrong in one point each, rule by rule. */
final class BrokenLogs {
  static final List<BrokenAdapter> ALL =
      List.of(
          Places.operations(
              "LOG-2",
              "known is new",
              "answers that what is there already is new",
              WrongOperations.KnownIsNew::new),
          Places.operations(
              "LOG-2",
              "body never filled in",
              "passes over a body that never came, and comes now",
              WrongOperations.NeverFilledIn::new),
          Places.operations(
              "LOG-2",
              "deleted body filled in",
              "takes a body again that was deleted before it had come",
              WrongOperations.FilledInThoughDeleted::new),
          Places.operations(
              "LOG-3",
              "gap accepted",
              "keeps an operation before which others are missing",
              WrongOperations.GapAccepted::new),
          Places.operations(
              "LOG-4",
              "fork accepted",
              "answers that it kept what forks the log",
              WrongOperations.ForkAccepted::new),
          Places.operations(
              "LOG-5",
              "prunes below the head",
              "takes what prunes at or below the head",
              WrongOperations.PrunesBelowTheHead::new),
          Places.operations(
              "LOG-6",
              "unsigned is known",
              "takes what is unsigned for something that is there",
              WrongOperations.UnsignedIsKnown::new),
          Places.operations(
              "LOG-7",
              "header alone says",
              "heeds what the header says about logs, whatever the caller tells",
              WrongOperations.SaysWhatTheHeaderSays::new),
          Places.operationReads(
              "LOG-8",
              "log forgotten",
              "tells another log than the operation's",
              WrongOperations.LogForgotten::new),
          Places.operationReads(
              "LOG-9",
              "bodies alone known",
              "knows operations with their bodies alone",
              WrongOperations.BodiesForgotten::new),
          Places.operations(
              "LOG-10",
              "header goes too",
              "deletes the header with the body",
              WrongOperations.HeaderGoesToo::new),
          Places.operations(
              "LOG-11",
              "newest deleted",
              "answers that it deleted the newest of a log",
              WrongOperations.NewestDeleted::new),
          Places.logReads(
              "LOG-13",
              "heights counted",
              "counts the operations of a log for how far it goes",
              WrongLogs.HeightsCounted::new),
          Places.logReads(
              "LOG-14",
              "after included",
              "has the operation of `after` in a range",
              WrongLogs.AfterIncluded::new),
          Places.logReads(
              "LOG-14",
              "until left out",
              "leaves the operation of `until` out of a range",
              WrongLogs.UntilLeftOut::new),
          Places.logReads(
              "LOG-15",
              "any number of bytes",
              "gives as many rows as asked for, however large",
              WrongLogs.AnyNumberOfBytes::new),
          Places.logReads(
              "LOG-15",
              "too large for a page",
              "gives nothing if the first operation is larger than the page",
              WrongLogs.EmptyPages::new),
          Places.logReads(
              "LOG-16",
              "deleted bodies counted",
              "counts bodies as the headers announce them",
              WrongLogs.DeletedBodiesCounted::new),
          Places.logReads(
              "LOG-17",
              "logs by their ids",
              "lists logs by their ids, whoever is the author",
              WrongLogs.ByTheIdAlone::new),
          Places.logs(
              "LOG-18",
              "until pruned",
              "prunes the operation that is to be kept",
              WrongLogs.UntilIncluded::new),
          Places.logs(
              "LOG-18",
              "newest pruned",
              "prunes the newest if it is the one to be kept",
              WrongLogs.NewestPruned::new),
          Places.logs(
              "LOG-19",
              "any number prunes",
              "prunes to the head if the log does not go so far",
              WrongLogs.AnyNumberPrunes::new),
          Places.logs(
              "LOG-21",
              "head remembered",
              "keeps the newest operation of a log that is forgotten",
              WrongLogs.HeadRemembered::new),
          Places.storage(
              "LOG-23",
              "snapshot goes on",
              "reads cursors by a snapshot as they are now",
              WrongTransactions.SnapshotGoesOn::new),
          Places.logReads(
              "LOG-25",
              "deleted bodies awaited",
              "lists all operations that lack their bodies as awaiting them",
              WrongLogs.DeletedBodiesAwaited::new),
          Places.logReads(
              "LOG-25",
              "nothing awaited",
              "awaits bodies of operations that announce none",
              WrongLogs.NothingAwaited::new),
          Places.logReads(
              "LOG-25",
              "every log awaits",
              "names every log that is there as one that awaits bodies",
              WrongLogs.EveryLogAwaits::new));

  private BrokenLogs() {}
}
