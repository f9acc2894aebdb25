package dev.couchgrass.instance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes of the settings know of each other, beside sets that are put together plainly. */
class SettingsGraphTest {
  private final SigningKey key = Scribe.key(1);
  private final Entry root = new Scribe(key, Map.of()).root();
  private final SettingsGraph graph = new SettingsGraph();
  private final List<Cid> ids = new ArrayList<>(List.of(root.id()));
  private final Map<Cid, Set<Cid>> model = new HashMap<>();

  private void add(Set<Cid> parents) {
    Entry change =
        EntryBuilder.child(root.id(), Set.of(root.id()), parents)
            .height(ids.size())
            .subtree(
                Subtree.of(StoreNames.SETTINGS).withParents(parents).withData(Doc.EMPTY.encode()))
            .sign(key);
    graph.add(change);
    ids.add(change.id());
    Set<Cid> known = closure(parents);
    known.add(change.id());
    model.put(change.id(), known);
  }

  private Set<Cid> closure(Set<Cid> changes) {
    Set<Cid> all = new HashSet<>();
    changes.forEach(change -> all.addAll(model.getOrDefault(change, Set.of())));
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void knowsWhatSetsKnow(long seed) {
    Random random = new Random(seed);
    graph.add(root);
    model.put(root.id(), Set.of(root.id()));
    for (int i = 0; i < 150; i++) {
      Set<Cid> parents = new HashSet<>();
      int near = random.nextInt(4) == 0 ? ids.size() : Math.min(ids.size(), 3);
      for (int more = random.nextInt(3); more >= 0; more--) {
        parents.add(ids.get(ids.size() - 1 - random.nextInt(near)));
      }
      add(parents);
    }
    for (Cid one : ids) {
      SettingsGraph.Known known = graph.known(List.of(one));
      for (Cid other : ids) {
        boolean knows = closure(Set.of(one)).contains(other);
        assertEquals(knows, known.contains(other));
        assertEquals(
            !knows && !closure(Set.of(other)).contains(one), graph.areConcurrent(one, other));
      }
      Cid second = ids.get(random.nextInt(ids.size()));
      assertEquals(
          closure(new HashSet<>(List.of(one, second))).size() == ids.size(),
          graph.known(List.of(one, second)).isAll());
    }
  }

  @Test
  void whatIsUnknownIsConcurrent() {
    graph.add(root);
    assertEquals(true, graph.areConcurrent(root.id(), Scribe.absent()));
    assertEquals(false, graph.known(List.of(Scribe.absent())).contains(root.id()));
  }
}
