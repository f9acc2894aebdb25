package dev.couchgrass.store.chronicle.pages;

import java.io.PrintStream;
import java.nio.file.Path;

/** A process that makes pages in a folder, and says "done", or which flags it misses. */
final class OpensPages {
  private OpensPages() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    try (ChroniclePages pages = ChroniclePages.empty(Path.of(arguments[0]))) {
      pages.write(1, new byte[100]);
      out.println("done");
    } catch (MissingFlagsException missing) {
      out.println(missing.getMessage());
    }
  }
}
