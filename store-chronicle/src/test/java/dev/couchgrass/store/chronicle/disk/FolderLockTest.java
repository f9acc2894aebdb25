package dev.couchgrass.store.chronicle.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.chronicle.pages.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  private static String owner(long pid) {
    return " is in use by process " + pid + " since 20";
  }

  private static String triedElsewhere(Path folder) throws Exception {
    Process other = ChildJvm.onClassPath(List.of(), TakesLock.class, folder.toString());
    try (BufferedReader out = other.inputReader()) {
      return String.valueOf(out.readLine());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void anotherProcessIsNamed(@TempDir Path folder) throws Exception {
    Process other = ChildJvm.onClassPath(List.of(), TakesLock.class, folder.toString());
    try (BufferedReader out = other.inputReader()) {
      assertEquals("taken", out.readLine());
      IOException refused = assertThrows(FolderInUseException.class, () -> FolderLock.take(folder));
      assertTrue(String.valueOf(refused.getMessage()).contains(owner(other.pid())));
    } finally {
      other.destroyForcibly().waitFor();
    }
    FolderLock.take(folder).close();
  }

  @Test
  void whoReadsKeepsWritersOutAndLeavesNoTrace(@TempDir Path folder) throws Exception {
    FolderLock.take(folder).close();
    byte[] before = Files.readAllBytes(folder.resolve("lock"));
    try (FolderLock shared = FolderLock.share(folder)) {
      assertTrue(triedElsewhere(folder).endsWith("is in use by a process that reads it"));
      assertThrows(FolderInUseException.class, () -> FolderLock.take(folder), shared::toString);
    }
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("lock")));
    assertEquals("taken", triedElsewhere(folder));
  }

  @Test
  void whoReadsIsKeptOut(@TempDir Path folder) throws Exception {
    Process other = ChildJvm.onClassPath(List.of(), TakesLock.class, folder.toString());
    try (BufferedReader out = other.inputReader()) {
      assertEquals("taken", out.readLine());
      IOException refused =
          assertThrows(FolderInUseException.class, () -> FolderLock.share(folder));
      assertTrue(String.valueOf(refused.getMessage()).contains(owner(other.pid())));
    } finally {
      other.destroyForcibly().waitFor();
    }
    FolderLock.share(folder).close();
  }

  @Test
  void aFolderWithoutALockFileIsReadAndGetsNone(@TempDir Path folder) throws IOException {
    FolderLock.share(folder).close();
    assertFalse(Files.exists(folder.resolve("lock")));
  }

  /** On Unix, whoever closes a file gives back every lock that his process has on it. */
  @Test
  void aRefusalInTheSameProcessKeepsOthersOut(@TempDir Path folder) throws Exception {
    long self = ProcessHandle.current().pid();
    try (FolderLock held = FolderLock.take(folder)) {
      for (Path way : List.of(folder, folder.resolve("..").resolve(folder.getFileName()))) {
        IOException refused = assertThrows(FolderInUseException.class, () -> FolderLock.take(way));
        assertTrue(String.valueOf(refused.getMessage()).contains(owner(self)), held::toString);
      }
      assertTrue(triedElsewhere(folder).contains(owner(self)));
    }
    assertEquals("taken", triedElsewhere(folder));
    FolderLock.take(folder).close();
  }
}
