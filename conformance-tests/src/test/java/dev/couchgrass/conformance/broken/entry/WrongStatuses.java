package dev.couchgrass.conformance.broken.entry;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StoredEntry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stores that keep entries, or what is known of them, otherwise than they must. */
final class WrongStatuses {
  private WrongStatuses() {}

  /** What comes again is unverified again. */
  static final class PutResets extends OtherStatuses {
    PutResets(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Set<Cid>> put(List<Entry> entries) {
      return inner
          .put(entries)
          .map(
              added -> {
                entries.stream()
                    .map(Entry::id)
                    .filter(id -> !added.contains(id))
                    .forEach(id -> told.put(id, EntryStatus.UNVERIFIED));
                return added;
              });
    }
  }

  static final class AnswersAll extends DelegatingEntryStore {
    AnswersAll(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Set<Cid>> put(List<Entry> entries) {
      return inner
          .put(entries)
          .map(added -> entries.stream().map(Entry::id).collect(Collectors.toSet()));
    }
  }

  /** In two calls. */
  static final class KeepsWhatItRefuses extends DelegatingEntryStore {
    KeepsWhatItRefuses(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Set<Cid>> putVerified(List<Entry> entries) {
      return inner.put(entries).compose(added -> inner.putVerified(entries).map(none -> added));
    }
  }

  /** What failed is verified if somebody says so. */
  static final class FailedIsNotForGood extends OtherStatuses {
    FailedIsNotForGood(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
      return super.setStatus(statuses)
          .recover(
              refusal ->
                  statuses.size() == 1
                      ? failed(statuses.keySet().iterator().next(), refusal)
                      : Future.failedFuture(refusal));
    }

    private Future<Void> failed(Cid id, Throwable refusal) {
      return inner
          .status(id)
          .compose(
              found -> {
                if (!found.equals(Optional.of(EntryStatus.FAILED))) {
                  return Future.failedFuture(refusal);
                }
                told.put(id, EntryStatus.VERIFIED);
                return Future.succeededFuture();
              });
    }
  }

  /** Whatever is unverified is verified if somebody says so. */
  static final class ParentsAreNotAsked extends OtherStatuses {
    ParentsAreNotAsked(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
      return super.setStatus(statuses).recover(refusal -> acceptable(statuses, refusal));
    }

    private Future<Void> acceptable(Map<Cid, EntryStatus> statuses, Throwable refusal) {
      return inner
          .get(statuses.keySet())
          .compose(
              found -> {
                if (found.size() < statuses.size()
                    || found.values().stream()
                        .anyMatch(each -> each.status() != EntryStatus.UNVERIFIED)) {
                  return Future.failedFuture(refusal);
                }
                told.putAll(statuses);
                return Future.succeededFuture();
              });
    }
  }

  /** Parents count that are accepted, wherever they are. */
  static final class ParentsAnywhere extends OtherStatuses {
    ParentsAnywhere(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
      return super.setStatus(statuses)
          .recover(
              refusal ->
                  inner
                      .get(statuses.keySet())
                      .compose(found -> accepted(List.copyOf(found.values()), refusal)));
    }

    private Future<Void> accepted(List<StoredEntry> found, Throwable refusal) {
      List<Cid> parents =
          found.stream()
              .map(StoredEntry::entry)
              .flatMap(
                  entry ->
                      Stream.concat(
                          entry.parents().stream(),
                          entry.subtrees().stream().flatMap(part -> part.parents().stream())))
              .distinct()
              .toList();
      return inner
          .get(parents)
          .compose(
              there -> {
                if (there.size() < parents.size()
                    || there.values().stream().anyMatch(each -> !each.status().isAccepted())
                    || found.stream().anyMatch(each -> each.status() != EntryStatus.UNVERIFIED)) {
                  return Future.failedFuture(refusal);
                }
                found.forEach(each -> told.put(each.entry().id(), EntryStatus.VERIFIED));
                return Future.succeededFuture();
              });
    }
  }

  /** Those before the one that is refused are set. */
  static final class SetOneByOne extends DelegatingEntryStore {
    SetOneByOne(EntryStore inner) {
      super(inner);
    }

    @Override
    public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
      return inner
          .get(statuses.keySet())
          .compose(
              found -> {
                List<StoredEntry> ordered = new ArrayList<>(found.values());
                ordered.sort(Comparator.comparingLong(each -> each.entry().height()));
                Future<Void> done = Future.succeededFuture();
                for (StoredEntry each : ordered) {
                  Cid id = each.entry().id();
                  done =
                      done.compose(
                          before ->
                              inner.setStatus(
                                  Map.of(id, statuses.getOrDefault(id, each.status()))));
                }
                return done.compose(each -> inner.setStatus(statuses));
              });
    }
  }

  /** What was accepted before it was opened is unverified. */
  static final class ForgottenWhenClosed extends OtherStatuses {
    private final Set<Cid> since = ConcurrentHashMap.newKeySet();

    ForgottenWhenClosed(EntryStore inner) {
      super(inner);
    }

    @Override
    EntryStatus told(Cid id, EntryStatus status) {
      return since.contains(id) ? status : EntryStatus.UNVERIFIED;
    }

    @Override
    public Future<Void> setStatus(Map<Cid, EntryStatus> statuses) {
      since.addAll(statuses.keySet());
      return inner.setStatus(statuses);
    }

    @Override
    public Future<Set<Cid>> putVerified(List<Entry> entries) {
      entries.forEach(entry -> since.add(entry.id()));
      return inner.putVerified(entries);
    }
  }
}
