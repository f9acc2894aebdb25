package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.sync.log.ingest.LogIngest;
import dev.couchgrass.sync.log.item.Arrival;
import dev.couchgrass.sync.log.item.Outcome;
import dev.couchgrass.sync.log.wire.LogMessage;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes in what one side receives: while some is committed, the next is verified, and what comes
 * behind that is gathered, up to a page.
 *
 * <p>What is taken in is verified, and forwarded to nobody before. For one caller, who waits for
 * each future.
 */
final class Intake {
  /** How many batches are under way: one in its transaction, one being verified. */
  private static final int AT_ONCE = 2;

  private final LogIngest ingest;
  private final Topic topic;
  private final PageLimit page;

  /** How far the topic's logs went here when the session began. */
  private final Future<LogHeights> ours;

  private final Conduct conduct;
  private final Promise<Void> broken = Promise.promise();
  private List<LogMessage.Send> gathered = new ArrayList<>();
  private long bytes;
  private int underWay;

  /** Completes when what is gathered is on its way. */
  private Promise<Void> room = Promise.promise();

  /** Completes when everything that was added is taken in. */
  private Promise<Void> rest = resting();

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
      Conduct conduct) {
    this.ingest = ingest;
    this.topic = topic;
    this.page = options.page();
    this.ours = ours;
    this.conduct = conduct;
  }

  private static Promise<Void> resting() {
    Promise<Void> rest = Promise.promise();
    rest.complete();
    return rest;
  }

  /** Takes an operation; completes when there is room for the next. */
  Future<Void> add(LogMessage.Send message) {
    conduct.received(message);
    Future<Void> roomForMore;
    synchronized (this) {
      if (rest.future().failed()) {
        return rest.future();
      }
      if (rest.future().isComplete()) {
        rest = Promise.promise();
      }
      gathered.add(message);
      bytes += message.size();
      boolean full = gathered.size() >= page.rows() || bytes >= page.bytes();
      roomForMore = full ? room.future() : Future.succeededFuture();
    }
    begin();
    return roomForMore;
  }

  /** Takes in what is gathered, unless enough is under way. */
  private void begin() {
    List<LogMessage.Send> batch;
    Promise<Void> free;
    synchronized (this) {
      if (gathered.isEmpty() || underWay == AT_ONCE || rest.future().failed()) {
        return;
      }
      underWay++;
      batch = gathered;
      free = room;
      gathered = new ArrayList<>();
      bytes = 0;
      room = Promise.promise();
    }
    takeIn(batch)
        .onComplete(
            result -> {
              ended(result);
            });
    free.complete();
  }

  private Future<List<Outcome>> takeIn(List<LogMessage.Send> batch) {
    List<Arrival> arrivals = batch.stream().map(each -> each.arrival(topic)).toList();
    return ours.compose(heights -> ingest.ingestOfPeer(arrivals, conduct.of(batch, heights)));
  }

  private void ended(AsyncResult<List<Outcome>> result) {
    if (result.failed()) {
      fail(result.cause());
      return;
    }
    Promise<Void> over = Promise.promise();
    synchronized (this) {
      underWay--;
      if (underWay == 0 && gathered.isEmpty()) {
        over = rest;
        rest = resting();
      }
    }
    over.tryComplete();
    begin();
  }

  /** From now on nothing is taken in, and all hear of it. */
  private void fail(Throwable why) {
    Promise<Void> waited;
    Promise<Void> full;
    synchronized (this) {
      waited = rest;
      full = room;
    }
    waited.tryFail(why);
    full.tryFail(why);
    broken.tryFail(why);
  }

  /** Fails as soon as something could not be taken in; never completes else. */
  Future<Void> broken() {
    return broken.future();
  }

  /** Completes when everything is taken in that was added. */
  synchronized Future<Void> finish() {
    return rest.future();
  }
}
