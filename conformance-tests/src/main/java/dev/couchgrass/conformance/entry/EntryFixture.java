package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.partial.Lack;
import dev.couchgrass.conformance.partial.StorageFixture;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An empty store of entries for each test, and short words for what tests do with it. */
public abstract class EntryFixture extends StorageFixture {
  static final int MANY = 1_000_000;

  @SuppressWarnings("NullAway.Init") // Set before each test, when the storage is opened.
  EntryStore entries;

  EntryFixture(StorageHome.Source homes) {
    super(homes);
  }

  @Override
  protected void opened(Storage fresh) {
    entries = entriesOf(fresh);
  }

  /** The entries of a storage; ends the test, with the reason, if it keeps none. */
  static EntryStore entriesOf(Storage storage) {
    return Lack.require(storage.entries(), "The storage keeps no entries");
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
