package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationProblem;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.sync.log.feed.TopicReader;
import dev.couchgrass.sync.log.ingest.LogIngest;
import dev.couchgrass.sync.log.item.Arrival;
import dev.couchgrass.sync.log.item.Outcome;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes in what one side receives: while some is taken in, the next is gathered, up to a page.
 *
 * <p>What is taken in is verified, and forwarded to nobody before. For one caller, who waits for
 * each future.
 */
final class Intake {
  /** What may happen to an operation of somebody who did nothing wrong. */
  private static final Set<OperationProblem> BLAMELESS =
      EnumSet.of(
          OperationProblem.FORK,
          OperationProblem.BACKLINK_MISMATCH,
          OperationProblem.SEQUENCE_NUMBER_NON_INCREMENTAL);

  private final LogIngest ingest;
  private final Topic topic;
  private final PageLimit page;
  private final int maxLogs;
  private final TopicReader reader;
  private final Tally tally;
  private final Map<Log, Long> last = new HashMap<>();
  private List<LogMessage.Send> gathered = new ArrayList<>();
  private long bytes;
  private Future<Void> taking = Future.succeededFuture();

  Intake(LogIngest ingest, Topic topic, LogSyncOptions options, TopicReader reader, Tally tally) {
    this.ingest = ingest;
    this.topic = topic;
    this.page = options.page();
    this.maxLogs = options.maxLogs();
    this.reader = reader;
    this.tally = tally;
  }

  /** Takes an operation; completes when there is room for the next. */
  Future<Void> add(LogMessage.Send message) {
    gathered.add(message);
    bytes += message.size();
    tally.received(message.size());
    if (taking.failed()) {
      return taking;
    }
    boolean full = gathered.size() >= page.rows() || bytes >= page.bytes();
    if (taking.isComplete()) {
      begin();
      return Future.succeededFuture();
    }
    return full ? taking.map(done -> begin()) : Future.succeededFuture();
  }

  private Void begin() {
    List<LogMessage.Send> batch = gathered;
    gathered = new ArrayList<>();
    bytes = 0;
    List<Arrival> arrivals = batch.stream().map(each -> each.arrival(topic)).toList();
    taking =
        ingest
            .ingest(arrivals)
            .map(
                outcomes -> {
                  for (int i = 0; i < outcomes.size(); i++) {
                    note(outcomes.get(i), batch.get(i).logId());
                  }
                  return null;
                });
    return null;
  }

  /** Completes when everything is taken in. */
  Future<Void> finish() {
    return taking.compose(
        done -> {
          if (gathered.isEmpty()) {
            return Future.succeededFuture();
          }
          begin();
          return taking;
        });
  }

  private void note(Outcome outcome, LogId logId) {
    if (outcome instanceof Outcome.Refused refused) {
      if (!BLAMELESS.contains(refused.refusal().problem())) {
        throw LogSyncException.found(LogSyncProblem.REFUSED);
      }
      tally.early();
    } else if (outcome instanceof Outcome.Early early) {
      tally.early();
      requireOrder(early.operation(), logId);
    } else if (outcome instanceof Outcome.Known known) {
      pass(known.operation(), logId);
    } else if (outcome instanceof Outcome.Inserted inserted) {
      tally.inserted();
      pass(inserted.operation(), logId);
    }
  }

  /** The other side has it, so it need not be sent there. */
  private void pass(Operation operation, LogId logId) {
    reader.skip(requireOrder(operation, logId), operation.header().sequenceNumber());
  }

  private Log requireOrder(Operation operation, LogId logId) {
    Header header = operation.header();
    Log log = new Log(header.author(), logId);
    Long before = last.put(log, header.sequenceNumber());
    if (before != null && before >= header.sequenceNumber()) {
      throw LogSyncException.found(LogSyncProblem.OUT_OF_ORDER);
    }
    if (last.size() > maxLogs) {
      throw LogSyncException.found(LogSyncProblem.TOO_MUCH);
    }
    return log;
  }
}
