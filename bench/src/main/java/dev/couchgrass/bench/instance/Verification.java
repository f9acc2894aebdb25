package dev.couchgrass.bench.instance;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.key.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Verifies signatures and does nothing else: what takes entries in can't be faster. */
final class Verification implements AutoCloseable {
  /** How many a thread verifies before it looks for more. */
  private static final int PIECE = 32;

  /** As many threads as there are cores, which is what instances verify on, too. */
  static final int CORES = Runtime.getRuntime().availableProcessors();

  private final ExecutorService executor = Executors.newFixedThreadPool(CORES);
  private final PublicKey key;

  /** Of signatures of one key. */
  Verification(PublicKey key) {
    this.key = key;
  }

  /** Verifies each of some entries, on so many threads. */
  void run(List<Entry> entries, int threads) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(() -> verify(entries, next));
    }
    for (Future<Void> each : executor.invokeAll(all)) {
      each.get();
    }
  }

  private Void verify(List<Entry> entries, AtomicInteger next) {
    for (int from = next.getAndAdd(PIECE); from < entries.size(); from = next.getAndAdd(PIECE)) {
      for (Entry entry : entries.subList(from, Math.min(entries.size(), from + PIECE))) {
        entry.requireSignedBy(key);
      }
    }
    return null;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
