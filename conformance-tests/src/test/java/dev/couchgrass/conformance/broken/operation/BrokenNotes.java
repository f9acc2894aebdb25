package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import java.util.List;

/** Storages that are wrong in one point each of what stands beside logs, rule by rule. */
final class BrokenNotes {
  static final List<BrokenAdapter> ALL =
      List.of(
          Places.topics(
              "TOP-1",
              "again is removed",
              "ends an association that is made again",
              WrongNotes.AgainIsRemoved::new),
          Places.topics(
              "TOP-2",
              "all are removed",
              "removes all logs of a topic with one",
              WrongNotes.AllAreRemoved::new),
          Places.topicReads(
              "TOP-3",
              "after included in topics",
              "has the log behind which a page begins in it",
              WrongNotes.AfterIncluded::new),
          Places.cursors(
              "CUR-1",
              "start is none",
              "has no cursor that is of no log",
              WrongNotes.StartIsNone::new),
          Places.cursors(
              "CUR-2",
              "cursor moves back",
              "moves a cursor to the height that is told, forward or back",
              WrongNotes.MovesBack::new),
          Places.cursors(
              "CUR-3",
              "set forward alone",
              "moves a cursor forward when it is set",
              WrongNotes.SetsForwardAlone::new),
          Places.cursorReads(
              "CUR-7",
              "heights end early",
              "lists no more of a cursor than its first page",
              WrongNotes.HeightsEndEarly::new),
          Places.remembering(
              "ORD-1",
              "released twice",
              "hands an item out for each thing that it depends on",
              WrongOrders.ReleasedTwice::new),
          Places.remembering(
              "ORD-2",
              "redundant dependency",
              "loses an item if one of its dependencies depends on another",
              WrongOrders.LostByARedundantDependency::new),
          Places.orderer(
              "ORD-3",
              "named twice, never ready",
              "waits for ever for a dependency that is named twice",
              WrongOrders.NamedTwiceNeverReady::new),
          Places.orderer(
              "ORD-4",
              "last first",
              "hands out what it takes in reverse order",
              WrongOrders.LastFirst::new),
          Places.orderer(
              "ORD-5",
              "again is queued again",
              "queues an item again that arrives again",
              WrongOrders.AgainIsQueuedAgain::new),
          Places.orderer(
              "ORD-6",
              "cycles wait",
              "lets items wait that depend on themselves",
              WrongOrders.CyclesWait::new),
          Places.orderer(
              "ORD-7",
              "all acknowledged",
              "counts all that are named as acknowledged",
              WrongOrders.ReadyAcknowledged::new),
          Places.remembering(
              "ORD-8",
              "done restored",
              "makes acknowledged items ready again",
              WrongOrders.DoneRestored::new),
          Places.remembering(
              "ORD-8",
              "restored at the end",
              "restores items behind all that is ready",
              WrongOrders.RestoredAtTheEnd::new),
          Places.orderer(
              "ORD-9",
              "requeued once done",
              "queues again only what was acknowledged",
              WrongOrders.RequeuedOnlyOnceDone::new),
          Places.nodes(
              "ADR-1",
              "topics lost",
              "forgets the topics of a node that is noted again",
              WrongNotes.TopicsLost::new),
          Places.nodes(
              "ADR-2",
              "stale unknown",
              "forgets nodes when they become stale",
              WrongNotes.StaleUnknown::new),
          Places.nodes(
              "ADR-3",
              "stale found",
              "finds stale nodes where nodes are looked for",
              WrongNotes.StaleFound::new),
          Places.nodes(
              "ADR-5",
              "topics added",
              "adds topics to those that a node cared for",
              WrongNotes.TopicsAdded::new),
          Places.nodes(
              "ADR-7",
              "nobody is old",
              "forgets nodes after a day, whatever the age",
              WrongNotes.NobodyIsOld::new),
          Places.states(
              "STA-1", "kinds mixed", "keeps a state for all kinds", WrongNotes.KindsMixed::new),
          Places.states(
              "STA-2",
              "states are not deleted",
              "answers that a state was deleted, and keeps it",
              WrongNotes.StatesStay::new));

  private BrokenNotes() {}
}
