package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.TransactionOptions;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererCounts;
import dev.couchgrass.store.operation.OrdererStore;
import dev.couchgrass.store.operation.OrdererWriter;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an orderer says, and when. Its orders are in {@link OrderConformance}. */
public abstract class OrdererConformance extends LogFixture {
  private static final Hash A = item("a");
  private static final Hash B = item("b");
  private static final Hash C = item("c");
  private static final Hash D = item("d");

  protected OrdererConformance(StorageHome.Source homes) {
    super(homes);
  }

  static Hash item(String name) {
    return Hash.of(Author.text(name));
  }

  private OrderState add(Hash id, Hash... dependencies) {
    return in(tx -> tx.orderer("o").add(id, List.of(dependencies)));
  }

  private List<Hash> take(int limit) {
    return in(tx -> tx.orderer("o").take(limit));
  }

  private int acknowledge(Hash... ids) {
    return in(tx -> tx.orderer("o").acknowledge(List.of(ids)));
  }

  private int restore(int limit) {
    return in(tx -> tx.orderer("o").restore(limit));
  }

  private boolean requeue(Hash id) {
    return in(tx -> tx.orderer("o").requeue(id));
  }

  private OrdererStore orderer() {
    return logs.orderer("o");
  }

  private Optional<OrderState> state(Hash id) {
    return await(orderer().state(id));
  }

  private void assertCounts(long pending, long ready, long taken, long done) {
    assertEquals(new OrdererCounts(pending, ready, taken, done), await(orderer().counts()));
  }

  @Test
  @Tag("ORD-2")
  void anItemIsReadyWhenWhatItDependsOnIsTaken() {
    assertEquals(OrderState.PENDING, add(B, A));
    assertEquals(OrderState.READY, add(A));
    assertEquals(Optional.of(OrderState.PENDING), state(B));
    assertEquals(List.of(A), take(1));
    assertEquals(Optional.of(OrderState.READY), state(B));
    assertEquals(OrderState.READY, add(C, A));
    assertEquals(OrderState.PENDING, add(D, A, B));
    acknowledge(A);
    assertEquals(List.of(B, C, D), take(10));
    assertEquals(List.of(), take(10));
  }

  @Test
  @Tag("ORD-3")
  void aDependencyNamedTwiceCountsOnce() {
    assertEquals(OrderState.PENDING, add(B, A, A, A));
    assertEquals(OrderState.READY, add(A));
    assertEquals(List.of(A, B), take(10));
    assertEquals(OrderState.READY, add(C, B, A, B));
    assertEquals(List.of(C), take(10));
    assertCounts(0, 0, 3, 0);
  }

  @Test
  @Tag("ORD-4")
  void whatWasReadyFirstIsTakenFirst() {
    List<Hash> order = Stream.of("d", "a", "x", "b", "q").map(OrdererConformance::item).toList();
    order.forEach(this::add);
    assertEquals(order.subList(0, 2), take(2));
    add(C);
    assertEquals(Stream.concat(order.stream().skip(2), Stream.of(C)).toList(), take(10));
  }

  @Test
  @Tag("ORD-4")
  void whatBecomesReadyIsBehindAllThatIs() {
    add(B, A);
    add(A);
    add(D);
    assertEquals(List.of(A, D, B), take(3));
    add(item("2"), item("1"));
    add(item("3"), item("2"));
    add(item("1"));
    assertEquals(List.of(item("1"), item("2")), take(2));
    assertEquals(List.of(item("3")), take(2));
  }

  @Test
  @Tag("ORD-5")
  void whatArrivedBeforeStaysAsItIs() {
    add(B, A);
    assertEquals(OrderState.PENDING, add(B));
    assertEquals(OrderState.PENDING, add(B, C));
    add(A);
    assertEquals(OrderState.READY, add(A, C));
    assertEquals(List.of(A, B), take(10));
    assertEquals(OrderState.TAKEN, add(A));
    acknowledge(A);
    assertEquals(OrderState.DONE, add(A, D));
    assertCounts(0, 0, 1, 1);
    assertEquals(List.of(), await(orderer().missing(Optional.empty(), 10)));
  }

  @Test
  @Tag("ORD-6")
  void nothingDependsOnItself() {
    assertRefused(A, A);
    assertRefused(A, B, A);
    add(B, A);
    assertRefused(A, B);
    add(C, B);
    assertRefused(A, D, C);
    assertCounts(2, 0, 0, 0);
    assertEquals(List.of(A), await(orderer().missing(Optional.empty(), 10)));
    assertEquals(OrderState.READY, add(A));
    assertEquals(List.of(A, B, C), take(10));
  }

  private void assertRefused(Hash id, Hash... dependencies) {
    OpenTransaction open = OpenTransaction.begin(storage);
    OrdererWriter orderer = open.handle().orderer("o");
    OrdererCounts before = await(orderer.counts());
    assertFails(ErrorCode.BAD_REQUEST, orderer.add(id, List.of(dependencies)));
    assertEquals(before, await(orderer.counts()));
    assertEquals(Optional.empty(), await(orderer.state(id)));
    open.commit();
  }

  @Test
  @Tag("ORD-6")
  void anItemDependsOnNotMoreThanItMay() {
    Hash[] most =
        IntStream.range(0, OrdererWriter.MAX_DEPENDENCIES)
            .mapToObj(number -> item("needed " + number))
            .toArray(Hash[]::new);
    Hash[] more = Arrays.copyOf(most, most.length + 1);
    more[most.length] = B;
    assertRefused(A, more);
    more[most.length] = most[0];
    assertEquals(OrderState.PENDING, add(A, more));
    for (Hash each : most) {
      assertEquals(List.of(), take(1));
      add(each);
      assertEquals(List.of(each), take(1));
    }
    assertEquals(List.of(A), take(10));
  }

  @Test
  @Tag("ORD-7")
  void whatIsTakenIsAcknowledged() {
    add(A);
    add(B);
    add(D, C);
    assertEquals(List.of(A), take(1));
    assertEquals(1, acknowledge(A, B, C, D, A));
    assertEquals(Optional.of(OrderState.DONE), state(A));
    assertEquals(Optional.of(OrderState.READY), state(B));
    assertEquals(Optional.of(OrderState.PENDING), state(D));
    assertEquals(0, acknowledge(A));
    assertEquals(0, acknowledge());
    assertCounts(1, 1, 0, 1);
  }

  @Test
  @Tag("ORD-8")
  void whatWasTakenIsRestoredAtItsOldPlace() {
    List<Hash> all = Stream.of(D, B, A, C).toList();
    all.forEach(this::add);
    assertEquals(all.subList(0, 3), take(3));
    acknowledge(B);
    Hash later = item("later");
    add(later);
    assertEquals(2, restore(10));
    assertEquals(0, restore(10));
    assertEquals(List.of(D, A, C, later), take(10));
    assertEquals(1, restore(1));
    assertCounts(0, 1, 3, 1);
    assertEquals(Optional.of(OrderState.READY), state(D));
    assertEquals(List.of(D), take(10));
  }

  @Test
  @Tag("ORD-8")
  void whatDependsOnTheRestoredComesBehindItAgain() {
    add(B, A);
    add(C, B);
    add(A);
    assertEquals(List.of(A, B), take(2));
    assertEquals(2, restore(10));
    assertEquals(List.of(A, B, C), take(10));
    assertEquals(3, acknowledge(A, B, C));
    assertEquals(0, restore(10));
    assertEquals(List.of(), take(10));
  }

  @Test
  @Tag("ORD-9")
  void anItemIsQueuedOnceMoreAtTheEnd() {
    add(A);
    add(B);
    add(C);
    add(D, item("never"));
    assertEquals(List.of(A, B), take(2));
    acknowledge(B);
    assertTrue(requeue(A));
    assertTrue(requeue(B));
    assertFalse(requeue(A));
    assertFalse(requeue(C));
    assertFalse(requeue(D));
    assertFalse(requeue(item("never")));
    assertEquals(Optional.of(OrderState.READY), state(B));
    assertCounts(1, 3, 0, 0);
    assertEquals(List.of(C, A, B), take(10));
    assertEquals(3, restore(10));
    assertEquals(List.of(C, A, B), take(10));
  }

  @Test
  @Tag("ORD-10")
  void anOrdererTellsHowFarItemsAre() {
    assertEquals(OrdererCounts.NONE, await(orderer().counts()));
    assertTrue(await(orderer().taken(List.of())));
    add(A);
    add(B);
    add(C);
    add(D, C);
    take(2);
    acknowledge(A);
    assertCounts(1, 1, 1, 1);
    assertEquals(Optional.of(OrderState.DONE), state(A));
    assertEquals(Optional.of(OrderState.TAKEN), state(B));
    assertEquals(Optional.of(OrderState.READY), state(C));
    assertEquals(Optional.of(OrderState.PENDING), state(D));
    assertEquals(Optional.empty(), state(item("never")));
    assertTrue(await(orderer().taken(List.of(A, B, A))));
    assertFalse(await(orderer().taken(List.of(A, C))));
    assertFalse(await(orderer().taken(List.of(D))));
    assertFalse(await(orderer().taken(List.of(B, item("never")))));
  }

  @Test
  @Tag("LOG-22")
  void aCallNamesNotMoreItemsThanItTakes() {
    int most = OrdererStore.MAX_ROWS;
    assertFalse(await(orderer().taken(Collections.nCopies(most, A))));
    List<Hash> more = Collections.nCopies(most + 1, A);
    assertThrows(IllegalArgumentException.class, () -> orderer().taken(more));
  }

  @Test
  @Tag("ORD-11")
  void whatIsMissingIsListedInOrder() {
    add(A, B, C);
    add(D, C, item("x"), item("y"));
    List<Hash> missing = Stream.of(B, C, item("x"), item("y")).sorted().toList();
    assertEquals(missing, await(orderer().missing(Optional.empty(), 10)));
    assertEquals(missing.subList(0, 2), await(orderer().missing(Optional.empty(), 2)));
    assertEquals(missing.subList(2, 3), await(orderer().missing(Optional.of(missing.get(1)), 1)));
    assertEquals(List.of(), await(orderer().missing(Optional.of(missing.get(3)), 1)));
    add(C, item("z"));
    add(B);
    List<Hash> left = Stream.of("x", "y", "z").map(OrdererConformance::item).sorted().toList();
    assertEquals(left, await(orderer().missing(Optional.empty(), 10)));
    take(10);
    assertEquals(left, await(orderer().missing(Optional.empty(), 10)));
  }

  @Test
  @Tag("ORD-12")
  void orderersKnowNothingOfEachOther() {
    for (String name : List.of("o", "oo", "\u00e4", "x".repeat(255))) {
      assertEquals(OrderState.PENDING, in(tx -> tx.orderer(name).add(B, List.of(A))));
      assertEquals(OrderState.READY, in(tx -> tx.orderer(name).add(A, List.of())));
    }
    assertEquals(List.of(A, B), in(tx -> tx.orderer("oo").take(10)));
    assertCounts(1, 1, 0, 0);
    assertEquals(OrdererCounts.NONE, await(logs.orderer("x").counts()));
    for (String name : List.of("", "x".repeat(256), "\ud800")) {
      assertThrows(InvalidInputException.class, () -> logs.orderer(name));
      OpenTransaction open = OpenTransaction.begin(storage);
      assertThrows(InvalidInputException.class, () -> open.handle().orderer(name));
      open.commit();
    }
  }

  private OrderState addAcyclic(Hash id, Hash... dependencies) {
    return in(tx -> tx.orderer("o").addAcyclic(id, List.of(dependencies)));
  }

  @Test
  @Tag("ORD-14")
  void whatCannotDependOnItselfIsAddedAsAllElse() {
    assertEquals(OrderState.PENDING, addAcyclic(B, A, A));
    assertEquals(OrderState.PENDING, addAcyclic(D, B, A));
    assertEquals(OrderState.READY, addAcyclic(A));
    assertEquals(OrderState.READY, addAcyclic(A, C));
    assertEquals(List.of(A, B, D), take(10));
    assertEquals(OrderState.READY, addAcyclic(C, D));
    assertEquals(List.of(C), take(10));
    assertCounts(0, 0, 4, 0);
    Hash[] many =
        IntStream.rangeClosed(0, OrdererWriter.MAX_DEPENDENCIES)
            .mapToObj(number -> item("n" + number))
            .toArray(Hash[]::new);
    assertFails(
        ErrorCode.BAD_REQUEST,
        storage.transact(tx -> tx.orderer("o").addAcyclic(item("x"), List.of(many))));
    Hash own = item("own");
    assertFails(
        ErrorCode.BAD_REQUEST,
        storage.transact(tx -> tx.orderer("o").addAcyclic(own, List.of(own))));
  }

  private static List<Hash> items(String kind, int count) {
    return IntStream.range(0, count).mapToObj(number -> item(kind + number)).toList();
  }

  private void addAll(List<Hash> ids, Hash... dependencies) {
    in(
        tx -> {
          Future<?> last = Future.succeededFuture();
          for (Hash id : ids) {
            last = tx.orderer("o").add(id, List.of(dependencies));
          }
          return last;
        });
  }

  /** Takes until nothing is ready, with little room for each transaction. */
  private List<Hash> takeAll(int limit) {
    TransactionOptions little = TransactionOptions.DEFAULTS.withMaxBytes(1_500_000);
    List<Hash> all = new ArrayList<>();
    List<Hash> some = List.of(A);
    while (!some.isEmpty()) {
      some = await(storage.transact(little, tx -> tx.orderer("o").take(limit)));
      all.addAll(some);
    }
    return all;
  }

  @Test
  @Tag("ORD-1")
  @Tag("ORD-2")
  @Tag("ORD-4")
  @Tag("ORD-15")
  void veryManyThatWaitForOneAreHandedOutOnce() {
    List<Hash> many = items("many", 15_000);
    addAll(many, A);
    add(A);
    List<Hash> taken = takeAll(500);
    assertEquals(A, taken.get(0));
    assertEquals(many.size() + 1, taken.size());
    assertEquals(Set.copyOf(many), Set.copyOf(taken.subList(1, taken.size())));
    assertCounts(0, 0, taken.size(), 0);
  }

  @Test
  @Tag("ORD-1")
  @Tag("ORD-4")
  @Tag("ORD-15")
  void whatWaitsForAnotherDoesNotKeepTheRest() {
    List<Hash> all = items("item", 6_100).stream().sorted().toList();
    List<Hash> both = all.subList(0, 6_000);
    List<Hash> one = all.subList(6_000, 6_100);
    addAll(both, A, B);
    addAll(one, A);
    add(A);
    assertEquals(List.of(A), take(1));
    List<Hash> first = take(30);
    assertEquals(30, first.size(), "As many as asked for");
    List<Hash> others = takeAll(30);
    assertEquals(one.size(), first.size() + others.size());
    assertEquals(
        Set.copyOf(one),
        Stream.of(first, others).flatMap(List::stream).collect(Collectors.toSet()));
    assertCounts(both.size(), 0, 1 + one.size(), 0);
    add(B);
    List<Hash> rest = takeAll(700);
    assertEquals(B, rest.get(0));
    assertEquals(both.size() + 1, rest.size());
    assertEquals(Set.copyOf(both), Set.copyOf(rest.subList(1, rest.size())));
    assertCounts(0, 0, 2 + one.size() + both.size(), 0);
  }

  @Test
  @Tag("ORD-1")
  @Tag("ORD-8")
  @Tag("ORD-15")
  void whatIsRestoredWhileItIsReleasedDoublesNothing() {
    List<Hash> many = items("many", 5_000);
    addAll(many, A);
    add(A);
    assertEquals(List.of(A), take(1));
    assertEquals(1, restore(10));
    add(B, A);
    List<Hash> taken = takeAll(400);
    assertEquals(A, taken.get(0));
    assertEquals(many.size() + 2, taken.size());
    assertEquals(many.size() + 2, Set.copyOf(taken).size());
    assertTrue(taken.contains(B));
    assertCounts(0, 0, taken.size(), 0);
  }
}
