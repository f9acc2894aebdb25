package dev.couchgrass.core.revision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Long and wide trees. The time limits are far above what is needed, and below a quadratic cost.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RevisionTreeScaleTest {
  private static final int MANY = 100_000;
  private static final int WIDE = 5_000;

  private static RevisionId id(long generation, long branch) {
    byte[] digest = ByteBuffer.allocate(16).putLong(branch).putLong(generation).array();
    return RevisionId.of(generation, digest);
  }

  private static RevisionHistory chain(long newest, long oldest) {
    List<RevisionId> ids = new ArrayList<>();
    for (long generation = newest; generation >= oldest; generation--) {
      ids.add(id(generation, 1));
    }
    return new RevisionHistory(ids);
  }

  @Test
  void longLifeStaysShort() {
    RevisionTree tree = RevisionTree.of(id(1, 1), false, 1);
    long dropped = 0;
    for (int generation = 2; generation <= MANY; generation++) {
      RevisionTree extended =
          tree.extend(id(generation - 1, 1), id(generation, 1), false, generation);
      RevisionTree.Stemmed stemmed = extended.stem(1000);
      dropped += stemmed.dropped().size();
      tree = stemmed.tree();
    }
    assertEquals(1000, tree.size());
    assertEquals(MANY - 1000, dropped);
    assertEquals(new Revision(id(MANY, 1), false, MANY), tree.winner().orElseThrow());
  }

  @Test
  void longChainIsWrittenInSeventeenBytesEach() {
    RevisionTree tree = RevisionTree.EMPTY.merge(chain(MANY, 1), false, 1).tree();
    byte[] encoded = tree.encode();
    assertTrue(encoded.length < MANY * 17 + 32, () -> "bytes: " + encoded.length);
    RevisionTree read = RevisionTree.decode(encoded, 0, encoded.length);
    assertEquals(tree, read);
    assertEquals(MANY, read.path(id(MANY, 1)).size());
    assertEquals(MANY, read.history(id(MANY, 1)).orElseThrow().revisions().size());
  }

  @Test
  void longChainsMerge() {
    RevisionTree old = RevisionTree.EMPTY.merge(chain(MANY / 2, 1), false, 1).tree();
    RevisionTree late = RevisionTree.EMPTY.merge(chain(MANY, MANY / 3), false, 2).tree();
    RevisionTree merged = old.merge(late);
    assertEquals(1, merged.leafCount());
    assertEquals(MANY, merged.size());
    assertEquals(merged, late.merge(old));
    RevisionTree branched =
        merged
            .merge(new RevisionHistory(List.of(id(MANY / 2, 2), id(MANY / 2 - 1, 1))), false, 3)
            .tree();
    assertEquals(2, branched.leafCount());
    assertEquals(2000, branched.stem(1000).tree().size());
    assertEquals(merged, branched.removeLeaves(List.of(id(MANY / 2, 2))).tree());
  }

  @Test
  void wideTreeIsReadAndStemmed() {
    RevisionTree tree = wide(WIDE);
    assertEquals(WIDE, tree.leafCount());
    byte[] encoded = tree.encode();
    assertEquals(tree, RevisionTree.decode(encoded, 0, encoded.length));
    assertEquals(WIDE, tree.stem(1).tree().size());
    assertEquals(WIDE, tree.latest(id(1, 1)).size());
  }

  /** Once for each of very many grafts. */
  @Test
  void wideTreesCompareTheirLeaves() {
    RevisionTree tree = wide(WIDE);
    RevisionTree same = tree.merge(chain(1, 1), true, MANY).tree();
    RevisionId parent = id(2, WIDE / 2);
    RevisionTree later = tree.extend(parent, id(3, 1), false, MANY);
    List<Revision> overgrown = List.of(tree.find(parent).orElseThrow());
    for (int i = 0; i < WIDE; i++) {
      assertEquals(overgrown, tree.overgrownIn(later));
      assertTrue(tree.sameLeaves(same));
      assertFalse(tree.sameLeaves(later));
    }
  }

  /** So many children of one revision. */
  private static RevisionTree wide(int leaves) {
    // Joined in pairs, pairs of pairs and so on.
    List<RevisionTree> trees = new ArrayList<>();
    for (int branch = 0; branch < leaves; branch++) {
      RevisionHistory history = new RevisionHistory(List.of(id(2, branch), id(1, 1)));
      trees.add(RevisionTree.EMPTY.merge(history, false, branch + 1).tree());
    }
    while (trees.size() > 1) {
      List<RevisionTree> joined = new ArrayList<>();
      for (int i = 0; i < trees.size(); i += 2) {
        joined.add(i + 1 < trees.size() ? trees.get(i).merge(trees.get(i + 1)) : trees.get(i));
      }
      trees = joined;
    }
    return trees.get(0);
  }
}
