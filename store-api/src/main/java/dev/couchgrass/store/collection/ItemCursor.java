package dev.couchgrass.store.collection;

import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The items in a listing of documents that a predicate lets pass. */
final class ItemCursor implements ResultCursor<Item> {
  private final ResultCursor<AllDocsRow> rows;
  private final Predicate<? super Item> wanted;

  /**
   * What every call fails with once one has: the rows know nothing of an item that could not be
   * made, and would go on behind it.
   */
  private Optional<Future<List<Item>>> failed = Optional.empty();

  ItemCursor(ResultCursor<AllDocsRow> rows, Predicate<? super Item> wanted) {
    this.rows = rows;
    this.wanted = wanted;
  }

  @Override
  public Future<List<Item>> next(int max) {
    return failed.orElseGet(
        () -> {
          Promise<List<Item>> result = Promise.promise();
          pull(max, result);
          return result.future();
        });
  }

  /**
   * Reads on until there is something to hand out. A loop where rows are there at once, since they
   * may be many of which none is wanted, and a chain of futures would then run out of stack.
   */
  private void pull(int max, Promise<List<Item>> result) {
    Future<List<AllDocsRow>> page = rows.next(max);
    while (page.isComplete()) {
      if (settled(page, result)) {
        return;
      }
      page = rows.next(max);
    }
    page.onComplete(
        read -> {
          if (!settled(read, result)) {
            pull(max, result);
          }
        });
  }

  private boolean settled(AsyncResult<List<AllDocsRow>> page, Promise<List<Item>> result) {
    if (page.failed()) {
      fail(page.cause(), result);
      return true;
    }
    try {
      List<Item> items = page.result().stream().flatMap(ItemCursor::item).filter(wanted).toList();
      boolean settled = page.result().isEmpty() || !items.isEmpty();
      if (settled) {
        result.complete(items);
      }
      return settled;
    } catch (RuntimeException e) {
      fail(e, result);
      return true;
    }
  }

  private void fail(Throwable cause, Promise<List<Item>> result) {
    failed = Optional.of(Future.failedFuture(cause));
    result.fail(cause);
  }

  private static Stream<Item> item(AllDocsRow row) {
    Optional<StoredDocument> document =
        row instanceof AllDocsRow.Found found && !found.id().isDesign()
            ? found.document()
            : Optional.empty();
    return document.stream().map(ItemBody::item);
  }

  @Override
  public Future<Void> close() {
    return rows.close();
  }
}
