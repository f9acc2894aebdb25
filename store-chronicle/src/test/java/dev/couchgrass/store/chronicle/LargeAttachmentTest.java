package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.store.chronicle.pages.ChildJvm;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An attachment four times as large as the heap goes in and out: 256 MiB with 64 MiB, or, with
 * {@code -Dattachments.large}, 1 GiB with 256 MiB.
 */
class LargeAttachmentTest {
  private static final int HEAP = System.getProperty("attachments.large") == null ? 64 : 256;

  @Test
  void streamsInAndOut(@TempDir Path folder) throws Exception {
    List<String> options =
        List.of(
            "-Xmx" + HEAP + "m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED");
    Process process =
        ChildJvm.onClassPath(
            options, StreamsAttachment.class, folder.toString(), String.valueOf(4 * HEAP));
    try (BufferedReader out = process.inputReader()) {
      assertEquals(List.of("same"), out.lines().toList());
      assertEquals(0, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }
}
