package dev.couchgrass.sync.log.feed;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogRange;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.flow.Caller;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.LogView;
import dev.couchgrass.store.operation.PageLimit;
import dev.couchgrass.store.operation.StoredOperation;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the operations of a topic's logs from a position on, each once, those of a log in order;
 * and then those that come.
 *
 * <p>It keeps positions and no operations, so it holds as little for a reader that is far behind,
 * and nothing is lost that came while nobody read. For one reader, which asks for the next page
 * when it has the one before.
 */
public final class TopicReader {
  /** How many logs are looked at in one go. */
  private static final int LOGS = 1_000;

  /** Of so many logs that have grown, it looks at all instead. */
  private static final int MAX_GROWN = 10_000;

  private final LogView view;
  private final GrowthSignal signal;
  private final Topic topic;
  private final Consumer<Collection<Log>> listener = this::grown;
  private final Map<Log, Long> position = new HashMap<>();

  /** Logs that may have more than was read. */
  private final Set<Log> ahead = new LinkedHashSet<>();

  /** Where the look at all logs goes on; empty if none is under way. */
  private Optional<Optional<Log>> scan = Optional.of(Optional.empty());

  /** How often such a look was begun. */
  private long scans;

  private final News news = new News();

  /**
   * A reader that stands at a position.
   *
   * @param view sees what is committed
   */
  public TopicReader(LogView view, GrowthSignal signal, Topic topic, LogHeights start) {
    this.view = view;
    this.signal = signal;
    this.topic = topic;
    position.putAll(start.all());
    signal.add(listener);
  }

  private void grown(Collection<Log> logs) {
    synchronized (this) {
      if (ahead.size() + logs.size() > MAX_GROWN) {
        ahead.clear();
        scan = Optional.of(Optional.empty());
        scans++;
      } else {
        ahead.addAll(logs);
      }
    }
    news.tell();
  }

  /** Moves the position of a log forward: what is passed over is not read. */
  public synchronized void skip(Log log, long height) {
    position.merge(log, height, Math::max);
  }

  /** The next operations that are there now; an empty list if there are none. */
  public Future<List<StoredOperation>> now(PageLimit limit) {
    List<StoredOperation> found = new ArrayList<>();
    return Caller.current()
        .deliver(Repeat.whileTrue(() -> step(limit, found)).map(done -> List.copyOf(found)));
  }

  /** Looks somewhere for operations; whether to look on. */
  private Future<Boolean> step(PageLimit limit, List<StoredOperation> found) {
    Optional<Log> log = poll();
    if (log.isPresent()) {
      return page(log.get(), limit)
          .map(
              page -> {
                found.addAll(page);
                return page.isEmpty();
              });
    }
    Optional<Optional<Log>> from = scanned();
    return from.isPresent() ? look(from.get()).map(done -> true) : Future.succeededFuture(false);
  }

  /** The next operations, as soon as there are any; an empty list once it is closed. */
  public Future<List<StoredOperation>> next(PageLimit limit) {
    return news.firstPage(() -> now(limit));
  }

  /** The next log to look at. It is off the list, so that it comes back if it grows meanwhile. */
  private synchronized Optional<Log> poll() {
    Optional<Log> log = ahead.stream().findFirst();
    log.ifPresent(ahead::remove);
    return log;
  }

  private synchronized Optional<Optional<Log>> scanned() {
    return scan;
  }

  private Future<List<StoredOperation>> page(Log log, PageLimit limit) {
    return view.topics()
        .contains(topic, log)
        .compose(
            belongs ->
                belongs
                    ? view.logs().entries(log, range(log), limit)
                    : Future.succeededFuture(List.of()))
        // Whoever asks again finds it again.
        .andThen(onFailure(failure -> putBack(log)))
        .map(
            operations -> {
              List<StoredOperation> page = new ArrayList<>();
              operations.forEach(each -> page.add(new StoredOperation(each, log.id())));
              return passed(log, page);
            });
  }

  private synchronized void putBack(Log log) {
    ahead.add(log);
  }

  private synchronized LogRange range(Log log) {
    Long read = position.get(log);
    return read == null ? LogRange.ALL : LogRange.after(read);
  }

  /** What of a page was not passed over meanwhile. Others have their turn before the log's next. */
  private synchronized List<StoredOperation> passed(Log log, List<StoredOperation> page) {
    if (page.isEmpty()) {
      return page;
    }
    ahead.add(log);
    long before = position.getOrDefault(log, -1L);
    List<StoredOperation> fresh = page.stream().filter(each -> numberOf(each) > before).toList();
    skip(log, numberOf(page.get(page.size() - 1)));
    return fresh;
  }

  private static long numberOf(StoredOperation operation) {
    return operation.operation().header().sequenceNumber();
  }

  private synchronized long scanNumber() {
    return scans;
  }

  /** Looks which of the next logs of the topic have more than was read. */
  private Future<Void> look(Optional<Log> after) {
    long begun = scanNumber();
    return view.topics()
        .logs(topic, after, LOGS)
        .compose(logs -> view.logs().heights(logs).map(heights -> looked(begun, logs, heights)));
  }

  private synchronized Void looked(long begun, List<Log> logs, LogHeights heights) {
    heights
        .all()
        .forEach(
            (log, height) -> {
              if (height > position.getOrDefault(log, -1L)) {
                ahead.add(log);
              }
            });
    // Another look from the beginning may have been called for meanwhile.
    if (scans == begun) {
      scan =
          logs.size() < LOGS
              ? Optional.empty()
              : Optional.of(Optional.of(logs.get(logs.size() - 1)));
    }
    return null;
  }

  /** How far a log was read; empty if nothing of it was. */
  public synchronized OptionalLong position(Log log) {
    Long read = position.get(log);
    return read == null ? OptionalLong.empty() : OptionalLong.of(read);
  }

  /** Reads no more: whoever waits gets an empty list. */
  public void close() {
    signal.remove(listener);
    news.end();
  }
}
