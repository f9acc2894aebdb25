package dev.couchgrass.store.chronicle;

import dev.couchgrass.store.chronicle.progress.OpenListener;
import dev.couchgrass.store.engine.Batch;
import java.io.IOException;
import java.nio.file.Path;

/** A process that writes too little for a page, and closes its store as the JVM ends. */
final class ClosesAtTheEnd {
  private ClosesAtTheEnd() {}

  public static void main(String[] arguments) throws IOException {
    ChronicleEngine engine =
        ChronicleEngine.open(Path.of(arguments[0]), ChronicleOptions.DEFAULTS, OpenListener.NONE);
    engine.commit(Batch.builder().put(new byte[] {1}, new byte[] {2}).build()).await();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  engine.close().await();
                  System.out.println("closed");
                }));
  }
}
