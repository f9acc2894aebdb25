package dev.couchgrass.core.revision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class RevisionTreeEncodingProperties {
  @Provide
  Arbitrary<List<Graft>> grafts() {
    return Arbitraries.oneOf(Graft.honest(), Graft.forged());
  }

  @Property
  @Tag("TREE-8")
  void whatIsWrittenIsRead(
      @ForAll("grafts") List<Graft> grafts, @ForAll @IntRange(min = 0, max = 9) int margin) {
    RevisionTree tree = Graft.tree(grafts);
    byte[] encoded = tree.encode();
    byte[] within = new byte[encoded.length + 2 * margin];
    Arrays.fill(within, (byte) 0x5a);
    System.arraycopy(encoded, 0, within, margin, encoded.length);
    RevisionTree read = RevisionTree.decode(within, margin, encoded.length);
    assertEquals(tree, read);
    assertEquals(tree.leaves(), read.leaves());
    assertArrayEquals(encoded, read.encode());
  }

  @Property
  @Tag("TREE-9")
  void anyPartIsRefused(@ForAll("grafts") List<Graft> grafts) {
    byte[] encoded = Graft.tree(grafts).encode();
    for (int length = 0; length < encoded.length; length++) {
      int cut = length;
      assertThrows(DamagedTreeException.class, () -> RevisionTree.decode(encoded, 0, cut));
    }
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThrows(DamagedTreeException.class, () -> RevisionTree.decode(longer, 0, longer.length));
  }

  @Property
  @Tag("TREE-8")
  @Tag("TREE-9")
  void damagedBytesAreRefusedOrAnotherTree(
      @ForAll("grafts") List<Graft> grafts,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int changes) {
    byte[] damaged = Graft.tree(grafts).encode();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    assertValidOrRefused(damaged);
  }

  /** The numbers at the front are the ones that could lead astray, so they change the most. */
  @Property
  @Tag("TREE-8")
  @Tag("TREE-9")
  void damagedNumbersAreRefusedOrAnotherTree(@ForAll("grafts") List<Graft> grafts) {
    byte[] encoded = Graft.tree(grafts).encode();
    for (int at = 0; at < Math.min(encoded.length, 20); at++) {
      for (int value = 0; value < 256; value += 1 + value % 7) {
        byte[] damaged = encoded.clone();
        damaged[at] = (byte) value;
        assertValidOrRefused(damaged);
      }
    }
  }

  @Property
  @Tag("TREE-9")
  void randomBytesAreRefusedOrATree(@ForAll byte[] bytes) {
    assertValidOrRefused(bytes);
    byte[] versioned = bytes.clone();
    if (versioned.length > 0) {
      versioned[0] = TreeEncoding.VERSION;
      assertValidOrRefused(versioned);
    }
  }

  /** A tree that was read has exactly one form, and rebuilding it from its paths gives it again. */
  private static void assertValidOrRefused(byte[] bytes) {
    RevisionTree tree;
    try {
      tree = RevisionTree.decode(bytes, 0, bytes.length);
    } catch (DamagedTreeException refused) {
      return;
    }
    assertArrayEquals(bytes, tree.encode());
    Chains chains = TreeEncoding.decode(bytes, 0, bytes.length);
    assertEquals(chains, new Nodes(chains, Chains.EMPTY).build());
    for (Revision leaf : tree.leaves()) {
      assertEquals(leaf, tree.path(leaf.id()).get(0));
      assertEquals(List.of(leaf), tree.latest(leaf.id()));
    }
  }
}
