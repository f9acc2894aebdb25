package dev.couchgrass.store.chronicle.kept;

import dev.couchgrass.conformance.entry.Draft;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.entry.EntryStatus;
import dev.couchgrass.store.entry.EntryStore;
import dev.couchgrass.store.entry.StateKey;
import dev.couchgrass.store.entry.StoredEntry;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Signed entries: what is written of them, and how it is listed. */
final class KeptEntries {
  private static final int MANY = 1_000;

  private KeptEntries() {}

  private static StateKey stateKey(Cid root) {
    return StateKey.shared(root, "a");
  }

  static void write(Storage storage) {
    EntryStore store = storage.entries().await();
    Entry root = Draft.root(1).in("a").sign();
    Entry left = Draft.of(root, root).in("a", root).sign();
    Entry right = Draft.of(root, root).in("a", root).in("b").sign();
    Entry merge = Draft.of(root, left, right).in("a", left, right).sign();
    Entry large = Draft.of(root, merge).data("c", 100_000).sign();
    Entry never = Draft.of(root, large).sign();
    Entry waiting = Draft.of(root, never).in("b", never).sign();
    store.putVerified(List.of(root, left, right, merge)).await();
    store.put(List.of(large, waiting)).await();
    store.setStatus(Map.of(merge.id(), EntryStatus.VOID)).await();
    store.cacheState(stateKey(root.id()), new byte[] {1, 2, 3}).await();
    store.setInstanceMetadata(new byte[] {4, 5}).await();
    store.setInstanceSecrets(new byte[] {6, 7}).await();
  }

  static void list(Storage storage, Consumer<String> line) {
    EntryStore store = storage.entries().await();
    for (StoredEntry root : store.roots().await().toList(MANY).await()) {
      list(store, root.entry().id(), line);
    }
    line.accept("instance " + hex(store.instanceMetadata().await()));
    line.accept("secrets " + hex(store.instanceSecrets().await()));
  }

  private static String hex(Optional<byte[]> bytes) {
    return bytes.map(HexFormat.of()::formatHex).orElse("none");
  }

  private static void list(EntryStore store, Cid root, Consumer<String> line) {
    line.accept("signed database " + root);
    for (StoredEntry stored : store.entries(root).await().toList(MANY).await()) {
      line.accept(
          "  %s %s %s"
              .formatted(stored.entry().id(), stored.status(), Hash.of(stored.entry().bytes())));
    }
    line.accept("  tips " + store.tips(root).await());
    line.accept("  verified tips " + store.verifiedTips(root).await());
    line.accept("  tips of a " + store.tips(root, "a").await());
    line.accept("  verified tips of a " + store.verifiedTips(root, "a").await());
    line.accept("  missing " + store.missing(root).await().toList(MANY).await());
    line.accept("  state " + hex(store.cachedState(stateKey(root)).await()));
  }
}
