package dev.couchgrass.core.operation;

import dev.couchgrass.core.hash.Hash;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operation says about logs, in its extensions.
 *
 * @param log the log that it is written for, if it says so
 * @param previous operations of any logs that have to be known before this one, in order
 * @param prune whether those before it in its log are needed no more
 */
public record LogExtensions(Optional<LogId> log, List<Hash> previous, boolean prune) {
  /** Says nothing. */
  public static final LogExtensions NONE = new LogExtensions(Optional.empty(), List.of(), false);

  /**
   * @throws InvalidOperationException if there are more than {@link OperationLimits#MAX_PREVIOUS}
   *     previous ones, or they are out of order, or one is there twice
   */
  public LogExtensions {
    Objects.requireNonNull(log);
    previous = List.copyOf(previous);
    if (previous.size() > OperationLimits.MAX_PREVIOUS) {
      throw new InvalidOperationException(OperationProblem.TOO_MANY_PREVIOUS);
    }
    for (int i = 1; i < previous.size(); i++) {
      if (previous.get(i - 1).compareTo(previous.get(i)) >= 0) {
        throw new InvalidOperationException(OperationProblem.PREVIOUS_NOT_SORTED);
      }
    }
  }

  /**
   * What a header says about logs: nothing if it has no extensions, or such as are no map. Members
   * of other names are the application's.
   *
   * @throws InvalidOperationException if a member that it knows is malformed
   */
  public static LogExtensions of(Header header) {
    return header.extensions().map(LogExtensionsForm::decode).orElse(NONE);
  }

  /** With the log that the operation is written for. */
  public LogExtensions withLog(LogId newLog) {
    return new LogExtensions(Optional.of(newLog), previous, prune);
  }

  /**
   * With the operations that have to be known before.
   *
   * @param ids in any order
   */
  public LogExtensions withPrevious(Collection<Hash> ids) {
    return new LogExtensions(log, ids.stream().sorted().distinct().toList(), prune);
  }

  /** With the prune flag, which says that those before it in its log are needed no more. */
  public LogExtensions withPrune(boolean newPrune) {
    return new LogExtensions(log, previous, newPrune);
  }

  /** As extensions of a header; empty if this says nothing. */
  public Optional<Extensions> encode() {
    return equals(NONE) ? Optional.empty() : Optional.of(LogExtensionsForm.encode(this));
  }
}
