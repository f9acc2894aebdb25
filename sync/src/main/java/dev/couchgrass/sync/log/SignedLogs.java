package dev.couchgrass.sync.log;

import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.sync.log.channel.MessageChannel;
import dev.couchgrass.sync.log.feed.GrowthSignal;
import dev.couchgrass.sync.log.feed.OrderedFeed;
import dev.couchgrass.sync.log.feed.TopicFeed;
import dev.couchgrass.sync.log.forge.Forge;
import dev.couchgrass.sync.log.ingest.LogIngest;
import dev.couchgrass.sync.log.item.Arrival;
import dev.couchgrass.sync.log.item.Draft;
import dev.couchgrass.sync.log.item.Outcome;
import dev.couchgrass.sync.log.session.LogSession;
import dev.couchgrass.sync.log.session.SessionParts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The signed logs of a storage, with everything that goes on with them: who writes, who sends, who
 * reads and who syncs hear of each other here, so there is one for each storage.
 *
 * <pre>{@code
 * SignedLogs logs = SignedLogs.open(vertx, storage, LogsOptions.DEFAULTS).await();
 * logs.append(key, Draft.of(topic, bytes)).await();
 * logs.connect(SocketChannel.connect(vertx, uri).await(), topic).synced().await();
 * }</pre>
 *
 * <p>For several threads.
 */
public final class SignedLogs {
  private final Storage storage;
  private final LogsOptions options;
  private final LogStores logs;
  private final LogIngest ingest;
  private final GrowthSignal signal;
  private final SessionParts parts;

  private SignedLogs(Vertx vertx, Storage storage, LogsOptions options, LogStores logs) {
    this.storage = storage;
    this.options = options;
    this.logs = logs;
    this.signal = new GrowthSignal();
    this.ingest = new LogIngest(vertx, storage, logs, options.ingest(), signal::tell);
    this.parts = new SessionParts(vertx, logs, ingest, signal);
  }

  /** Those of a storage. Fails with {@code NOT_SUPPORTED} if it keeps none. */
  public static Future<SignedLogs> open(Vertx vertx, Storage storage, LogsOptions options) {
    return storage.logs().map(logs -> new SignedLogs(vertx, storage, options, logs));
  }

  /** The stores, to be read. */
  public LogStores stores() {
    return logs;
  }

  /**
   * Appends an operation to a log of one's own, in a transaction, and to the orderer of what is
   * taken in, if there is one: see {@link Forge#append} for one that does more, after which {@link
   * #tellOf} tells others. Durable, as the storage is, when the future completes.
   */
  public Future<Operation> append(SigningKey key, Draft draft) {
    return storage
        .transact(
            (StorageTransaction tx) -> Forge.append(tx, key, draft, options.ingest().orderer()))
        .map(
            operation -> {
              tellOf(Set.of(new Log(key.publicKey(), draft.logId())));
              return operation;
            });
  }

  /** Takes in operations of others: see {@link LogIngest#ingest}. */
  public Future<List<Outcome>> ingest(List<Arrival> arrivals) {
    return ingest.ingest(arrivals);
  }

  /** Tells feeds and sessions of logs that a transaction of the application's has added to. */
  public void tellOf(Collection<Log> changed) {
    signal.tell(Set.copyOf(changed));
  }

  /**
   * Reads the operations of a topic.
   *
   * @param name under which is remembered how far the reader has come
   */
  public Future<TopicFeed> read(Topic topic, String name, TopicFeed.Start start) {
    return TopicFeed.open(storage, logs, signal, topic, name, start);
  }

  /** Reads the operations of an orderer, each after those that it names as previous ones. */
  public Future<OrderedFeed> ordered(String orderer) {
    return OrderedFeed.open(storage, signal, orderer);
  }

  /** Syncs a topic with whoever is at the other side of a channel, and has to accept it. */
  public LogSession connect(MessageChannel channel, Topic topic) {
    return LogSession.connect(parts, channel, options.sync(), topic);
  }

  /**
   * Accepts what somebody at the other side of a channel would sync.
   *
   * @param serves which topics
   */
  public LogSession accept(MessageChannel channel, Predicate<Topic> serves) {
    return LogSession.accept(parts, channel, options.sync(), serves);
  }
}
