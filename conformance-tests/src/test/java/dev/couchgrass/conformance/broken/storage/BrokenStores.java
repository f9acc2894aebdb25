package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import dev.couchgrass.conformance.broken.UnderTest;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Storages that are wrong in one point each. */
public final class BrokenStores {
  public static final List<BrokenAdapter> ALL =
      Stream.of(BrokenWrites.ALL, BrokenReads.ALL, BrokenUpkeep.ALL).flatMap(List::stream).toList();

  private BrokenStores() {}

  /** Wrong in each of its databases. */
  static BrokenAdapter database(
      String rule, String title, String fault, UnaryOperator<DocumentStore> wrapper) {
    return storage(rule, title, fault, storage -> new DelegatingStorage(storage, wrapper));
  }

  /** Right in all that it answers, and wrong in what that costs the engine beneath. */
  static BrokenAdapter costly(
      String rule, String title, String fault, UnaryOperator<DocumentStore> wrapper) {
    UnaryOperator<Storage> each = storage -> new DelegatingStorage(storage, wrapper);
    return new BrokenAdapter(
        rule, title, fault, () -> UnderTest.storages(() -> WrappedHome.watched(each)));
  }

  static BrokenAdapter storage(
      String rule, String title, String fault, UnaryOperator<Storage> wrapper) {
    return new BrokenAdapter(
        rule, title, fault, () -> UnderTest.storages(() -> WrappedHome.unwatched(wrapper)));
  }
}
