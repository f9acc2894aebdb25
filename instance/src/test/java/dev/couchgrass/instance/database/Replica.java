package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.history.Delegates;
import dev.couchgrass.instance.history.History;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.history.Terms;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.memory.MemoryStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One database on one machine. */
final class Replica implements AutoCloseable {
  private final Vertx vertx;
  private final Storage storage;
  private final EntryStore entries;
  private final Cid database;
  private final int maxUnverified;
  private DatabaseCore core;

  Replica(Vertx vertx, Cid database) {
    this(vertx, database, 1_000);
  }

  Replica(Vertx vertx, Cid database, int maxUnverified) {
    this(vertx, await(MemoryStorage.open(vertx)), database, maxUnverified);
  }

  Replica(Vertx vertx, Storage storage, Cid database, int maxUnverified) {
    this.vertx = vertx;
    this.storage = storage;
    this.entries = await(storage.entries());
    this.database = database;
    this.maxUnverified = maxUnverified;
    this.core = load();
  }

  private DatabaseCore load() {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_704_067_200_000L));
    Terms terms = new Terms(clock, Duration.ofMinutes(1), maxUnverified, 64L << 20, Delegates.NONE);
    return new DatabaseCore(
        entries,
        new History(vertx, entries, database, terms),
        new DatabaseCore.Means(clock, new SecureRandom()));
  }

  /** Forgets all but what is stored. */
  void restart() {
    core = load();
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("A future did not complete", e);
    }
  }

  EntryStore entries() {
    return entries;
  }

  DatabaseCore core() {
    return core;
  }

  SignedDatabase as(SigningKey key) {
    return new SignedDatabase(core, Optional.of(DatabaseKey.of(key)));
  }

  SignedDatabase reader() {
    return new SignedDatabase(core, Optional.empty());
  }

  Future<Received> receive(List<Entry> arrived) {
    return core.take(arrived, WriteSource.REMOTE);
  }

  Received take(Entry... arrived) {
    return await(receive(List.of(arrived)));
  }

  /** What counts here, and what that builds on. */
  List<Entry> all() {
    return await(await(reader().entries(await(reader().snapshot()))).toList(Integer.MAX_VALUE - 1))
        .stream()
        .map(StoredEntry::entry)
        .toList();
  }

  /** Takes all that another one has. */
  Received pull(Replica other) {
    return take(other.all().toArray(Entry[]::new));
  }

  @Override
  public void close() {
    await(storage.close());
  }
}
