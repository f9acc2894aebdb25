package dev.couchgrass.store.chronicle.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.store.engine.Batch.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random edits of a tree, beside a sorted map. */
class TreeProperties {
  @Property(tries = 150)
  void readsWhatAMapReads(@ForAll Random random) {
    HeapPages store = new HeapPages();
    Pages pages = new Pages(store, cacheBytes(random));
    Keys keys = Keys.any(random);
    TreeModel model = TreeModel.empty(pages);
    for (int step = 0; step < 12; step++) {
      Set<Long> replaced = new HashSet<>();
      model = model.with(keys.changes(random), replaced);
      replaced.forEach(pages::remove);
      assertEquals(store.ids(), model.reached(), "No page too many, none too few");
    }
    model.verify();
    for (int i = 0; i < 50; i++) {
      model.verify(keys.key(random), keys.key(random));
    }
  }

  @Property(tries = 50)
  void olderTreesStayAsLongAsTheirPages(@ForAll Random random) {
    HeapPages store = new HeapPages();
    Pages pages = new Pages(store, cacheBytes(random));
    Keys keys = Keys.any(random);
    List<TreeModel> models = new ArrayList<>(List.of(TreeModel.empty(pages)));
    Set<Long> replaced = new HashSet<>();
    for (int step = 0; step < 8; step++) {
      models.add(models.get(step).with(keys.changes(random), replaced));
    }
    for (TreeModel model : models) {
      model.reached();
      model.verify();
    }
  }

  @Property(tries = 50)
  void anEditThatFailsLeavesNothing(@ForAll Random random) {
    HeapPages store = new HeapPages();
    Pages pages = new Pages(store, cacheBytes(random));
    Keys keys = Keys.any(random);
    Set<Long> replaced = new HashSet<>();
    TreeModel model = TreeModel.empty(pages).with(keys.changes(random), replaced);
    model = model.with(keys.changes(random), replaced);
    Set<Long> before = Set.copyOf(store.ids());
    List<Change> changes = keys.changes(random);
    long writes = model.tree().edit(changes).written();
    store.ids().retainAll(before);
    Pages fresh = new Pages(store, cacheBytes(random));
    model = new TreeModel(fresh.tree(model.tree().root()), model.map());
    for (int i = 0; i < Math.min(writes, 10); i++) {
      long room = random.nextLong(writes);
      store.limit(room);
      try {
        model.tree().edit(changes);
        throw new AssertionError("There was room for " + room + " pages of " + writes);
      } catch (PageException expected) {
        assertEquals(before, store.ids());
      }
    }
    store.limit(Long.MAX_VALUE);
    model.with(changes, replaced).verify();
  }

  @Property(tries = 50)
  void aTreeThatIsBuiltIsWhatAnEditMakes(@ForAll Random random) {
    HeapPages store = new HeapPages();
    Pages pages = new Pages(store, cacheBytes(random));
    Keys keys = Keys.any(random);
    TreeMap<byte[], byte[]> map = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = random.nextInt(20); i > 0; i--) {
      for (Change change : keys.changes(random)) {
        map.put(change.key(), change.value().orElse(new byte[0]));
      }
    }
    try (TreeBuilder builder = new TreeBuilder(pages, 1 + random.nextInt(100))) {
      map.forEach(builder::add);
      TreeModel model = new TreeModel(builder.finish(), map);
      assertEquals(store.ids(), model.reached());
      model.verify();
      Set<Long> replaced = new HashSet<>();
      TreeModel next = model.with(keys.changes(random), replaced);
      next.verify();
      model.verify();
      replaced.forEach(pages::remove);
      assertEquals(store.ids(), next.reached());
    }
  }

  /** From none to all of the pages. */
  private static long cacheBytes(Random random) {
    return random.nextInt(3) * 300_000L;
  }

  /** What keys look like, and how many; few enough to meet again. */
  private record Keys(int count, int prefix, int tail, int valueBytes, int batch, int deleted) {
    static Keys any(Random random) {
      return new Keys(
          1 << random.nextInt(14),
          random.nextInt(3) == 0 ? 0 : random.nextInt(60),
          random.nextInt(10) == 0 ? random.nextInt(4000) : random.nextInt(30),
          1 << random.nextInt(11),
          1 << random.nextInt(11),
          random.nextInt(3) * 45);
    }

    byte[] key(Random random) {
      return key(random.nextInt(count));
    }

    private byte[] key(int number) {
      byte[] key = new byte[prefix + 3 + new Random(number).nextInt(tail + 1)];
      Arrays.fill(key, (byte) number);
      Arrays.fill(key, 0, prefix, (byte) 7);
      key[prefix] = (byte) (number >> 16);
      key[prefix + 1] = (byte) (number >> 8);
      key[prefix + 2] = (byte) number;
      return key;
    }

    List<Change> changes(Random random) {
      TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
      boolean shrink = random.nextInt(4) == 0;
      int run = random.nextInt(3) == 0 ? random.nextInt(count) : -1;
      for (int i = random.nextInt(batch + 1); i > 0; i--) {
        byte[] key = run < 0 ? key(random) : key(run++ % count);
        boolean delete = random.nextInt(100) < (shrink ? 95 : deleted);
        byte[] value = new byte[random.nextInt(valueBytes + 1)];
        random.nextBytes(value);
        changes.put(key, new Change(key, delete ? Optional.empty() : Optional.of(value)));
      }
      return List.copyOf(changes.values());
    }
  }
}
