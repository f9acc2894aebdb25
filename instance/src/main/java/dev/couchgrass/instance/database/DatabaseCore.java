package dev.couchgrass.instance.database;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.history.History;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.store.entry.EntryStore;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * What all handles of one signed database on this replica share: its history, and who listens to
 * it. There must be one for each database of a store.
 */
public final class DatabaseCore {
  private final EntryStore entries;
  private final History history;
  private final Means means;
  private final Observer observer;
  private final Listeners listeners = new Listeners();

  /** Is told of what was taken in, when it was. */
  @FunctionalInterface
  interface Observer {
    void taken(DatabaseCore core, Received received);
  }

  /**
   * What a database needs beside its store.
   *
   * @param random tags the elements of lists, and makes roots differ
   */
  public record Means(InstantSource clock, SecureRandom random) {}

  public DatabaseCore(EntryStore entries, History history, Means means) {
    this(entries, history, means, (core, received) -> {});
  }

  DatabaseCore(EntryStore entries, History history, Means means, Observer observer) {
    this.observer = observer;
    this.entries = entries;
    this.history = history;
    this.means = means;
  }

  Cid id() {
    return history.database();
  }

  EntryStore entries() {
    return entries;
  }

  History history() {
    return history;
  }

  Means means() {
    return means;
  }

  /**
   * Takes entries in, and tells who listens. What was written here is taken or not: it never waits,
   * as whoever wrote it is told that it failed.
   */
  public Future<Received> take(List<Entry> arrived, WriteSource source) {
    boolean keep = source != WriteSource.LOCAL;
    return history
        .take(arrived, keep, received -> tell(received, source))
        .andThen(onSuccess(received -> observer.taken(this, received)));
  }

  /** Looks again at what waits: for what other databases brought, or for the time to come. */
  public Future<Received> retry() {
    return history
        .retry(received -> tell(WriteSource.REMOTE))
        .andThen(onSuccess(received -> observer.taken(this, received)));
  }

  private Future<Void> tell(Received received, WriteSource source) {
    return received.accepted().isEmpty() ? Future.succeededFuture() : tell(source);
  }

  private Future<Void> tell(WriteSource source) {
    return listeners.isEmpty()
        ? Future.succeededFuture()
        : history
            .now()
            .map(
                now -> {
                  listeners.tell(now, source);
                  return null;
                });
  }

  /**
   * Tells a listener from the moment on that it knows. In its turn among the writes: each is either
   * what it is told first, or told to it as to the others.
   */
  Future<Registration> listen(Tips known, WriteListener listener) {
    return history.inTurn(() -> history.now().map(now -> listeners.add(known, now, listener)));
  }
}
