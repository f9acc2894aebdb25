package dev.couchgrass.sync.log.feed;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.operation.OperationStore;
import dev.couchgrass.store.operation.OrdererWriter;
import dev.couchgrass.store.operation.StoredOperation;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The operations of an orderer: each once, after all that its extensions name as previous ones.
 *
 * <p>What was taken and not acknowledged comes again, first, when the feed is opened anew. Nothing
 * is held while it waits: neither a transaction nor a lock. For one reader of each orderer.
 */
public final class OrderedFeed {
  private static final int RESTORED = 1_000;

  private final Storage storage;
  private final GrowthSignal signal;
  private final String orderer;
  private final Consumer<Collection<Log>> listener = this::changed;
  private final News news = new News();

  /**
   * An item whose time has come.
   *
   * @param operation empty if it was deleted meanwhile
   */
  public record Item(Hash id, Optional<StoredOperation> operation) {
    public Item {
      Objects.requireNonNull(id);
      Objects.requireNonNull(operation);
    }
  }

  private OrderedFeed(Storage storage, GrowthSignal signal, String orderer) {
    this.storage = storage;
    this.signal = signal;
    this.orderer = orderer;
    signal.add(listener);
  }

  /** Opens a feed, to which what was taken and not acknowledged comes again. */
  public static Future<OrderedFeed> open(Storage storage, GrowthSignal signal, String orderer) {
    return Repeat.whileTrue(
            () ->
                storage
                    .transact(tx -> tx.orderer(orderer).restore(RESTORED))
                    .map(restored -> restored == RESTORED))
        .map(done -> new OrderedFeed(storage, signal, orderer));
  }

  private void changed(Collection<Log> logs) {
    news.tell();
  }

  /** The next items, as soon as there are any; an empty list once the feed is closed. */
  public Future<List<Item>> next(int limit) {
    return news.firstPage(() -> now(limit));
  }

  /**
   * The next items that are ready now; an empty list if there are none.
   *
   * @param limit how many at most, 1 to {@link OrdererWriter#MAX_ROWS}
   */
  public Future<List<Item>> now(int limit) {
    // Read within the transaction: what can't be read is not taken.
    return storage.transact(
        tx -> tx.orderer(orderer).take(limit).compose(ids -> load(tx.operations(), ids)));
  }

  private static Future<List<Item>> load(OperationStore operations, List<Hash> ids) {
    List<Item> items = new ArrayList<>();
    return Repeat.each(
            ids,
            id ->
                operations
                    .get(id)
                    .map(
                        operation -> {
                          items.add(new Item(id, operation));
                          return operation;
                        }))
        .map(done -> List.copyOf(items));
  }

  /** Says that items are done with: they do not come again. */
  public Future<Integer> acknowledge(Collection<Item> done) {
    List<Hash> ids = done.stream().map(Item::id).toList();
    return storage.transact(tx -> tx.orderer(orderer).acknowledge(ids));
  }

  /** Ends the feed: whoever waits gets an empty list. */
  public void close() {
    signal.remove(listener);
    news.end();
  }
}
