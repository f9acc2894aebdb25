package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that takes a folder's lock, says how that went, and keeps it until it is told to end.
 */
final class TakesLock {
  private TakesLock() {}

  public static void main(String[] arguments) throws IOException {
    try (FolderLock lock = FolderLock.take(Path.of(arguments[0]))) {
      System.out.println("taken");
      int ended = System.in.read();
      assert ended < 0 : lock;
    } catch (FolderInUseException e) {
      System.out.println(e.getMessage());
    }
  }
}
