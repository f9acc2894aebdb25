package dev.couchgrass.conformance.broken.operation;

import dev.couchgrass.conformance.broken.BrokenAdapter;
import dev.couchgrass.conformance.broken.UnderTest;
import dev.couchgrass.conformance.broken.storage.WrappedHome;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.StorageTransaction;
import dev.couchgrass.store.operation.AddressBookWriter;
import dev.couchgrass.store.operation.CursorStore;
import dev.couchgrass.store.operation.CursorWriter;
import dev.couchgrass.store.operation.LogStore;
import dev.couchgrass.store.operation.LogStores;
import dev.couchgrass.store.operation.LogWriter;
import dev.couchgrass.store.operation.OperationStore;
import dev.couchgrass.store.operation.OperationWriter;
import dev.couchgrass.store.operation.OrdererWriter;
import dev.couchgrass.store.operation.StateWriter;
import dev.couchgrass.store.operation.TopicStore;
import dev.couchgrass.store.operation.TopicWriter;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where in a storage something is wrong: in one kind of store, or in the storage itself. */
final class Places {
  private Places() {}

  static BrokenAdapter storage(
      String rule, String title, String fault, UnaryOperator<Storage> wrapper) {
    return new BrokenAdapter(
        rule, title, fault, () -> UnderTest.storages(() -> WrappedHome.unwatched(wrapper)));
  }

  static BrokenAdapter operations(
      String rule, String title, String fault, Function<OperationWriter, Object> patch) {
    return within(rule, title, fault, "operations", OperationWriter.class, patch);
  }

  static BrokenAdapter logs(
      String rule, String title, String fault, Function<LogWriter, Object> patch) {
    return within(rule, title, fault, "logs", LogWriter.class, patch);
  }

  static BrokenAdapter topics(
      String rule, String title, String fault, Function<TopicWriter, Object> patch) {
    return within(rule, title, fault, "topics", TopicWriter.class, patch);
  }

  static BrokenAdapter cursors(
      String rule, String title, String fault, Function<CursorWriter, Object> patch) {
    return within(rule, title, fault, "cursors", CursorWriter.class, patch);
  }

  static BrokenAdapter nodes(
      String rule, String title, String fault, Function<AddressBookWriter, Object> patch) {
    return within(rule, title, fault, "addressBook", AddressBookWriter.class, patch);
  }

  static BrokenAdapter states(
      String rule, String title, String fault, Function<StateWriter, Object> patch) {
    return within(rule, title, fault, "states", StateWriter.class, patch);
  }

  static BrokenAdapter operationReads(
      String rule, String title, String fault, Function<OperationStore, Object> patch) {
    return reads(
        rule, title, fault, "operations", OperationStore.class, OperationWriter.class, patch);
  }

  static BrokenAdapter logReads(
      String rule, String title, String fault, Function<LogStore, Object> patch) {
    return reads(rule, title, fault, "logs", LogStore.class, LogWriter.class, patch);
  }

  static BrokenAdapter topicReads(
      String rule, String title, String fault, Function<TopicStore, Object> patch) {
    return reads(rule, title, fault, "topics", TopicStore.class, TopicWriter.class, patch);
  }

  static BrokenAdapter cursorReads(
      String rule, String title, String fault, Function<CursorStore, Object> patch) {
    return reads(rule, title, fault, "cursors", CursorStore.class, CursorWriter.class, patch);
  }

  static BrokenAdapter orderer(
      String rule, String title, String fault, Function<OrdererWriter, Object> patch) {
    return within(rule, title, fault, "orderer", OrdererWriter.class, patch);
  }

  /** Wrong by what it remembers of all transactions. */
  static BrokenAdapter remembering(
      String rule,
      String title,
      String fault,
      BiFunction<OrdererWriter, WrongOrders.Memory, Object> patch) {
    return storage(
        rule,
        title,
        fault,
        storage -> {
          WrongOrders.Memory memory = WrongOrders.Memory.empty();
          return new Within<>(
              storage, "orderer", OrdererWriter.class, inner -> patch.apply(inner, memory));
        });
  }

  private static <W> BrokenAdapter within(
      String rule,
      String title,
      String fault,
      String store,
      Class<W> type,
      Function<W, Object> patch) {
    return storage(rule, title, fault, storage -> new Within<>(storage, store, type, patch));
  }

  private static <R, W extends R> BrokenAdapter reads(
      String rule,
      String title,
      String fault,
      String store,
      Class<R> reader,
      Class<W> writer,
      Function<R, Object> patch) {
    return storage(
        rule,
        title,
        fault,
        storage ->
            new Within<>(storage, store, writer, patch::apply) {
              @Override
              LogStores elsewhere(LogStores logs) {
                return Patched.at(LogStores.class, logs, store, reader, patch);
              }
            });
  }

  /** Wrong in one store of each transaction. */
  private static class Within<W> extends PatchedStorage {
    private final String store;
    private final Class<W> type;
    private final Function<W, Object> patch;

    Within(Storage inner, String store, Class<W> type, Function<W, Object> patch) {
      super(inner);
      this.store = store;
      this.type = type;
      this.patch = patch;
    }

    @Override
    StorageTransaction within(StorageTransaction tx) {
      return Patched.at(StorageTransaction.class, tx, store, type, patch);
    }
  }
}
