package dev.couchgrass.store.chronicle.pages;

import java.nio.file.Path;

/** A process that recovers the file of an index again and again, and tells of each time. */
final class RecoversUntilKilled {
  private RecoversUntilKilled() {}

  public static void main(String[] arguments) {
    while (true) {
      ChroniclePages.recover(Path.of(arguments[0]), arguments[1]).close();
      System.out.println("recovered");
    }
  }
}
