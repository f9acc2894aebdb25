package dev.couchgrass.sync.log.feed;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.CursorStore;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The operations of a topic, for an application that remembers how far it has come under a name:
 * what was acknowledged does not come again, after a crash neither; what was not does.
 *
 * <p>For one reader, which asks for the next page when it has the one before.
 */
public final class TopicFeed {
  private final Storage storage;
  private final String name;
  private final TopicReader reader;

  /** From where a feed begins. */
  public enum Start {
    /** From the very first operations that are there: everything comes again. */
    BEGINNING,
    /** Behind what was acknowledged under the name. */
    CURSOR
  }

  private TopicFeed(Storage storage, String name, TopicReader reader) {
    this.storage = storage;
    this.name = name;
    this.reader = reader;
  }

  /**
   * Opens a feed.
   *
   * @param name under which is remembered how far it has come
   */
  public static Future<TopicFeed> open(
      Storage storage, LogStores logs, GrowthSignal signal, Topic topic, String name, Start start) {
    Objects.requireNonNull(topic);
    TopicReader reader = new TopicReader(logs, signal, topic, LogHeights.NONE);
    Future<Void> done =
        start == Start.CURSOR
            ? skipDone(logs.cursors(), name, Optional.empty(), reader)
            : Future.succeededFuture();
    return done.andThen(onFailure(failure -> reader.close()))
        .map(skipped -> new TopicFeed(storage, name, reader));
  }

  /** In pages, as there may be any number of logs. */
  private static Future<Void> skipDone(
      CursorStore cursors, String name, Optional<Log> after, TopicReader reader) {
    return cursors
        .heights(name, after, CursorStore.MAX_ROWS)
        .compose(
            page -> {
              page.all().forEach(reader::skip);
              return page.all().size() < CursorStore.MAX_ROWS
                  ? Future.succeededFuture()
                  : skipDone(cursors, name, Optional.of(page.all().lastKey()), reader);
            });
  }

  /**
   * The next operations, as soon as there are any: those of a log in order, those of several logs
   * in an arbitrary one. An empty list once the feed is closed.
   */
  public Future<List<StoredOperation>> next(PageLimit limit) {
    return reader.next(limit);
  }

  /** The next operations that are there now; an empty list if there are none. */
  public Future<List<StoredOperation>> now(PageLimit limit) {
    return reader.now(limit);
  }

  /**
   * Remembers that operations are done with, and so all before them in their logs. Durable, as the
   * storage is, when the future completes.
   */
  public Future<Void> acknowledge(Collection<StoredOperation> done) {
    List<StoredOperation> all = List.copyOf(done);
    return storage.transact(
        tx ->
            Repeat.each(
                all,
                each ->
                    tx.cursors()
                        .advance(name, each.log(), each.operation().header().sequenceNumber())));
  }

  /** Ends the feed: whoever waits gets an empty list. */
  public void close() {
    reader.close();
  }
}
