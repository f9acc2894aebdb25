package dev.couchgrass.conformance.broken.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Stores that take for tips what are none, or the reverse. */
final class WrongTips {
  private WrongTips() {}

  /** Those of some entries of a kind that none of another kind names as a parent. */
  private static Tips tops(
      List<StoredEntry> all,
      Predicate<EntryStatus> kind,
      Predicate<EntryStatus> covers,
      Function<Entry, List<Cid>> parents) {
    Set<Cid> covered =
        all.stream()
            .filter(each -> covers.test(each.status()))
            .flatMap(each -> parents.apply(each.entry()).stream())
            .collect(Collectors.toSet());
    return Tips.of(
        all.stream()
            .filter(each -> kind.test(each.status()))
            .map(each -> each.entry().id())
            .filter(id -> !covered.contains(id))
            .toList());
  }

  /** What comes after its children is a tip until the next child comes. */
  static final class LateParents extends DelegatingEntryStore {
    private final Set<Cid> named = ConcurrentHashMap.newKeySet();
    private final Set<Cid> late = ConcurrentHashMap.newKeySet();

    LateParents(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Set<Cid>> put(List<Entry> entries) {
      for (Entry entry : entries) {
        if (named.contains(entry.id())) {
          late.add(entry.id());
        }
        named.addAll(entry.parents());
        late.removeAll(entry.parents());
      }
      return inner.put(entries);
    }

    @Override
    public Future<Tips> tips(Cid database) {
      return inner
          .tips(database)
          .map(
              tips -> {
                Collection<Cid> all = new HashSet<>(tips.ids());
                all.addAll(late);
                return Tips.of(all);
              });
    }
  }

  /** Those of the database that take part in the store. */
  static final class OfTheDatabase extends DelegatingEntryStore {
    OfTheDatabase(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Tips> tips(Cid database, String store) {
      return all(inner.entries(database))
          .map(
              all ->
                  Tips.of(
                      tops(all, any -> true, any -> true, Entry::parents).ids().stream()
                          .filter(
                              id ->
                                  all.stream()
                                      .map(StoredEntry::entry)
                                      .filter(each -> each.id().equals(id))
                                      .anyMatch(each -> each.subtree(store).isPresent()))
                          .toList()));
    }
  }

  /** Whatever somebody builds on, of any database, is no tip. */
  static final class TakenByOthers extends DelegatingEntryStore {
    private final Set<Cid> named = ConcurrentHashMap.newKeySet();

    TakenByOthers(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Set<Cid>> put(List<Entry> entries) {
      entries.forEach(entry -> named.addAll(entry.parents()));
      return inner.put(entries);
    }

    @Override
    public Future<Tips> tips(Cid database) {
      return inner
          .tips(database)
          .map(tips -> Tips.of(tips.ids().stream().filter(id -> !named.contains(id)).toList()));
    }
  }

  /** Whether anybody has verified them or not. */
  static final class UnverifiedToo extends DelegatingEntryStore {
    UnverifiedToo(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Tips> verifiedTips(Cid database) {
      return all(inner.entries(database))
          .map(all -> tops(all, EntryStatus.VERIFIED::equals, any -> true, Entry::parents));
    }
  }

  static final class VoidStays extends DelegatingEntryStore {
    VoidStays(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Tips> verifiedTips(Cid database) {
      return all(inner.entries(database))
          .map(all -> tops(all, EntryStatus::isAccepted, EntryStatus::isAccepted, Entry::parents));
    }
  }

  /** What something void builds on is no tip either. */
  static final class VoidLeadsNowhere extends DelegatingEntryStore {
    VoidLeadsNowhere(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Tips> verifiedTips(Cid database) {
      return all(inner.entries(database))
          .map(
              all ->
                  tops(all, EntryStatus.VERIFIED::equals, EntryStatus::isAccepted, Entry::parents));
    }
  }

  /** Those of all that is accepted in the store, as if nothing had been taken back. */
  static final class StoresKeepVoid extends DelegatingEntryStore {
    StoresKeepVoid(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Tips> verifiedTips(Cid database, String store) {
      return all(inner.entries(database, store))
          .map(
              all ->
                  tops(
                      all,
                      EntryStatus::isAccepted,
                      EntryStatus::isAccepted,
                      entry -> entry.storeParents(store)));
    }
  }

  static final class AnswersForNow extends DelegatingEntryStore {
    AnswersForNow(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Tips> tipsAt(Cid database, String store, Tips moment) {
      return inner
          .tipsAt(database, store, moment)
          .compose(then -> inner.verifiedTips(database, store));
    }
  }

  static final class UnknownMomentIsNone extends DelegatingEntryStore {
    UnknownMomentIsNone(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Tips> tipsAt(Cid database, String store, Tips moment) {
      return inner
          .tipsAt(database, store, moment)
          .recover(
              failure ->
                  failure instanceof StoreException refusal
                          && refusal.code() == ErrorCode.ENTRY_MISSING
                      ? Future.succeededFuture(Tips.NONE)
                      : Future.failedFuture(failure));
    }
  }
}
