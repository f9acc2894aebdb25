package dev.couchgrass.conformance.broken.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.Reachability;
import dev.couchgrass.store.entry.Reachability.Unknown;
import dev.couchgrass.store.entry.Reachability.Unreached;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores that list, or find, something else than they must. */
final class WrongAnswers {
  private WrongAnswers() {}

  private static List<Cid> ids(List<StoredEntry> rows) {
    return rows.stream().map(row -> row.entry().id()).toList();
  }

  /** As a text column would. */
  static final class OrderOfTexts extends DelegatingEntryStore {
    OrderOfTexts(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<ResultCursor<StoredEntry>> entries(Cid database) {
      Comparator<Entry> order =
          Comparator.comparingLong(Entry::height).thenComparing(entry -> entry.id().toString());
      return all(inner.entries(database))
          .map(
              rows ->
                  new ListedRows<>(
                      rows.stream()
                          .sorted(Comparator.comparing(StoredEntry::entry, order))
                          .toList()));
    }
  }

  /** By the entries' heights. */
  static final class OneHeight extends DelegatingEntryStore {
    OneHeight(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<ResultCursor<StoredEntry>> entries(Cid database, String store) {
      Comparator<Entry> order = Comparator.comparingLong(Entry::height).thenComparing(Entry::id);
      return all(inner.entries(database, store))
          .map(
              rows ->
                  new ListedRows<>(
                      rows.stream()
                          .sorted(Comparator.comparing(StoredEntry::entry, order))
                          .toList()));
    }
  }

  /** What is void is right in itself. */
  static final class VoidAmongTheVerified extends DelegatingEntryStore {
    VoidAmongTheVerified(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<ResultCursor<StoredEntry>> withStatus(Cid database, EntryStatus status) {
      return status != EntryStatus.VERIFIED
          ? inner.withStatus(database, status)
          : all(inner.entries(database))
              .map(
                  rows ->
                      new ListedRows<>(
                          rows.stream().filter(row -> row.status().isAccepted()).toList()));
    }
  }

  /** Of the database alone. */
  static final class StoreParentsNotMissed extends DelegatingEntryStore {
    StoreParentsNotMissed(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<ResultCursor<Cid>> missing(Cid database) {
      return all(inner.entries(database))
          .compose(
              rows -> {
                Set<Cid> named = new HashSet<>();
                rows.forEach(row -> named.addAll(row.entry().parents()));
                return all(inner.missing(database))
                    .map(
                        missing ->
                            new ListedRows<>(missing.stream().filter(named::contains).toList()));
              });
    }
  }

  /** Each row as it is when it is read. */
  static final class ReadsOn extends DelegatingEntryStore {
    ReadsOn(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<ResultCursor<StoredEntry>> withStatus(Cid database, EntryStatus status) {
      return inner.withStatus(database, status).map(Rows::new);
    }

    private final class Rows implements ResultCursor<StoredEntry> {
      private final ResultCursor<StoredEntry> rows;

      Rows(ResultCursor<StoredEntry> rows) {
        this.rows = rows;
      }

      @Override
      public Future<List<StoredEntry>> next(int max) {
        return rows.next(max)
            .compose(
                piece ->
                    inner
                        .get(ids(piece))
                        .map(
                            now ->
                                piece.stream()
                                    .map(row -> now.getOrDefault(row.entry().id(), row))
                                    .toList()));
      }

      @Override
      public Future<Void> close() {
        return rows.close();
      }
    }
  }

  /** What is known stays in the history, and what it descends from does not. */
  static final class FromIncluded extends DelegatingEntryStore {
    FromIncluded(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<ResultCursor<StoredEntry>> history(EntryRange range) {
      return all(inner.history(range.from(Tips.NONE)))
          .compose(
              whole ->
                  all(inner.history(range))
                      .map(
                          right -> {
                            List<Cid> ids = ids(right);
                            return new ListedRows<>(
                                whole.stream()
                                    .filter(
                                        row ->
                                            ids.contains(row.entry().id())
                                                || range.from().contains(row.entry().id()))
                                    .toList());
                          }));
    }
  }

  /** What is known is left out, and not what it descends from. */
  static final class FromAlone extends DelegatingEntryStore {
    FromAlone(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<ResultCursor<StoredEntry>> history(EntryRange range) {
      return all(inner.history(range.from(Tips.NONE)))
          .map(
              whole ->
                  new ListedRows<>(
                      whole.stream()
                          .filter(row -> !range.from().contains(row.entry().id()))
                          .toList()));
    }
  }

  /** By the links of the database, though those of a store are asked for. */
  static final class HistoryOfTheDatabase extends DelegatingEntryStore {
    HistoryOfTheDatabase(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<ResultCursor<StoredEntry>> history(EntryRange range) {
      return inner
          .history(range)
          .compose(rows -> rows.close())
          .compose(
              done ->
                  inner.history(
                      new EntryRange(
                          range.database(), Optional.empty(), range.from(), range.to())));
    }
  }

  /** Any highest one that all descend from, though ways lead round it. */
  static final class AnyCommonAncestor extends DelegatingEntryStore {
    AnyCommonAncestor(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<Cid>> mergeBase(Cid database, String store, Tips tips) {
      return inner
          .mergeBase(database, store, tips)
          .compose(
              right -> {
                Future<List<Cid>> common = history(database, store, tips.ids().get(0));
                for (Cid tip : tips.ids()) {
                  common =
                      common.compose(
                          found ->
                              history(database, store, tip)
                                  .map(
                                      other -> {
                                        List<Cid> both = new ArrayList<>(found);
                                        both.retainAll(other);
                                        return both;
                                      }));
                }
                return common.map(
                    found ->
                        found.isEmpty()
                            ? Optional.empty()
                            : Optional.of(found.get(found.size() - 1)));
              });
    }

    private Future<List<Cid>> history(Cid database, String store, Cid tip) {
      return all(inner.history(EntryRange.to(database, store, Tips.of(tip))))
          .map(WrongAnswers::ids);
    }
  }

  /** What is not known is not so. */
  static final class UnknownIsUnreached extends DelegatingEntryStore {
    UnknownIsUnreached(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Reachability> reaches(Cid database, Tips from, Collection<Cid> targets) {
      return inner
          .reaches(database, from, targets)
          .map(found -> found instanceof Unknown ? new Unreached() : found);
    }
  }

  static final class ParentsAsNamed extends DelegatingEntryStore {
    ParentsAsNamed(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<List<Cid>> storeParents(Cid database, String store, Cid id) {
      return inner.storeParents(database, store, id).map(all -> all.stream().sorted().toList());
    }
  }

  /** The hash is all that it looks for. */
  static final class CodecIgnored extends DelegatingEntryStore {
    CodecIgnored(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Optional<StoredEntry>> get(Cid id) {
      return inner.get(new Cid(Codec.DAG_CBOR, id.hash()));
    }
  }
}
