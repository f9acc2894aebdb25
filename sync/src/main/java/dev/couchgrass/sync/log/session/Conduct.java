package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationProblem;
import dev.couchgrass.sync.log.feed.TopicReader;
import dev.couchgrass.sync.log.ingest.PeerHeed;
import dev.couchgrass.sync.log.item.Outcome;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a side keeps the rules in the operations that it sends, one batch after the other. When
 * it has broken one, or one could not be taken in, none of what else it has sent is.
 */
final class Conduct {
  /** What may happen to an operation of somebody who did nothing wrong. */
  private static final Set<OperationProblem> BLAMELESS =
      EnumSet.of(
          OperationProblem.FORK,
          OperationProblem.OTHER_LOG,
          OperationProblem.BACKLINK_MISMATCH,
          OperationProblem.SEQUENCE_NUMBER_NON_INCREMENTAL);

  private final int maxLogs;
  private final TopicReader reader;
  private final Tally tally;
  private final Map<Log, Long> last = new HashMap<>();

  /** Logs that the topic had not. */
  private final Set<Log> fresh = new HashSet<>();

  /** Why nothing more is taken in. */
  private Optional<RuntimeException> wrong = Optional.empty();

  /**
   * Of a side that has sent nothing yet.
   *
   * @param maxLogs that the side may have
   * @param reader sends to the side, and need not send what it has
   */
  Conduct(int maxLogs, TopicReader reader, Tally tally) {
    this.maxLogs = maxLogs;
    this.reader = reader;
    this.tally = tally;
  }

  /**
   * Looks at a batch before it is taken in, and after.
   *
   * @param ours how far the topic's logs went here when the session began
   */
  PeerHeed of(List<LogMessage.Send> batch, LogHeights ours) {
    return new PeerHeed() {
      @Override
      public void before(Set<Log> logs) {
        if (wrong.isPresent()) {
          throw wrong.get();
        }
        requireFewLogs(logs, ours);
      }

      /** Before the reader hears that there is more to send: the other side has it. */
      @Override
      public void after(List<Outcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
          note(outcomes.get(i), batch.get(i).logId());
        }
      }

      @Override
      public void failed(Throwable why) {
        if (wrong.isEmpty()) {
          wrong = Optional.of(new IllegalStateException("What came before was not taken in", why));
        }
      }
    };
  }

  /** An operation has come. */
  void received(LogMessage.Send message) {
    tally.received(message.size());
  }

  private LogSyncException wrong(LogSyncProblem problem) {
    LogSyncException found = LogSyncException.found(problem);
    wrong = Optional.of(found);
    return found;
  }

  /** A peer may not bring a topic to more logs than others would take of this side. */
  private void requireFewLogs(Set<Log> logs, LogHeights ours) {
    for (Log log : logs) {
      if (ours.of(log).isEmpty()) {
        fresh.add(log);
      }
    }
    if (!fresh.isEmpty() && ours.all().size() + fresh.size() > maxLogs - maxLogs / 10) {
      throw wrong(LogSyncProblem.TOO_MUCH);
    }
  }

  private void note(Outcome outcome, LogId logId) {
    if (outcome instanceof Outcome.Refused refused) {
      if (!BLAMELESS.contains(refused.refusal().problem())) {
        throw wrong(LogSyncProblem.REFUSED);
      }
      tally.early();
    } else if (outcome instanceof Outcome.Early early) {
      tally.early();
      pass(early.operation(), logId);
    } else if (outcome instanceof Outcome.Known known) {
      pass(known.operation(), logId);
    } else if (outcome instanceof Outcome.Inserted inserted) {
      tally.inserted(1 + inserted.followers());
      pass(inserted.operation(), logId);
    }
  }

  /** The other side has it, and has come so far, so nothing up to it need be sent there. */
  private void pass(Operation operation, LogId logId) {
    reader.skip(requireOrder(operation, logId), operation.header().sequenceNumber());
  }

  private Log requireOrder(Operation operation, LogId logId) {
    Header header = operation.header();
    Log log = new Log(header.author(), logId);
    Long before = last.put(log, header.sequenceNumber());
    if (before != null && before >= header.sequenceNumber()) {
      throw wrong(LogSyncProblem.OUT_OF_ORDER);
    }
    if (last.size() > maxLogs) {
      throw wrong(LogSyncProblem.TOO_MUCH);
    }
    return log;
  }
}
