package dev.couchgrass.sync.log.session;

import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.flow.Sequencer;
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
import java.util.Optional;

/**
 * Takes in what one side receives: while some is committed, the next is verified, and what comes
 * behind that is gathered, up to a page.
 *
 * <p>What is taken in is verified, and forwarded to nobody before. For one caller, who waits for
 * each future.
 */
final class Intake {
  /** How many batches are under way: while one is committed, the next is verified. */
  private static final int AT_ONCE = 2;

  private final LogIngest ingest;
  private final Topic topic;
  private final PageLimit page;

  /** How far the topic's logs went here when the session began. */
  private final Future<LogHeights> ours;

  private final Conduct conduct;
  private final Sequencer calls = new Sequencer();
  private final Promise<Void> broken = Promise.promise();
  private List<LogMessage.Send> gathered = new ArrayList<>();
  private long bytes;
  private int underWay;

  /** Why nothing more is taken in. */
  private Optional<Throwable> failure = Optional.empty();

  /** Completes when what is gathered is on its way. */
  private Promise<Void> room = Promise.promise();

  /** Completes when everything that was added is taken in. */
  private Promise<Void> rest = resting();

  /**
   * An intake of nothing yet.
   *
   * @param ours completes with how far the topic's logs go here; nothing is taken in before
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
    ours.onComplete(
        known -> {
          if (known.succeeded()) {
            begin();
          } else {
            fail(known.cause());
          }
        });
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
      if (failure.isPresent()) {
        return Future.failedFuture(failure.get());
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
    Promise<Void> free;
    Future<List<Outcome>> taking;
    synchronized (this) {
      if (gathered.isEmpty() || underWay == AT_ONCE || failure.isPresent() || !ours.succeeded()) {
        return;
      }
      underWay++;
      free = room;
      List<LogMessage.Send> batch = gathered;
      gathered = new ArrayList<>();
      taking = Future.succeededFuture().compose(now -> takeIn(batch));
      bytes = 0;
      room = Promise.promise();
    }
    free.complete();
    taking.onComplete(
        result -> {
          ended(result);
        });
  }

  /** Batches are handed over in their order. */
  private Future<List<Outcome>> takeIn(List<LogMessage.Send> batch) {
    List<Arrival> arrivals = batch.stream().map(each -> each.arrival(topic)).toList();
    return ingest.ingestOfPeer(arrivals, calls, conduct.of(batch, ours.result()));
  }

  private void ended(AsyncResult<List<Outcome>> result) {
    if (result.failed()) {
      fail(result.cause());
    }
    Promise<Void> over = Promise.promise();
    Optional<Throwable> why;
    synchronized (this) {
      underWay--;
      why = failure;
      if (underWay == 0 && (gathered.isEmpty() || why.isPresent())) {
        over = rest;
        rest = why.isPresent() ? rest : resting();
      }
    }
    if (why.isPresent()) {
      over.tryFail(why.get());
    } else {
      over.complete();
      begin();
    }
  }

  /** From now on nothing is taken in but what has begun, and all hear of it. */
  private void fail(Throwable why) {
    Promise<Void> full;
    Promise<Void> waited = Promise.promise();
    synchronized (this) {
      if (failure.isPresent()) {
        return;
      }
      failure = Optional.of(why);
      full = room;
      waited = underWay == 0 ? rest : waited;
    }
    full.fail(why);
    waited.tryFail(why);
    broken.fail(why);
  }

  /** Fails as soon as something could not be taken in; never completes else. */
  Future<Void> broken() {
    return broken.future();
  }

  /**
   * Completes when everything is taken in that was added; fails if something could not be, when
   * nothing is under way any more.
   */
  synchronized Future<Void> finish() {
    return rest.future();
  }
}
