package dev.couchgrass.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.couchgrass.store.chronicle.pages.ChildJvm;
import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Snapshot;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is told to stop closes its store when the JVM has begun to end: too late for a
 * library to register what it does then.
 */
class CloseAtTheEndTest {
  private static final List<String> OPTIONS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED");

  @Test
  void theFirstPagesAreWrittenInOrder(@TempDir Path folder) throws Exception {
    Process process = ChildJvm.onClassPath(OPTIONS, ClosesAtTheEnd.class, folder.toString());
    try (BufferedReader out = process.inputReader()) {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "The process did not end");
      assertEquals(List.of("closed"), out.lines().toList());
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
    ChronicleEngine engine =
        ChronicleEngine.open(folder, ChronicleOptions.DEFAULTS, new NeverRebuilt());
    try (Snapshot snapshot = engine.snapshot()) {
      assertArrayEquals(new byte[] {2}, snapshot.get(new byte[] {1}).orElseThrow());
    }
    engine.close().await();
  }

  private static final class NeverRebuilt implements OpenListener {
    @Override
    public void rebuilds(String reason) {
      fail(reason);
    }

    @Override
    public void replayed(long commit, long last) {
      fail("Commits were replayed");
    }
  }
}
