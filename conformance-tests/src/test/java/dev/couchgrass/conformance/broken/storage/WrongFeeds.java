package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.LiveChanges;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.List;

/** Databases whose live feeds pass over something, or end otherwise than they should. */
final class WrongFeeds {
  private WrongFeeds() {}

  /** A live feed that hands everything on. */
  private static class Feed implements LiveChanges {
    private final LiveChanges inner;

    Feed(LiveChanges inner) {
      this.inner = inner;
    }

    @Override
    public Future<List<Change>> next(int max) {
      return inner.next(max);
    }

    @Override
    public UpdateSequence lastSequence() {
      return inner.lastSequence();
    }

    @Override
    public long pending() {
      return inner.pending();
    }

    @Override
    public Future<Void> close() {
      return inner.close();
    }
  }

  /**
   * Looks, and is told of commits from the next look on: of several at once, it hears of the newest
   * alone.
   */
  static final class MissesCommits extends DelegatingStore {
    MissesCommits(DocumentStore inner) {
      super(inner);
    }

    private static List<Change> newest(List<Change> piece) {
      return piece.isEmpty() ? piece : piece.subList(piece.size() - 1, piece.size());
    }

    @Override
    public Future<LiveChanges> follow(ChangesOptions options) {
      return inner
          .follow(options)
          .map(
              feed ->
                  new Feed(feed) {
                    @Override
                    public Future<List<Change>> next(int max) {
                      return super.next(max).map(MissesCommits::newest);
                    }
                  });
    }
  }

  static final class EndsInSilence extends DelegatingStore {
    EndsInSilence(DocumentStore inner) {
      super(inner);
    }

    private static Future<List<Change>> silence(Throwable failure) {
      return failure instanceof StoreException known && known.code() == ErrorCode.DATABASE_MISSING
          ? Future.succeededFuture(List.of())
          : Future.failedFuture(failure);
    }

    @Override
    public Future<LiveChanges> follow(ChangesOptions options) {
      return inner
          .follow(options)
          .map(
              feed ->
                  new Feed(feed) {
                    @Override
                    public Future<List<Change>> next(int max) {
                      return super.next(max).recover(EndsInSilence::silence);
                    }
                  });
    }
  }

  static final class OrderIgnored extends DelegatingStore {
    OrderIgnored(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<LiveChanges> follow(ChangesOptions options) {
      return inner.follow(options.withDescending(false));
    }
  }
}
