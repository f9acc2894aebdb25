package dev.couchgrass.conformance.entry;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.entry.EntryRange;
import dev.couchgrass.store.entry.Reachability;
import dev.couchgrass.store.entry.Reachability.Reached;
import dev.couchgrass.store.entry.Reachability.Unknown;
import dev.couchgrass.store.entry.Reachability.Unreached;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Steps that ask of some entries, in the database of the first of them. */
final class EntryQueries {
  /** From this number on, entries are the pool's, there or not, and of any database. */
  private static final int MOSTLY_THERE = 18;

  private final TriedEntries tried;

  EntryQueries(TriedEntries tried) {
    this.tried = tried;
  }

  private static Cid id(int number) {
    return EntryPool.get(number).id();
  }

  /**
   * An entry to be asked about: mostly one of those that are there, in their order, counted round;
   * or any of the pool.
   */
  private static Cid id(ModelGraph graph, int number) {
    List<Cid> there = graph.inOrder(graph.entries().keySet());
    return number >= MOSTLY_THERE || there.isEmpty()
        ? id(number)
        : there.get(number % there.size());
  }

  private static Cid database(int number) {
    return EntryPool.get(number).database();
  }

  /** A store by its number; 0 is the database itself. */
  private static Optional<String> store(int number) {
    return number == 0
        ? Optional.empty()
        : Optional.of(EntryPool.STORES.get((number - 1) % EntryPool.STORES.size()));
  }

  private ModelGraph graph(Cid database, Optional<String> store) {
    return tried.model().graph(database, store);
  }

  /** Why a question that names entries is refused, if it is. */
  private Set<ErrorCode> refusals(ModelGraph graph, Collection<Cid> ids) {
    Set<ErrorCode> codes = new HashSet<>();
    for (Cid id : ids) {
      if (!tried.model().isThere(id)) {
        codes.add(ErrorCode.ENTRY_MISSING);
      } else if (!graph.has(id)) {
        codes.add(ErrorCode.BAD_REQUEST);
      }
    }
    return codes;
  }

  /** Compares an answer, or that it is refused for the right reason. */
  private <T> void ask(
      String rule, ModelGraph graph, Collection<Cid> named, Future<T> answer, Consumer<T> check) {
    Set<ErrorCode> codes = refusals(graph, named);
    if (codes.isEmpty()) {
      check.accept(await(answer));
    } else if (codes.size() == 1) {
      try {
        assertFails(codes.iterator().next(), answer);
      } catch (AssertionError e) {
        throw new AssertionError(rule + ": the refusal: " + e.getMessage(), e);
      }
    } else {
      boolean refused = await(answer.transform(done -> Future.succeededFuture(done.failed())));
      assertTrue(refused, () -> rule + ": it must be refused");
    }
  }

  void history(int store, int from, int to, int other) {
    Cid database = database(to);
    ModelGraph graph = graph(database, store(store));
    Set<Cid> ends = new HashSet<>(List.of(id(graph, to), id(graph, other == 0 ? to : other)));
    Tips left = from == 0 ? Tips.NONE : Tips.of(id(graph, from));
    EntryRange range = new EntryRange(database, store(store), left, Tips.of(ends));
    ask(
        "EST-23, EST-24, EST-25",
        graph,
        ends,
        tried.store().history(range).compose(all -> all.toList(EntryFixture.MANY)),
        found ->
            assertEquals(
                graph.history(left.ids(), ends),
                found.stream().map(each -> each.entry().id()).toList(),
                () -> "EST-23, EST-24: the history of " + ends));
  }

  void mergeBase(int store, int first, int second, int third) {
    String name = store(store + 1).orElseThrow();
    Cid database = database(first);
    ModelGraph graph = graph(database, Optional.of(name));
    Set<Cid> ids = new HashSet<>(List.of(id(graph, first), id(graph, second), id(graph, third)));
    ask(
        "EST-27",
        graph,
        ids,
        tried.store().mergeBase(database, name, Tips.of(ids)),
        found -> assertEquals(graph.mergeBase(ids), found, "EST-26: the merge base"));
  }

  void firstParentPath(int store, int target) {
    String name = store(store + 1).orElseThrow();
    Cid database = database(target);
    ModelGraph graph = graph(database, Optional.of(name));
    Cid id = id(graph, target);
    ask(
        "EST-28",
        graph,
        Set.of(id),
        tried.store().firstParentPath(database, name, id),
        found -> assertEquals(graph.firstParentPath(id), found, "EST-28: the path"));
  }

  void tipsAt(int store, int first, int second) {
    String name = store(store + 1).orElseThrow();
    Cid database = database(first);
    ModelGraph graph = graph(database, Optional.empty());
    Set<Cid> moment = new HashSet<>(List.of(id(graph, first), id(graph, second)));
    ask(
        "EST-16",
        graph,
        moment,
        tried.store().tipsAt(database, name, Tips.of(moment)),
        found ->
            assertEquals(
                Tips.of(tried.model().tipsAt(database, name, moment)), found, "EST-15: the tips"));
  }

  void reaches(int from, int first, int second) {
    Cid database = database(from);
    ModelGraph graph = graph(database, Optional.empty());
    Set<Cid> targets = new HashSet<>(List.of(id(graph, first), id(graph, second)));
    Cid start = id(graph, from);
    List<Cid> there =
        Stream.concat(Stream.of(start), targets.stream()).filter(tried.model()::isThere).toList();
    ask(
        "EST-29",
        graph,
        there,
        tried.store().reaches(database, Tips.of(start), targets),
        found -> checkReached(graph, Set.of(start), targets, found));
  }

  private static void checkReached(
      ModelGraph graph, Set<Cid> from, Set<Cid> targets, Reachability found) {
    Set<Cid> open = new HashSet<>(targets);
    open.removeAll(from);
    Set<Cid> reached = graph.below(from);
    OptionalLong lowest = open.stream().filter(graph::has).mapToLong(graph::height).min();
    open.removeAll(reached);
    Set<Cid> unreached = new HashSet<>(open);
    unreached.removeIf(id -> !graph.has(id));
    Set<Cid> gaps = graph.gaps(from, lowest.orElse(Long.MAX_VALUE));
    if (open.isEmpty()) {
      assertInstanceOf(Reached.class, found, "EST-29: all are reached");
    } else if (!unreached.isEmpty() && gaps.isEmpty()) {
      assertInstanceOf(Unreached.class, found, "EST-30: it is certain that some are not");
    } else {
      Set<Cid> missing = assertInstanceOf(Unknown.class, found, "EST-30: it depends").missing();
      assertFalse(missing.isEmpty(), "EST-30: some that are not there are named");
      gaps.addAll(open);
      assertTrue(gaps.containsAll(missing), () -> "EST-30: named without need: " + missing);
    }
  }

  /** Compares an entry's parents in every store. */
  void storeParents(Entry entry) {
    for (String store : EntryPool.STORES) {
      ModelGraph graph = graph(entry.database(), Optional.of(store));
      assertEquals(
          graph.parentsInOrder(entry.id()),
          await(tried.store().storeParents(entry.database(), store, entry.id())),
          "EST-31: the parents in " + store);
    }
  }
}
