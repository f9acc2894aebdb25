package dev.couchgrass.sync.log.feed;

import dev.couchgrass.core.operation.Cursor;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

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
    return logs.cursors()
        .get(name)
        .map(
            cursor -> {
              LogHeights from =
                  start == Start.CURSOR
                      ? cursor.map(Cursor::heights).orElse(LogHeights.NONE)
                      : LogHeights.NONE;
              return new TopicFeed(storage, name, new TopicReader(logs, signal, topic, from));
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
   * storage is, when the future completes. Fails with {@code TOO_LARGE} if the feed would remember
   * more than 10,000 logs, which is as many as a cursor has.
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
