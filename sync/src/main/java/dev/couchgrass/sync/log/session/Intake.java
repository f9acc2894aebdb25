package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.OperationProblem;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.sync.log.feed.TopicReader;
import dev.couchgrass.sync.log.ingest.LogIngest;
import dev.couchgrass.sync.log.ingest.PeerHeed;
import dev.couchgrass.sync.log.item.Arrival;
import dev.couchgrass.sync.log.item.Outcome;
import dev.couchgrass.sync.log.wire.LogMessage;
import dev.couchgrass.sync.log.wire.LogSyncException;
import dev.couchgrass.sync.log.wire.LogSyncProblem;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
          OperationProblem.OTHER_LOG,
          OperationProblem.BACKLINK_MISMATCH,
          OperationProblem.SEQUENCE_NUMBER_NON_INCREMENTAL);

  private final LogIngest ingest;
  private final Topic topic;
  private final PageLimit page;
  private final int maxLogs;

  /** How far the topic's logs went here when the session began. */
  private final Future<LogHeights> ours;

  private final TopicReader reader;
  private final Tally tally;
  private final Map<Log, Long> last = new HashMap<>();

  /** Logs that the topic had not. */
  private final Set<Log> fresh = new HashSet<>();

  private List<LogMessage.Send> gathered = new ArrayList<>();
  private long bytes;
  private Promise<Void> room = Promise.promise();

  /** Completes when what is under way is taken in, and what is gathered meanwhile. */
  private Future<Void> taking = Future.succeededFuture();

  private boolean running;
  private final Promise<Void> broken = Promise.promise();

  /**
   * An intake of nothing yet.
   *
   * @param ours completes with how far the topic's logs go here
   */
  Intake(
      LogIngest ingest,
      Topic topic,
      LogSyncOptions options,
      Future<LogHeights> ours,
      TopicReader reader,
      Tally tally) {
    this.ingest = ingest;
    this.topic = topic;
    this.page = options.page();
    this.maxLogs = options.maxLogs();
    this.ours = ours;
    this.reader = reader;
    this.tally = tally;
  }

  /** Takes an operation; completes when there is room for the next. */
  Future<Void> add(LogMessage.Send message) {
    tally.received(message.size());
    Promise<Void> begun = Promise.promise();
    Future<Void> roomForMore;
    synchronized (this) {
      gathered.add(message);
      bytes += message.size();
      boolean full = gathered.size() >= page.rows() || bytes >= page.bytes();
      roomForMore = full || room.future().failed() ? room.future() : Future.succeededFuture();
      if (running) {
        return roomForMore;
      }
      running = true;
      taking = begun.future();
    }
    Repeat.whileTrue(this::takeGathered).onComplete(ended -> ended(ended, begun));
    return roomForMore;
  }

  /** After a failure it keeps running, so to say: nothing more is taken in, and all hear of it. */
  private void ended(AsyncResult<Void> result, Promise<Void> begun) {
    if (result.failed()) {
      synchronized (this) {
        room.tryFail(result.cause());
      }
      broken.fail(result.cause());
    }
    begun.handle(result);
  }

  private Future<Boolean> takeGathered() {
    List<LogMessage.Send> batch;
    Promise<Void> free;
    synchronized (this) {
      batch = gathered;
      free = room;
      gathered = new ArrayList<>();
      bytes = 0;
      room = Promise.promise();
    }
    free.complete();
    List<Arrival> arrivals = batch.stream().map(each -> each.arrival(topic)).toList();
    return ours.compose(
            heights -> ingest.ingestOfPeer(arrivals, new Heed(heights, batch)).map(done -> heights))
        .map(done -> hasMore());
  }

  /** Looks at what is taken in before, and after. */
  private final class Heed implements PeerHeed {
    private final LogHeights heights;
    private final List<LogMessage.Send> batch;

    Heed(LogHeights heights, List<LogMessage.Send> batch) {
      this.heights = heights;
      this.batch = batch;
    }

    /** A peer may not bring a topic to more logs than others would take of this side. */
    @Override
    public void before(Set<Log> logs) {
      for (Log log : logs) {
        if (heights.of(log).isEmpty()) {
          fresh.add(log);
        }
      }
      if (!fresh.isEmpty() && heights.all().size() + fresh.size() > maxLogs - maxLogs / 10) {
        throw LogSyncException.found(LogSyncProblem.TOO_MUCH);
      }
    }

    /** Before the reader hears that there is more to send: the other side has it. */
    @Override
    public void after(List<Outcome> outcomes) {
      note(outcomes, batch);
    }
  }

  private void note(List<Outcome> outcomes, List<LogMessage.Send> batch) {
    for (int i = 0; i < outcomes.size(); i++) {
      note(outcomes.get(i), batch.get(i).logId());
    }
  }

  private synchronized boolean hasMore() {
    running = !gathered.isEmpty();
    return running;
  }

  /** Fails as soon as something could not be taken in; never completes else. */
  Future<Void> broken() {
    return broken.future();
  }

  /** Completes when everything is taken in that was added. */
  synchronized Future<Void> finish() {
    return taking;
  }

  private void note(Outcome outcome, LogId logId) {
    if (outcome instanceof Outcome.Refused refused) {
      if (!BLAMELESS.contains(refused.refusal().problem())) {
        throw LogSyncException.found(LogSyncProblem.REFUSED);
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
      throw LogSyncException.found(LogSyncProblem.OUT_OF_ORDER);
    }
    if (last.size() > maxLogs) {
      throw LogSyncException.found(LogSyncProblem.TOO_MUCH);
    }
    return log;
  }
}
