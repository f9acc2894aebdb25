package dev.couchgrass.conformance.broken.storage;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DatabaseRange;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Storages that keep other databases than they were told to. */
final class WrongStorages {
  private WrongStorages() {}

  static final class NamesUnsorted extends DelegatingStorage {
    NamesUnsorted(Storage inner) {
      super(inner);
    }

    @Override
    public Future<List<DatabaseName>> databases(DatabaseRange range) {
      return inner
          .databases(range)
          .map(
              names ->
                  names.stream()
                      .sorted(Comparator.comparing(name -> name.value().hashCode() * 31))
                      .toList());
    }
  }

  static final class EmptyOnesUnlisted extends DelegatingStorage {
    EmptyOnesUnlisted(Storage inner) {
      super(inner);
    }

    @Override
    public Future<List<DatabaseName>> databases(DatabaseRange range) {
      List<DatabaseName> full = new ArrayList<>();
      return inner
          .databases(range)
          .compose(
              names -> {
                Future<Void> all = Future.succeededFuture();
                for (DatabaseName name : names) {
                  all = all.compose(next -> inner.open(name)).compose(db -> note(db, full));
                }
                return all.map(full);
              });
    }

    private static Future<Void> note(DocumentStore db, List<DatabaseName> full) {
      return db.info()
          .map(
              info -> {
                if (info.documents() > 0) {
                  full.add(info.name());
                }
                return null;
              });
    }
  }

  /** Answers from what it remembers, without asking whether the database is there. */
  static final class DeletedIsRemembered extends DelegatingStore {
    private final Map<DocumentId, Optional<StoredDocument>> read = new ConcurrentHashMap<>();

    DeletedIsRemembered(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<StoredDocument>> get(DocumentId id, GetOptions options) {
      return inner
          .get(id, options)
          .andThen(onSuccess(found -> read.put(id, found)))
          .otherwise(failure -> read.getOrDefault(id, Optional.empty()));
    }
  }

  static final class OpensANewOne extends DelegatingStorage {
    OpensANewOne(Storage inner) {
      super(inner);
    }

    @Override
    public Future<DocumentStore> openOrCreate(DatabaseName name) {
      return inner.delete(name).otherwiseEmpty().compose(gone -> create(name));
    }
  }

  static final class InstanceIsTheName extends DelegatingStore {
    InstanceIsTheName(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<DatabaseInfo> info() {
      return inner
          .info()
          .map(
              info ->
                  new DatabaseInfo(
                      info.name(),
                      info.documents(),
                      info.deletedDocuments(),
                      info.updateSequence(),
                      info.purgeSequence(),
                      info.sizes(),
                      info.compactRunning(),
                      info.name().value(),
                      info.created()));
    }
  }

  static final class ClosesOnce extends DelegatingStorage {
    private boolean closed;

    ClosesOnce(Storage inner) {
      super(inner);
    }

    @Override
    public Future<Void> close() {
      if (closed) {
        throw new IllegalStateException("The storage is closed");
      }
      closed = true;
      return inner.close();
    }
  }

  static final class FailsAfterClosing extends DelegatingStorage {
    FailsAfterClosing(Storage inner) {
      super(inner);
    }

    @Override
    public Future<DocumentStore> open(DatabaseName name) {
      try {
        return super.open(name);
      } catch (IllegalStateException e) {
        return Future.failedFuture(e);
      }
    }
  }

  /** The newest change is not there when the database is opened. */
  static final class LastChangeForgotten extends DelegatingStorage {
    LastChangeForgotten(Storage inner) {
      super(inner);
    }

    private static Future<DocumentStore> forget(DocumentStore db) {
      ChangesOptions newest =
          ChangesOptions.DEFAULTS
              .withDescending(true)
              .withLimit(1)
              .withStyle(ChangesOptions.Style.ALL_DOCS);
      Future<Void> all =
          db.changes(newest)
              .compose(changes -> changes.toList(1))
              .compose(
                  changes ->
                      changes.isEmpty()
                          ? Future.succeededFuture()
                          : db.purge(Map.of(changes.get(0).id(), changes.get(0).revisions()))
                              .mapEmpty());
      return all.map(db);
    }

    @Override
    public Future<DocumentStore> open(DatabaseName name) {
      return super.open(name).compose(LastChangeForgotten::forget);
    }
  }
}
