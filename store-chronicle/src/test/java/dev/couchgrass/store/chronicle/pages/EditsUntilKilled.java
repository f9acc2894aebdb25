package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.tree.Edit;
import dev.couchgrass.store.chronicle.tree.Pages;
import dev.couchgrass.store.chronicle.tree.Root;
import dev.couchgrass.store.chronicle.tree.Tree;
import dev.couchgrass.store.engine.Batch.Change;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A process that edits a tree without end. It prints each root, and goes on when it is told that
 * this arrived: only then are the pages removed that the root before needed.
 */
final class EditsUntilKilled {
  private EditsUntilKilled() {}

  public static void main(String[] arguments) throws IOException {
    long seed = Long.parseLong(arguments[1]);
    PrintStream out = System.out;
    try (ChroniclePages store = ChroniclePages.empty(Path.of(arguments[0]))) {
      Pages pages = new Pages(store, 1 << 20);
      Tree tree = pages.tree(Root.EMPTY);
      for (int step = 0; ; step++) {
        Edit edit = tree.edit(changes(seed, step));
        Root root = edit.tree().root();
        out.printf(
            "%d %d %d %d %s%n",
            root.pageId(),
            root.height(),
            root.entries(),
            root.nextPageId(),
            store.fileName().orElseThrow());
        out.flush();
        if (System.in.read() < 0) {
          return;
        }
        for (long id : edit.replaced()) {
          pages.remove(id);
        }
        tree = edit.tree();
      }
    }
  }

  static List<Change> changes(long seed, int step) {
    Random random = new Random(seed * 31 + step);
    TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < 400; i++) {
      byte[] key = ByteBuffer.allocate(4).putInt(random.nextInt(20_000)).array();
      byte[] value = new byte[random.nextInt(400)];
      random.nextBytes(value);
      boolean delete = random.nextInt(5) == 0;
      changes.put(key, new Change(key, delete ? Optional.empty() : Optional.of(value)));
    }
    return List.copyOf(changes.values());
  }
}
