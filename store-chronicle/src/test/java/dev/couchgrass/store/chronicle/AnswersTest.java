package dev.couchgrass.store.chronicle;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
  @TempDir Path folder;

  @Test
  void aCallerMayWaitForAnotherWriteWhereOneIsAnswered() throws IOException {
    ChronicleEngine engine =
        ChronicleEngine.open(folder, ChronicleOptions.DEFAULTS, OpenListener.NONE);
    try {
      Future<byte[]> second =
          engine
              .commit(put(1))
              .map(
                  first -> {
                    await(engine.commit(put(2)));
                    try (Snapshot snapshot = engine.snapshot()) {
                      return snapshot.get(new byte[] {2}).orElseThrow();
                    }
                  });
      assertArrayEquals(new byte[] {2}, await(second));
    } finally {
      await(engine.close());
    }
  }

  private static Batch put(int number) {
    byte[] bytes = {(byte) number};
    return Batch.builder().put(bytes, bytes).build();
  }
}
