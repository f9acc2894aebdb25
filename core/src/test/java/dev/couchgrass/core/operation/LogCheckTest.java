package dev.couchgrass.core.operation;

import static dev.couchgrass.core.operation.World.FIRST;
import static dev.couchgrass.core.operation.World.FOURTH;
import static dev.couchgrass.core.operation.World.LOG;
import static dev.couchgrass.core.operation.World.OTHER_THIRD;
import static dev.couchgrass.core.operation.World.SECOND;
import static dev.couchgrass.core.operation.World.THIRD;
import static dev.couchgrass.core.operation.World.pruning;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.core.operation.Placement.Gap;
import dev.couchgrass.core.operation.Placement.Known;
import dev.couchgrass.core.operation.Placement.Next;
import dev.couchgrass.core.operation.Placement.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LogCheckTest {
  private static final LogCheck CHECK = new LogCheck(LOG);

  private static Placement place(Held held, Operation operation) {
    return CHECK.place(held, operation.header());
  }

  private static Held head(Operation operation) {
    return Held.head(operation.header());
  }

  @Test
  @Tag("OPN-17")
  void theNextOneIsNext() {
    assertEquals(new Next(), place(Held.NOTHING, FIRST));
    assertEquals(new Next(), place(head(FIRST), SECOND));
    assertEquals(new Next(), place(head(SECOND), THIRD));
    Operation said =
        OperationBuilder.after(FIRST.header())
            .extensions(LogExtensions.NONE.withLog(LOG.id()))
            .sign(World.ALICE);
    assertEquals(new Next(), place(head(FIRST), said));
  }

  @Test
  @Tag("OPN-18")
  void whatIsThereIsKnown() {
    assertEquals(new Known(), place(head(FIRST), FIRST));
    Held fourth = new Held(Optional.of(FOURTH.header()), Optional.of(SECOND.header()));
    assertEquals(new Known(), place(fourth, SECOND));
    assertEquals(new Known(), place(head(FIRST), FIRST.withoutBody()));
  }

  @Test
  @Tag("OPN-19")
  void whatComesTooEarlyWaits() {
    assertEquals(new Gap(0), place(Held.NOTHING, SECOND));
    assertEquals(new Gap(0), place(Held.NOTHING, FOURTH));
    assertEquals(new Gap(1), place(head(FIRST), THIRD));
    // Of another second: nobody knows that yet.
    assertEquals(new Gap(1), place(head(FIRST), OTHER_THIRD));
  }

  @Test
  @Tag("OPN-20")
  void whatPrunesNeedsNothingBefore() {
    Operation fifth = pruning(FOURTH, "prune");
    assertEquals(new Next(), place(Held.NOTHING, fifth));
    assertEquals(new Next(), place(head(FIRST), fifth));
    assertEquals(new Next(), place(head(FOURTH), fifth));
    assertEquals(new Known(), place(head(fifth), fifth));
    assertEquals(new Next(), place(head(fifth), World.after(fifth, "sixth")));
    Refused below =
        assertInstanceOf(Refused.class, place(head(fifth), pruning(SECOND, "too late")));
    assertEquals(OperationProblem.SEQUENCE_NUMBER_NON_INCREMENTAL, below.refusal().problem());
    assertEquals("expected 5, found 2", below.refusal().detail());
  }

  @Test
  @Tag("OPN-16")
  void anApplicationMayTellTheLogInItsOwnWay() {
    LogExtensions other = LogExtensions.NONE.withLog(LogId.ofBytes(new byte[] {1}));
    Placement placement = CHECK.place(Held.NOTHING, FIRST.header(), other);
    assertEquals(
        OperationProblem.OTHER_LOG, assertInstanceOf(Refused.class, placement).refusal().problem());
    LogExtensions prune = LogExtensions.NONE.withLog(LOG.id()).withPrune(true);
    assertEquals(new Next(), CHECK.place(Held.NOTHING, FOURTH.header(), prune));
  }

  /** In order: the author, the number, the backlink. */
  @Test
  @Tag("OPN-17")
  void theFirstThingThatIsWrongWithThePredecessorIsTold() {
    Operation bobs = OperationBuilder.first().sign(World.BOB);
    assertEquals(OperationProblem.TOO_MANY_AUTHORS, follows(bobs, OTHER_THIRD));
    assertEquals(OperationProblem.SEQUENCE_NUMBER_NON_INCREMENTAL, follows(FIRST, OTHER_THIRD));
    assertEquals(OperationProblem.BACKLINK_MISMATCH, follows(SECOND, OTHER_THIRD));
  }

  private static OperationProblem follows(Operation past, Operation operation) {
    return assertThrows(
            InvalidOperationException.class,
            () -> LogCheck.requireFollows(past.header(), operation.header()))
        .problem();
  }
}
