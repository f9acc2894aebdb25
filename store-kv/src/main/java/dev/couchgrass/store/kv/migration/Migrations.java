package dev.couchgrass.store.kv.migration;

import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.flow.Repeat;
import dev.couchgrass.store.kv.layout.Catalogue;
import dev.couchgrass.store.kv.layout.Format;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The steps from the oldest layout that can be migrated to the newest. */
public final class Migrations {
  /** Those of this release. */
  public static final Migrations ALL = new Migrations(List.of(new AddSignedLogs()));

  private final List<Migration> steps;

  /**
   * Steps that lead on from each other.
   *
   * @param steps at least one, each beginning where the one before ends
   */
  public Migrations(List<Migration> steps) {
    this.steps = List.copyOf(steps);
    if (this.steps.isEmpty()) {
      throw new IllegalArgumentException("There is at least one step");
    }
    for (int i = 0; i < this.steps.size(); i++) {
      if (this.steps.get(i).from() != oldest() + i) {
        throw new IllegalArgumentException("Each step begins where the one before ends");
      }
    }
  }

  /** Runs what may block, and completes with what it answers or throws. */
  public interface Worker {
    /**
     * Runs it.
     *
     * @param weight how many look-ups it makes, roughly
     */
    <T> Future<T> run(long weight, Callable<T> work);
  }

  /** The oldest version that can be migrated. */
  public int oldest() {
    return steps.get(0).from();
  }

  /** The version that they lead to. */
  public int newest() {
    return oldest() + steps.size();
  }

  /**
   * Brings what an engine holds to the newest version; notes that version if it holds nothing.
   * Where it was interrupted, it goes on. When the future completes, as much is on disk as the
   * engine says of a commit.
   *
   * <p>Fails with {@code STORE_FAILED}, and changes nothing, if the version is newer than all that
   * are known, older than all that can be migrated, or damaged: each has a message of its own. Also
   * if a step, or the engine, fails: what was done before stays, and another call goes on behind
   * it. Nobody else writes meanwhile.
   */
  public Future<Void> bring(Engine engine, Worker worker) {
    return worker
        .run(1, () -> found(engine))
        .compose(
            found -> {
              if (found.isEmpty()) {
                return commit(engine, noted(Batch.builder().build(), Format.of(newest())))
                    .recover(e -> failed("The store's engine failed", e));
              }
              return found.get().equals(Format.of(newest()))
                  ? Future.succeededFuture()
                  : Repeat.whileTrue(() -> piece(engine, worker)).recover(Migrations::unmigrated);
            });
  }

  private static <T> Future<T> unmigrated(Throwable e) {
    return failed("The storage has an older layout, and bringing it to this version's failed", e);
  }

  private static <T> Future<T> failed(String message, Throwable cause) {
    return Future.failedFuture(StoreException.failed(message, cause));
  }

  /** What the engine holds, if this can be brought to the newest version; empty if nothing. */
  private Optional<Format> found(Engine engine) {
    try (Snapshot snapshot = engine.snapshot()) {
      Optional<Format> found = Format.read(snapshot);
      found.ifPresent(this::requireKnown);
      return found;
    } catch (Format.DamagedException e) {
      throw new StoreException(
          ErrorCode.STORE_FAILED, "The version of the storage's layout is damaged: ", e.detail());
    }
  }

  private void requireKnown(Format found) {
    if (found.version() > newest()) {
      throw new StoreException(
          ErrorCode.STORE_FAILED,
          "The storage was written by a newer version of Couchgrass: ",
          "its layout is " + found.version() + ", this one knows layouts up to " + newest());
    }
    if (found.settled() < oldest()) {
      throw new StoreException(
          ErrorCode.STORE_FAILED,
          "The storage was written by a version of Couchgrass that is too old: ",
          "its layout is " + found.settled() + ", this one knows layouts from " + oldest());
    }
  }

  /** Takes the next piece; answers whether others follow. */
  private Future<Boolean> piece(Engine engine, Worker worker) {
    return worker
        .run(Long.MAX_VALUE, () -> next(engine))
        .compose(
            batch ->
                batch.isPresent()
                    ? commit(engine, batch.get()).map(true)
                    : Future.succeededFuture(false));
  }

  private static Future<Void> commit(Engine engine, Batch batch) {
    return Future.succeededFuture().compose(now -> engine.commit(batch));
  }

  private Optional<Batch> next(Engine engine) {
    try (Snapshot snapshot = engine.snapshot()) {
      Format there = Format.read(snapshot).orElseThrow();
      if (there.equals(Format.of(newest()))) {
        return Optional.empty();
      }
      Migration step = steps.get(there.settled() - oldest());
      Migration.Piece piece = step.next(snapshot, there.reached());
      Format then = new Format(step.from() + 1, piece.reached());
      if (then.equals(there)) {
        throw new IllegalStateException("A migration does not go on");
      }
      return Optional.of(noted(piece.batch(), then));
    }
  }

  private static Batch noted(Batch batch, Format format) {
    Batch.Builder all = Batch.builder();
    for (Batch.Change change : batch.changes()) {
      change
          .value()
          .ifPresentOrElse(value -> all.put(change.key(), value), () -> all.delete(change.key()));
    }
    return all.put(Catalogue.format(), format.encode()).build();
  }
}
