package dev.couchgrass.instance.sync.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ArrivedEntriesTest {
  @Test
  void aPageIsReadOnAWorker() throws TimeoutException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
    CountDownLatch free = new CountDownLatch(1);
    vertx.executeBlocking(() -> free.await(60, TimeUnit.SECONDS), false);
    byte[] garbage = new byte[100_000];
    Future<ArrivedEntries> read = ArrivedEntries.read(vertx, List.of(garbage));
    boolean atOnce = read.isComplete();
    free.countDown();
    assertFalse(atOnce);
    ArrivedEntries arrived = read.await(60, TimeUnit.SECONDS);
    assertEquals(List.of(), arrived.entries());
    assertEquals(Set.of(Cid.of(Codec.DAG_CBOR, garbage)), arrived.malformed().keySet());
    vertx.close().await(60, TimeUnit.SECONDS);
  }
}
