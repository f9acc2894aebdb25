package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Steps that change what is there, and what is known of it. */
final class EntryWrites {
  private final TriedEntries tried;

  EntryWrites(TriedEntries tried) {
    this.tried = tried;
  }

  private EntryModel model() {
    return tried.model();
  }

  void put(int... numbers) {
    List<Entry> all = IntStream.of(numbers).mapToObj(EntryPool::get).toList();
    Set<Cid> answered = await(tried.store().put(all));
    assertEquals(added(all), answered, "EST-1: those that were not there");
  }

  private Set<Cid> added(List<Entry> all) {
    Set<Cid> added = new HashSet<>();
    for (Entry entry : all) {
      if (model().put(entry)) {
        added.add(entry.id());
      }
    }
    return added;
  }

  /** Keeps what may be left to the store, as verified. */
  void putVerified(int... numbers) {
    putVerified(
        IntStream.of(numbers).filter(EntryPool::maySettle).mapToObj(EntryPool::get).toList());
  }

  /** An entry and all that it descends from, children first. */
  void bring(int number) {
    if (EntryPool.maySettle(number)) {
      EntryModel pool = new EntryModel();
      EntryPool.ALL.forEach(pool::put);
      Entry entry = EntryPool.get(number);
      ModelGraph graph = pool.graph(entry.database(), Optional.empty());
      List<Cid> ids = new ArrayList<>(graph.history(List.of(), List.of(entry.id())));
      Collections.reverse(ids);
      putVerified(
          ids.stream()
              .flatMap(id -> EntryPool.ALL.stream().filter(each -> each.id().equals(id)))
              .toList());
    }
  }

  private void putVerified(List<Entry> all) {
    EntryModel then = new EntryModel();
    model().all().forEach(then::put);
    all.forEach(then::put);
    Map<Cid, EntryStatus> calls = new LinkedHashMap<>();
    Map<Cid, EntryStatus> known = new LinkedHashMap<>();
    model().all().forEach(entry -> known.put(entry.id(), status(entry.id())));
    then.settle(known);
    for (Entry entry : all) {
      if (status(entry.id()) != EntryStatus.VOID) {
        calls.put(entry.id(), EntryStatus.VERIFIED);
      }
    }
    Future<Set<Cid>> answer = tried.store().putVerified(all);
    if (then.refused(calls).isEmpty()) {
      Set<Cid> answered = await(answer);
      assertEquals(added(all), answered, "EST-4: those that were not there");
      model().settle(calls);
    } else {
      refused("EST-4", Set.of(ErrorCode.ENTRY_STATUS), answer);
    }
  }

  private EntryStatus status(Cid id) {
    return model().status(id).orElse(EntryStatus.UNVERIFIED);
  }

  /** Tells the store what is left to it to take or to refuse. */
  void settle(EntryStatus status, int... numbers) {
    Map<Cid, EntryStatus> calls = new LinkedHashMap<>();
    for (int number : numbers) {
      add(calls, number, status);
    }
    settle(calls);
  }

  /** Takes back one of the verified tips of a database. */
  void retractTip(int root, int which) {
    List<Cid> tips = List.copyOf(model().verifiedTips(EntryPool.get(root).id()));
    if (!tips.isEmpty()) {
      settle(Map.of(tips.get(which % tips.size()), EntryStatus.VOID));
    }
  }

  void settleBoth(int first, int firstStatus, int second, int secondStatus) {
    Map<Cid, EntryStatus> calls = new LinkedHashMap<>();
    add(calls, first, EntryStatus.of(firstStatus));
    add(calls, second, EntryStatus.of(secondStatus));
    settle(calls);
  }

  private static void add(Map<Cid, EntryStatus> calls, int number, EntryStatus status) {
    if (!status.isAccepted() || EntryPool.maySettle(number)) {
      calls.put(EntryPool.get(number).id(), status);
    }
  }

  private void settle(Map<Cid, EntryStatus> calls) {
    Set<ErrorCode> codes = new HashSet<>();
    if (!calls.keySet().stream().allMatch(model()::isThere)) {
      codes.add(ErrorCode.ENTRY_MISSING);
    }
    if (!model().refused(calls).stream().allMatch(id -> !model().isThere(id))) {
      codes.add(ErrorCode.ENTRY_STATUS);
    }
    Future<Void> answer = tried.store().setStatus(calls);
    if (codes.isEmpty()) {
      await(answer);
      model().settle(calls);
    } else {
      refused("EST-5, EST-6, EST-7, EST-8", codes, answer);
    }
  }

  private static void refused(String rule, Set<ErrorCode> codes, Future<?> answer) {
    StoreException failure =
        assertThrows(StoreException.class, () -> await(answer), rule + ": it must be refused");
    assertTrue(codes.contains(failure.code()), () -> rule + ": refused with " + failure.code());
  }
}
