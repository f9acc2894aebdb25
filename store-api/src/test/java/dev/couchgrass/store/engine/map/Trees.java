package dev.couchgrass.store.engine.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

/** What holds of every tree, whatever was done to it. */
final class Trees {
  private Trees() {}

  static void checkInvariants(PersistentByteMap map) {
    Node root = map.root();
    if (root.width() == 0) {
      assertTrue(root instanceof Leaf, "An empty map is an empty leaf");
      return;
    }
    assertFalse(root instanceof Inner && root.width() == 1, "The root has more than one child");
    check(root);
  }

  static int leaves(PersistentByteMap map) {
    return leaves(map.root());
  }

  static double fill(PersistentByteMap map) {
    return (double) map.weight() / leaves(map) / Cuts.WIDTH;
  }

  private static int leaves(Node node) {
    if (!(node instanceof Inner inner)) {
      return 1;
    }
    int leaves = 0;
    for (int i = 0; i < inner.width(); i++) {
      leaves += leaves(inner.child(i));
    }
    return leaves;
  }

  /** Answers the height. */
  private static int check(Node node) {
    assertTrue(node.width() > 0 && node.width() <= Cuts.WIDTH, "A node is neither empty nor wide");
    checkKeys(node.keys());
    if (!(node instanceof Inner inner)) {
      return 0;
    }
    long count = 0;
    int height = check(inner.child(0));
    for (int i = 0; i < inner.width(); i++) {
      Node child = inner.child(i);
      assertEquals(height, check(child), "All leaves are equally deep");
      assertSame(child.keys().first(), inner.keys().get(i), "A key is the first beneath its child");
      assertEquals(count, inner.before(i), "Entries before a child");
      count += child.weight();
      if (i > 0) {
        assertFalse(Cuts.fit(inner.child(i - 1).width(), child.width()), "No neighbours fit");
        byte[] before = lastKey(inner.child(i - 1));
        assertTrue(Arrays.compareUnsigned(before, child.keys().first()) < 0, "Children ascend");
      }
    }
    assertEquals(count, inner.weight(), "Entries in all");
    return height + 1;
  }

  private static void checkKeys(SortedKeys keys) {
    for (int i = 0; i < keys.size(); i++) {
      assertTrue(i == 0 || Arrays.compareUnsigned(keys.get(i - 1), keys.get(i)) < 0, "Keys ascend");
      assertEquals(i, keys.search(keys.get(i), 0), "Each key is found");
    }
  }

  private static byte[] lastKey(Node node) {
    Node at = node;
    while (at instanceof Inner inner) {
      at = inner.child(inner.width() - 1);
    }
    return at.keys().get(at.width() - 1);
  }
}
