package dev.couchgrass.instance.database;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocEdit;
import dev.couchgrass.core.crdt.Path;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.EntryLimits;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.store.SettingsStore;
import dev.couchgrass.instance.store.StoreType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which stores a database has, and of which types: what stands in {@code _index}. */
final class StoreIndex {
  private static final String TYPE = "type";
  private static final String KEYS = "keys";

  private StoreIndex() {}

  /** The type of a store; empty if there is none of the name. */
  static Optional<String> type(Doc index, String store) {
    return index
        .get(Path.of(store, TYPE))
        .filter(TextValue.class::isInstance)
        .map(value -> ((TextValue) value).value());
  }

  /** Adds an encrypted store, beside what another replica says of it. */
  static void add(DocEdit index, String store, StoreKeys keys) {
    index.merge(
        Path.of(store), Doc.of(Map.of(TYPE, Value.of(PasswordStore.TYPE), KEYS, keys.toDoc())));
  }

  /** Puts the keys of an encrypted store in place of those of the same names. */
  static void change(DocEdit index, String store, StoreKeys keys) {
    index.merge(Path.of(store, KEYS), keys.toDoc());
  }

  /**
   * The keys of an encrypted store.
   *
   * @throws InstanceException {@code STORE_MISSING} or {@code STORE_TYPE}
   */
  static StoreKeys keys(Doc index, String store) {
    String found =
        type(index, store)
            .orElseThrow(() -> new InstanceException(InstanceProblem.STORE_MISSING, store));
    if (!found.equals(PasswordStore.TYPE)) {
      throw new InstanceException(InstanceProblem.STORE_TYPE, found);
    }
    return StoreKeys.ofValue(index.get(Path.of(store, KEYS)));
  }

  /** The types of all stores, by their names, in order. */
  static Map<String, String> types(Doc index) {
    Map<String, String> types = new TreeMap<>();
    for (String store : index.toMap().keySet()) {
      type(index, store).ifPresent(type -> types.put(store, type));
    }
    return types;
  }

  static void add(DocEdit index, String store, String type) {
    index.set(Path.of(store), Doc.of(TYPE, Value.of(type)));
  }

  /**
   * Requires that a store may be used as one of a type, whether it is there or not.
   *
   * @throws InstanceException {@code ILLEGAL_STORE_NAME} or {@code STORE_TYPE}
   */
  static void require(Doc index, String store, StoreType<?> type) {
    boolean settings = store.equals(StoreNames.SETTINGS);
    int length = store.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0
        || !StandardCharsets.UTF_8.newEncoder().canEncode(store)
        || length > EntryLimits.MAX_NAME_BYTES
        || (StoreNames.isSystem(store) && !settings)) {
      throw new InstanceException(InstanceProblem.ILLEGAL_STORE_NAME, store);
    }
    Optional<String> found = settings ? Optional.of(SettingsStore.TYPE.id()) : type(index, store);
    if (found.isPresent() && !found.get().equals(type.id())) {
      throw new InstanceException(InstanceProblem.STORE_TYPE, found.get());
    }
  }
}
