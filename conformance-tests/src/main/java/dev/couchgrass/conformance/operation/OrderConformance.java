package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static dev.couchgrass.conformance.operation.OrdererConformance.item;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.operation.OrdererCounts;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Items arrive in any order, and go in one where each comes after all that it depends on. */
public abstract class OrderConformance extends LogFixture {
  private static final int CHAIN = 100_000;
  private static final int WAITING = 20_000;
  private static final int EACH = 1_000;

  protected OrderConformance(StorageHome.Source homes) {
    super(homes);
  }

  /** What depends on what: {@code c:ab} depends on the other two. */
  private static Map<Hash, List<Hash>> graph(String... items) {
    Map<Hash, List<Hash>> graph = new LinkedHashMap<>();
    for (String text : items) {
      List<Hash> dependencies =
          text.chars().skip(2).mapToObj(each -> item(Character.toString(each))).toList();
      graph.put(item(text.substring(0, 1)), dependencies);
    }
    return graph;
  }

  private static List<List<Hash>> permutations(List<Hash> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Hash>> all = new ArrayList<>();
    for (Hash first : items) {
      List<Hash> rest = new ArrayList<>(items);
      rest.remove(first);
      for (List<Hash> each : permutations(rest)) {
        List<Hash> permutation = new ArrayList<>(List.of(first));
        permutation.addAll(each);
        all.add(permutation);
      }
    }
    return all;
  }

  /** In each order of arrival, taken in the end, or each time that something arrived. */
  private void assertOrdered(Map<Hash, List<Hash>> graph) {
    List<List<Hash>> orders = permutations(List.copyOf(graph.keySet()));
    int own = graph.hashCode();
    for (int number = 0; number < orders.size(); number++) {
      List<Hash> arrival = orders.get(number);
      assertOrdered(graph, own + " at the end " + number, arrival, false);
      assertOrdered(graph, own + " each time " + number, arrival, true);
    }
  }

  private void assertOrdered(
      Map<Hash, List<Hash>> graph, String name, List<Hash> arrival, boolean takeEach) {
    List<Hash> taken = new ArrayList<>();
    OpenTransaction open = OpenTransaction.begin(storage);
    for (Hash each : arrival) {
      List<Hash> dependencies = graph.getOrDefault(each, List.of());
      await(open.handle().orderer(name).add(each, dependencies));
      if (takeEach) {
        taken.addAll(await(open.handle().orderer(name).take(1)));
      }
    }
    taken.addAll(await(open.handle().orderer(name).take(arrival.size())));
    open.commit();
    String what = "Taken " + taken + " of those that arrived as " + arrival;
    assertEquals(arrival.size(), taken.size(), what);
    Set<Hash> before = new HashSet<>();
    for (Hash each : taken) {
      assertTrue(before.containsAll(graph.getOrDefault(each, List.of(each))), what);
      assertTrue(before.add(each), what);
    }
    assertEquals(
        new OrdererCounts(0, 0, taken.size(), 0), await(logs.orderer(name).counts()), what);
  }

  /** One depends on two of which one depends on the other: nothing is lost, and nothing doubled. */
  @Test
  @Tag("ORD-1")
  @Tag("ORD-2")
  void redundantDependenciesLoseNothing() {
    assertOrdered(graph("a:", "b:a", "c:ab"));
  }

  @Test
  @Tag("ORD-1")
  @Tag("ORD-2")
  void aDiamondIsTakenFromItsTopToItsEnd() {
    assertOrdered(graph("a:", "b:a", "c:a", "d:bc"));
    assertOrdered(graph("e:", "f:e", "g:e", "h:fge"));
  }

  @Test
  @Tag("ORD-1")
  @Tag("ORD-3")
  void dependenciesNamedTwiceLoseNothing() {
    assertOrdered(graph("a:", "b:aa", "c:abba"));
  }

  @Test
  @Tag("ORD-1")
  void roundAboutWaysLoseNothing() {
    assertOrdered(graph("a:", "b:a", "c:ab", "d:abc", "e:ad"));
  }

  /** From the last to the first, so that with the first all becomes ready, one by the other. */
  @Test
  @Tag("ORD-13")
  void aLongChainThatArrivesBackwardIsTakenInOrder() {
    List<Hash> chain = IntStream.range(0, CHAIN).mapToObj(number -> item("i" + number)).toList();
    for (int end = CHAIN; end > 0; end -= EACH) {
      addAll(chain, IntStream.iterate(end - 1, at -> at - 1).limit(EACH));
    }
    assertEquals(new OrdererCounts(CHAIN - 1, 1, 0, 0), await(logs.orderer("o").counts()));
    assertTaken(chain);
  }

  /** All wait for the first, which comes last. */
  @Test
  @Tag("ORD-13")
  void aLongChainThatWaitsForItsFirstIsTakenInOrder() {
    List<Hash> chain = IntStream.range(0, WAITING).mapToObj(number -> item("i" + number)).toList();
    for (int begin = 0; begin < WAITING; begin += EACH) {
      addAll(chain, IntStream.range(begin + 1, Math.min(begin + EACH + 1, WAITING)));
    }
    assertEquals(new OrdererCounts(WAITING - 1, 0, 0, 0), await(logs.orderer("o").counts()));
    addAll(chain, IntStream.of(0));
    assertTaken(chain);
  }

  private void addAll(List<Hash> chain, IntStream places) {
    in(
        tx -> {
          List<Future<?>> added = new ArrayList<>();
          places.forEach(
              at -> {
                List<Hash> dependencies = at == 0 ? List.of() : List.of(chain.get(at - 1));
                added.add(tx.orderer("o").add(chain.get(at), dependencies));
              });
          return Future.all(added);
        });
  }

  private void assertTaken(List<Hash> chain) {
    List<Hash> taken = new ArrayList<>();
    for (int round = 0; round < chain.size() / EACH; round++) {
      taken.addAll(in(tx -> tx.orderer("o").take(EACH)));
    }
    assertEquals(chain, taken);
    OrdererCounts all = new OrdererCounts(0, 0, chain.size(), 0);
    assertEquals(all, await(logs.orderer("o").counts()));
  }
}
