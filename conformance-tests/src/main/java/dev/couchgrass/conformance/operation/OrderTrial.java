package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.script.PastedBehind;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.OrderState;
import dev.couchgrass.store.operation.OrdererStore;
import dev.couchgrass.store.operation.OrdererWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * An orderer and its model, through steps. Each changes both, or compares.
 *
 * <p>Steps may be left out and put in any order. Items are named by their numbers, counted round,
 * and sets of them by the bits of one. All happens in a transaction, which stays open until a step
 * ends it.
 */
@PastedBehind("OrderTrial.on(this::storage, trial -> trial")
public final class OrderTrial {
  static final int ITEMS = 9;

  private static final List<Hash> ALL =
      IntStream.range(0, ITEMS).mapToObj(number -> Hash.of(new byte[] {(byte) number})).toList();
  private static final int MANY = 100;

  private final TriedLogs<OrderModel> tried;

  private OrderTrial(TriedLogs<OrderModel> tried) {
    this.tried = tried;
  }

  /**
   * Makes steps on an empty orderer, and compares all in the end.
   *
   * @throws IOException if there can be no storage
   * @throws AssertionError if orderer and model differ
   */
  public static void on(StorageHome.Source homes, Consumer<OrderTrial> steps) throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      on(vertx, homes, steps);
    } finally {
      StoreFixture.await(vertx.close());
    }
  }

  static void on(Vertx vertx, StorageHome.Source homes, Consumer<OrderTrial> steps)
      throws IOException {
    TriedLogs<OrderModel> tried = new TriedLogs<>(vertx, homes, new OrderModel(), OrderModel::copy);
    try {
      OrderTrial trial = new OrderTrial(tried);
      steps.accept(trial);
      trial.compare().take(MANY).compare().commit().compare();
    } finally {
      tried.close();
    }
  }

  private OrdererWriter orderer() {
    return tried.tx().orderer("o");
  }

  private OrderModel model() {
    return tried.model();
  }

  private static Hash item(int number) {
    return NotePool.of(ALL, number);
  }

  /** Adds an item that depends on a set, whose first one may be named twice. */
  public OrderTrial add(int number, int set, boolean twice) {
    List<Hash> dependencies = new ArrayList<>(NotePool.some(ALL, set));
    if (twice && !dependencies.isEmpty()) {
      dependencies.add(dependencies.get(0));
    }
    Optional<OrderState> expected = model().add(item(number), dependencies);
    Future<OrderState> answer = orderer().add(item(number), dependencies);
    if (expected.isPresent()) {
      assertEquals(expected.get(), await(answer), "ORD-2, ORD-5: how far it is");
    } else {
      assertFails(ErrorCode.BAD_REQUEST, answer);
    }
    return this;
  }

  public OrderTrial take(int limit) {
    List<Hash> taken = await(orderer().take(limit));
    for (Hash each : taken) {
      assertTrue(model().next().contains(each), "ORD-1, ORD-4: what comes next, of " + taken);
      model().take(each);
    }
    assertTrue(taken.size() <= limit, "ORD-4: as many as asked for");
    assertTrue(taken.size() == limit || model().next().isEmpty(), "ORD-4: all that there are");
    return this;
  }

  public OrderTrial acknowledge(int set) {
    List<Hash> ids = List.copyOf(NotePool.some(ALL, set));
    assertEquals(
        model().acknowledge(ids), await(orderer().acknowledge(ids)), "ORD-7: how many were taken");
    return this;
  }

  public OrderTrial restore(int limit) {
    assertEquals(
        model().restore(limit), await(orderer().restore(limit)), "ORD-8: how many were taken");
    return this;
  }

  public OrderTrial requeue(int number) {
    assertEquals(
        model().requeue(item(number)),
        await(orderer().requeue(item(number))),
        "ORD-9: whether it was taken");
    return this;
  }

  public OrderTrial commit() {
    tried.commit();
    return this;
  }

  public OrderTrial rollback() {
    tried.rollback();
    return this;
  }

  /** Closes the storage and opens it again, if it keeps anything. */
  public OrderTrial reopen() {
    tried.reopen();
    return this;
  }

  /** Goes on with what a crash leaves at this moment, if that can be had. */
  public OrderTrial crash() {
    tried.crash();
    return this;
  }

  /** Compares everything. */
  public OrderTrial compare() {
    tried.compare((view, model) -> compare(view.orderer("o"), model));
    assertEquals(List.of(), tried.problems(), "what a check of the engine finds");
    return this;
  }

  private static void compare(OrdererStore orderer, OrderModel model) {
    assertEquals(model.counts(), await(orderer.counts()), "ORD-10: how many items");
    for (Hash each : ALL) {
      assertEquals(model.state(each), await(orderer.state(each)), "ORD-10: how far an item is");
      assertEquals(
          model.taken(List.of(each, ALL.get(0))),
          await(orderer.taken(List.of(each, ALL.get(0)))),
          "ORD-10: whether items are taken");
    }
    List<Hash> missing = model.missing();
    assertEquals(
        missing, await(orderer.missing(Optional.empty(), MANY)), "ORD-11: what is missing");
    missing.stream()
        .findFirst()
        .ifPresent(
            first ->
                assertEquals(
                    missing.stream().skip(1).limit(1).toList(),
                    await(orderer.missing(Optional.of(first), 1)),
                    "ORD-11: a page of what is missing"));
  }
}
