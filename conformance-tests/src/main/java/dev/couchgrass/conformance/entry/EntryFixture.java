package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.opentest4j.TestAbortedException;

/** An empty store of entries for each test, and short words for what tests do with it. */
public abstract class EntryFixture {
  static final int MANY = 1_000_000;
  private static Vertx vertx;

  private final StorageHome.Source homes;
  private StorageHome home;
  Storage storage;
  EntryStore entries;

  EntryFixture(StorageHome.Source homes) {
    this.homes = homes;
  }

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void open() throws IOException {
    home = homes.make();
    openHome();
  }

  private void openHome() {
    storage = await(home.open(vertx));
    entries = entriesOf(storage);
  }

  /** The entries of a storage; ends the test, with the reason, if it keeps none. */
  static EntryStore entriesOf(Storage storage) {
    try {
      return await(storage.entries());
    } catch (StoreException e) {
      if (e.code() == ErrorCode.NOT_SUPPORTED) {
        throw new TestAbortedException("The storage keeps no entries", e);
      }
      throw e;
    }
  }

  /** Why the storage of a home can't be tried, if it keeps no entries. */
  static Optional<TestAbortedException> lack(Vertx vertx, StorageHome home) {
    Storage storage = await(home.open(vertx));
    try {
      entriesOf(storage);
      return Optional.empty();
    } catch (TestAbortedException e) {
      return Optional.of(e);
    } finally {
      await(storage.close());
    }
  }

  /** Whether the storage promises to have after a crash what it answered for. */
  static boolean isDurable(Storage storage) {
    return await(storage.openOrCreate(new DatabaseName("durable")))
        .capabilities()
        .contains(Capability.DURABLE);
  }

  /** Closes the storage and opens it again; ends the test if nothing would be there. */
  void reopen() {
    if (!home.keeps()) {
      throw new TestAbortedException("The storage keeps nothing when it is closed");
    }
    shut();
    openHome();
  }

  /** Goes on with what a crash at this moment leaves; ends the test if there can be none. */
  void crash() throws IOException {
    if (!isDurable(storage)) {
      throw new TestAbortedException("The store lacks " + Capability.DURABLE);
    }
    StorageHome left =
        home.crashed().orElseThrow(() -> new TestAbortedException("No crash can be had here"));
    shut();
    home.delete();
    home = left;
    openHome();
  }

  private void shut() {
    await(storage.close());
    home.engine().ifPresent(Probe::requireReleased);
  }

  @AfterEach
  void closeAndCheck() throws IOException {
    shut();
    home.delete();
  }

  void put(Entry... all) {
    await(entries.put(List.of(all)));
  }

  void putVerified(Entry... all) {
    await(entries.putVerified(List.of(all)));
  }

  void settle(EntryStatus status, Entry... all) {
    await(entries.setStatus(statuses(status, all)));
  }

  static Map<Cid, EntryStatus> statuses(EntryStatus status, Entry... all) {
    Map<Cid, EntryStatus> statuses = new HashMap<>();
    Stream.of(all).forEach(entry -> statuses.put(entry.id(), status));
    return statuses;
  }

  EntryStatus status(Entry entry) {
    return await(entries.status(entry.id())).orElseThrow();
  }

  static Tips tips(Entry... all) {
    return Tips.of(List.of(ids(all)));
  }

  static Cid[] ids(Entry... all) {
    return Stream.of(all).map(Entry::id).toArray(Cid[]::new);
  }

  static List<Entry> read(Future<ResultCursor<StoredEntry>> cursor) {
    return all(cursor).stream().map(StoredEntry::entry).toList();
  }

  static <T> List<T> all(Future<ResultCursor<T>> cursor) {
    return await(await(cursor).toList(MANY));
  }
}
