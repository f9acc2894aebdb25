package dev.couchgrass.conformance.broken.entry;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A store that tells of some entries another status than they have. */
class OtherStatuses extends DelegatingEntryStore {
  final Map<Cid, EntryStatus> told = new ConcurrentHashMap<>();

  OtherStatuses(EntryStore inner) {
    super(inner);
  }

  EntryStatus told(Cid id, EntryStatus status) {
    return told.getOrDefault(id, status);
  }

  private StoredEntry told(StoredEntry stored) {
    return new StoredEntry(stored.entry(), told(stored.entry().id(), stored.status()));
  }

  @Override
  public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
    return inner
        .setStatus(statuses)
        .compose(
            done -> {
              told.keySet().removeAll(statuses.keySet());
              return Future.succeededFuture();
            });
  }

  @Override
  public Future<Optional<StoredEntry>> get(Cid id) {
    return inner.get(id).map(found -> found.map(this::told));
  }

  @Override
  public Future<Map<Cid, StoredEntry>> get(Collection<Cid> ids) {
    return inner
        .get(ids)
        .map(
            found ->
                found.values().stream()
                    .collect(Collectors.toMap(each -> each.entry().id(), this::told)));
  }

  @Override
  public Future<Optional<EntryStatus>> status(Cid id) {
    return inner.status(id).map(found -> found.map(status -> told(id, status)));
  }
}
