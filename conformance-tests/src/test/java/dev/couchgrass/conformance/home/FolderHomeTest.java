package dev.couchgrass.conformance.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No engine is needed: opening one tells where the folder is, and fails. */
class FolderHomeTest {
  private final List<Path> opened = new ArrayList<>();
  private FolderHome home;

  @BeforeEach
  void make() throws IOException {
    home =
        FolderHome.make(
            folder -> {
              opened.add(folder);
              throw new IOException("There is no engine here");
            });
  }

  @AfterEach
  void delete() throws IOException {
    home.delete();
    assertFalse(Files.exists(folder(home)));
  }

  private Path folder(EngineHome of) {
    assertThrows(IOException.class, of::open);
    return opened.get(opened.size() - 1);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void isOneFolderWheneverItIsOpened() {
    Path folder = folder(home);
    assertEquals(folder, folder(home));
  }

  @Test
  void aCrashLeavesACopyOfItsOwn() throws IOException {
    Path folder = folder(home);
    Files.createDirectories(folder.resolve("a/b"));
    write(folder.resolve("a/b/c"), "one");
    write(folder.resolve("d"), "two");

    EngineHome left = home.crashed().orElseThrow();
    Path copy = folder(left);
    assertNotEquals(folder, copy);
    write(folder.resolve("d"), "three");
    assertEquals("one", Files.readString(copy.resolve("a/b/c")));
    assertEquals("two", Files.readString(copy.resolve("d")));

    left.delete();
    assertFalse(Files.exists(copy));
    assertEquals("three", Files.readString(folder.resolve("d")));
  }

  @Test
  void aCopyBesideWhichSomethingChangedIsThrownAway() throws IOException {
    Path folder = folder(home);
    write(folder.resolve("file"), "0");
    write(folder.resolve("old"), "");
    Deque<Runnable> changes =
        new ArrayDeque<>(
            List.of(
                () -> write(folder.resolve("file"), "1"),
                () -> write(folder.resolve("new"), ""),
                () -> assertTrue(folder.resolve("old").toFile().delete()),
                () -> {}));
    FolderHome copy = home.copied(() -> changes.remove().run());
    assertTrue(changes.isEmpty());
    assertEquals("1", Files.readString(folder(copy).resolve("file")));
    assertTrue(Files.exists(folder(copy).resolve("new")));
    assertFalse(Files.exists(folder(copy).resolve("old")));
    copy.delete();
  }

  @Test
  void aFolderThatNeverStandsStillCanNotBeCopied() {
    Path file = folder(home).resolve("file");
    write(file, "");
    StringBuilder longer = new StringBuilder();
    assertThrows(
        IOException.class, () -> home.copied(() -> write(file, longer.append('x').toString())));
  }
}
