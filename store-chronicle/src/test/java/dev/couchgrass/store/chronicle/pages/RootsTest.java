package dev.couchgrass.store.chronicle.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.store.chronicle.log.LogPosition;
import dev.couchgrass.store.chronicle.tree.Root;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RootsTest {
  private final HeapDisk disk = new HeapDisk();

  @Test
  void aNewFileHasNone() throws IOException {
    try (Roots roots = Roots.open(disk)) {
      assertEquals(List.of(), roots.read());
    }
    assertEquals(List.of(Roots.FILE_NAME), disk.list());
    assertEquals(1, disk.syncs());
  }

  @Test
  void theTwoNewestAreKept() throws IOException {
    try (Roots roots = Roots.open(disk)) {
      for (int i = 1; i <= 5; i++) {
        roots.write(root(i));
        assertRoots(roots.read(), i);
      }
    }
    try (Roots roots = Roots.open(disk)) {
      assertRoots(roots.read(), 5);
      roots.write(root(6));
      assertRoots(roots.read(), 6);
    }
  }

  @Test
  void aRecordComesBackAsItWas() throws IOException {
    RootRecord root =
        new RootRecord(
            new Root(9, 3, Long.MAX_VALUE, 1L << 40),
            Optional.of("index-0000000007.map"),
            new LogPosition(1L << 33, 1L << 34, 1L << 35, 1L << 36, -7),
            Optional.of("b00t"),
            OptionalLong.of(-5),
            new byte[] {1, 2, 3});
    assertEquals(root.tree(), again(root).tree());
    assertEquals(root.indexFile(), again(root).indexFile());
    assertEquals(root.position(), again(root).position());
    assertEquals(root.bootId(), again(root).bootId());
    assertEquals(root.seal(), again(root).seal());
    assertArrayEquals(root.engine(), again(root).engine());
    RootRecord bare =
        new RootRecord(
            Root.EMPTY,
            Optional.empty(),
            new LogPosition(0, 0, 0, 0, 0),
            Optional.empty(),
            OptionalLong.empty(),
            new byte[0]);
    assertEquals(bare.tree(), again(bare).tree());
    assertEquals(bare.indexFile(), again(bare).indexFile());
    assertEquals(bare.bootId(), again(bare).bootId());
    assertEquals(bare.clean(), again(bare).clean());
  }

  @Test
  void everyFlippedBitIsSeen() throws IOException {
    try (Roots roots = Roots.open(disk)) {
      roots.write(root(1));
      roots.write(root(2));
      int length = RootFormat.encode(new RootFormat.Numbered(2, root(2))).remaining();
      for (int bit = 0; bit < 8 * length; bit++) {
        disk.flip(Roots.FILE_NAME, bit);
        List<RootRecord> found = roots.read();
        assertEquals(1, found.size(), "The older one is left");
        assertEquals(1, found.get(0).position().commit());
        disk.flip(Roots.FILE_NAME, bit);
      }
    }
  }

  @Test
  void aWriteThatWasTornLeavesTheOneBefore() throws IOException {
    try (Roots roots = Roots.open(disk)) {
      roots.write(root(1));
      roots.write(root(2));
      disk.tearNextWrite(17);
      assertThrows(IOException.class, () -> roots.write(root(3)));
      assertEquals(2, roots.read().get(0).position().commit());
      assertEquals(1, roots.read().size());
    }
    try (Roots roots = Roots.open(disk)) {
      roots.write(root(4));
      assertEquals(4, roots.read().get(0).position().commit());
      assertEquals(2, roots.read().get(1).position().commit());
    }
  }

  @Test
  void clearingLeavesNone() throws IOException {
    try (Roots roots = Roots.open(disk)) {
      roots.write(root(1));
      roots.write(root(2));
      roots.clear();
      assertEquals(List.of(), roots.read());
      roots.write(root(3));
      assertEquals(3, roots.read().get(0).position().commit());
      assertEquals(1, roots.read().size());
    }
  }

  @Test
  void whatIsLongerThanASlotIsRefused() throws IOException {
    try (Roots roots = Roots.open(disk)) {
      roots.write(root(1));
      roots.write(with(root(2), Roots.SLOT_BYTES - 200));
      assertThrows(
          IllegalArgumentException.class, () -> roots.write(with(root(3), Roots.SLOT_BYTES)));
      assertRoots(roots.read(), 2);
    }
  }

  private RootRecord again(RootRecord root) throws IOException {
    try (Roots roots = Roots.open(disk)) {
      roots.write(root);
      return roots.read().get(0);
    }
  }

  private static void assertRoots(List<RootRecord> found, int newest) {
    assertEquals(Math.min(newest, 2), found.size());
    for (int i = 0; i < found.size(); i++) {
      assertEquals(newest - i, found.get(i).position().commit());
    }
  }

  private static RootRecord root(int commit) {
    return new RootRecord(
        new Root(commit, 1, 10L * commit, 100L * commit),
        Optional.of("index-0000000001.map"),
        new LogPosition(3, 1000, 1100, commit, 12345),
        Optional.of("boot"),
        commit % 2 == 0 ? OptionalLong.of(commit) : OptionalLong.empty(),
        new byte[commit]);
  }

  private static RootRecord with(RootRecord root, int engineBytes) {
    return new RootRecord(
        root.tree(),
        root.indexFile(),
        root.position(),
        root.bootId(),
        root.seal(),
        new byte[engineBytes]);
  }
}
