package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import java.util.List;

/** Storages whose transactions are wrong in one point each, rule by rule. */
final class BrokenTransactions {
  static final List<BrokenAdapter> ALL =
      List.of(
          Places.storage(
              "TRX-2",
              "rollback keeps a row",
              "keeps a state of what was rolled back",
              WrongTransactions.RollbackKeepsARow::new),
          Places.storage(
              "TRX-2",
              "documents by themselves",
              "writes documents at once, whatever becomes of the transaction",
              WrongTransactions.DocumentsByThemselves::new),
          Places.storage(
              "TRX-3",
              "expired is a failure",
              "fails with another code if a transaction takes too long",
              WrongTransactions.ExpiredIsAFailure::new),
          Places.nodes(
              "TRX-4",
              "half of what failed is kept",
              "keeps a part of what is too much, and fails",
              WrongNotes.HalfOfWhatFailed::new),
          Places.storage(
              "TRX-6", "any size", "writes however many bytes", WrongTransactions.AnySize::new),
          Places.storage(
              "TRX-7",
              "conflicts left out",
              "leaves conflicts out of the answer",
              WrongTransactions.ConflictFails::new),
          Places.storage(
              "TRX-10",
              "committed read",
              "reads states as they are committed",
              WrongTransactions.ReadsTheCommitted::new),
          Places.storage(
              "TRX-11",
              "uncommitted seen",
              "knows operations elsewhere that are not committed",
              WrongTransactions.UncommittedSeen::new),
          Places.storage(
              "TRX-12",
              "documents heard at once",
              "tells of changes before they are committed",
              WrongTransactions.DocumentsByThemselves::new),
          Places.storage(
              "TRX-13",
              "joins the open one",
              "lets a second one into a transaction that is open",
              WrongTransactions.JoinsTheOpenOne::new),
          Places.storage(
              "TRX-14",
              "writes elsewhere do not wait",
              "lets others write to a database that a transaction uses",
              WrongTransactions.DocumentsByThemselves::new),
          Places.storage(
              "TRX-16",
              "fails after its end",
              "fails the future, and does not throw, after its end",
              WrongTransactions.FailsAfterItsEnd::new),
          Places.storage(
              "TRX-17",
              "answered elsewhere",
              "answers on another thread",
              WrongTransactions.AnsweredElsewhere::new),
          Places.storage(
              "TRX-18",
              "none once closed",
              "fails the future, and does not throw, if the storage is closed",
              WrongTransactions.FailsOnceClosed::new));

  private BrokenTransactions() {}
}
