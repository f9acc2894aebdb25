package dev.couchgrass.bench.logs;

import dev.couchgrass.core.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Verifies signatures on all cores and does nothing else: taking in can't be faster. */
final class Verification implements AutoCloseable {
  private static final int PIECE = 32;
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final ExecutorService executor = Executors.newFixedThreadPool(CORES);

  void run(List<Operation> operations) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      all.add(() -> verify(operations, next));
    }
    for (Future<Void> each : executor.invokeAll(all)) {
      each.get();
    }
  }

  private Void verify(List<Operation> operations, AtomicInteger next) {
    int size = operations.size();
    for (int from = next.getAndAdd(PIECE); from < size; from = next.getAndAdd(PIECE)) {
      for (Operation operation : operations.subList(from, Math.min(size, from + PIECE))) {
        operation.requireValid();
      }
    }
    return null;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
