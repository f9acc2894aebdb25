package dev.couchgrass.acceptance.instance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.acceptance.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database of many entries comes over HTTP, from one process on disk to another, each with a heap
 * of 256 MiB. {@code -Dinstance.entries=} says how many.
 */
@Timeout(1_800)
class LargeDatabaseIT {
  private static final int ENTRIES = Integer.getInteger("instance.entries", 5_000);
  private static final List<String> SMALL_HEAP = List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

  @TempDir Path folder;

  @Test
  void comesWithASmallHeap() throws Exception {
    Path errors = folder.resolve("errors");
    Process host =
        start(ServesNotes.class, folder.resolve("host").toString(), Integer.toString(ENTRIES));
    try (BufferedReader said = host.inputReader(US_ASCII)) {
      String ticket = line(said, errors);
      String tips = line(said, errors);
      long began = System.nanoTime();
      Process guest = start(JoinsOnce.class, folder.resolve("guest").toString(), ticket);
      try (BufferedReader heard = guest.inputReader(US_ASCII)) {
        assertEquals(tips, line(heard, errors));
        assertEquals(Integer.toString(Math.min(ENTRIES, 1_000)), line(heard, errors));
        System.out.printf(
            "LargeDatabaseIT: %,d entries in %.1f s, the start of a process included%n",
            ENTRIES, (System.nanoTime() - began) / 1e9);
      } finally {
        guest.destroyForcibly();
      }
    } finally {
      host.destroyForcibly();
    }
  }

  private Process start(Class<?> main, String... arguments) throws IOException {
    return ChildJvm.start(folder.resolve("errors").toFile(), SMALL_HEAP, main, arguments);
  }

  private static String line(BufferedReader said, Path errors) throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new AssertionError("It ended early: " + Files.readString(errors));
    }
    return line;
  }
}
