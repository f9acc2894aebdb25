package dev.couchgrass.core.operation;

import java.util.Objects;
import java.util.Optional;

/**
 * Finds where operations that arrived stand in a log.
 *
 * <p>They are valid already, as {@link Header#requireValid} has it. Logs don't fork: of two
 * operations with one sequence number, the one that is there stays. One that prunes needs nothing
 * before it, but never stands below the head. Immutable.
 */
public final class LogCheck {
  private final Log log;

  /** A check for one log. */
  public LogCheck(Log log) {
    this.log = Objects.requireNonNull(log);
  }

  /** Places an operation by what its own extensions say about logs. */
  public Placement place(Held held, Header header) {
    LogExtensions says;
    try {
      says = LogExtensions.of(header);
    } catch (InvalidOperationException e) {
      return new Placement.Refused(e.refusal());
    }
    return place(held, header, says);
  }

  /**
   * Places an operation whose extensions have a form of the application's.
   *
   * @param says what they say about logs
   */
  public Placement place(Held held, Header header, LogExtensions says) {
    try {
      requireOfLog(header, says);
      return held.head().isPresent()
          ? beside(held.head().get(), held.same(), header, says.prune())
          : beginning(header, says.prune());
    } catch (InvalidOperationException e) {
      return new Placement.Refused(e.refusal());
    }
  }

  private void requireOfLog(Header header, LogExtensions says) {
    if (!header.author().equals(log.author())) {
      throw new InvalidOperationException(OperationProblem.TOO_MANY_AUTHORS);
    }
    if (says.log().isPresent() && !says.log().get().equals(log.id())) {
      throw new InvalidOperationException(OperationProblem.OTHER_LOG);
    }
  }

  private static Placement beginning(Header header, boolean prune) {
    return header.sequenceNumber() == 0 || prune ? new Placement.Next() : new Placement.Gap(0);
  }

  private static Placement beside(
      Header head, Optional<Header> same, Header header, boolean prune) {
    long next = head.sequenceNumber() + 1;
    long found = header.sequenceNumber();
    if (found > next) {
      return prune ? new Placement.Next() : new Placement.Gap(next);
    }
    if (found == next) {
      requireFollows(head, header);
      return new Placement.Next();
    }
    Optional<Header> there = found == head.sequenceNumber() ? Optional.of(head) : same;
    if (there.isEmpty()) {
      throw nonIncremental(next, found);
    }
    if (!there.get().equals(header)) {
      throw new InvalidOperationException(OperationProblem.FORK);
    }
    return new Placement.Known();
  }

  /**
   * Requires an operation to be the very next behind another.
   *
   * @throws InvalidOperationException for the first thing that is wrong: the author, the sequence
   *     number, the backlink, in this order
   */
  public static void requireFollows(Header past, Header header) {
    if (!header.author().equals(past.author())) {
      throw new InvalidOperationException(OperationProblem.TOO_MANY_AUTHORS);
    }
    long next = past.sequenceNumber() + 1;
    if (header.sequenceNumber() != next) {
      throw nonIncremental(next, header.sequenceNumber());
    }
    if (header.backlink().isEmpty()) {
      throw new InvalidOperationException(OperationProblem.BACKLINK_MISSING);
    }
    if (!header.backlink().get().equals(past.id())) {
      throw new InvalidOperationException(OperationProblem.BACKLINK_MISMATCH);
    }
  }

  private static InvalidOperationException nonIncremental(long expected, long found) {
    return new InvalidOperationException(
        OperationProblem.SEQUENCE_NUMBER_NON_INCREMENTAL,
        "expected " + expected + ", found " + found);
  }
}
