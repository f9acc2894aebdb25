package dev.couchgrass.cli.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final Source source =
      new Source(
          "x", new ByteArrayInputStream(new byte[0]), OptionalLong.of(400), new AtomicLong(100));

  private Progress progress(boolean terminal) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Progress(stream, terminal, 2, nanos::get, source);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).replace("\r\u001b[K", "<").replace("\r\n", "\n");
  }

  @Test
  void drawsALineAtMostTenTimesASecond() {
    Progress progress = progress(true);
    progress.loaded(1_000);
    nanos.addAndGet(500_000_000);
    progress.loaded(1_000);
    progress.loaded(1_000);
    assertEquals("<2,000 documents  4,000/s  [######                  ] 25 %", said());
  }

  @Test
  void elsewhereSaysTheResultAlone() {
    Progress progress = progress(false);
    nanos.addAndGet(2_000_000_000);
    progress.loaded(3_000);
    progress.finish();
    assertEquals("3,000 documents loaded in 2.0 s (1,500/s)\n", said());
  }

  @Test
  void listsRefusedDocumentsUpToALimit() throws IOException {
    Progress progress = progress(false);
    for (int i = 1; i <= 5; i++) {
      progress.refused("line " + i, "conflict");
    }
    nanos.addAndGet(1_000_000_000);
    progress.loaded(1);
    progress.finish();
    assertTrue(
        said()
            .startsWith("line 1: conflict\nline 2: conflict\n... and 3 more\n1 document loaded, 5"),
        said());
    assertEquals(5, progress.refusals());
  }
}
