package dev.couchgrass.conformance.transaction;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A storage has signed logs and transactions, or says that it has none. */
public abstract class WithoutTransactionsConformance {
  private final StorageHome.Source homes;

  protected WithoutTransactionsConformance(StorageHome.Source homes) {
    this.homes = homes;
  }

  @Test
  @Tag("TRX-19")
  void aStorageHasTransactionsOrSaysThatItHasNone() throws IOException {
    Vertx vertx = Vertx.vertx();
    StorageHome home = homes.make();
    Storage storage = await(home.open(vertx));
    boolean hasLogs =
        await(storage.logs().map(true).recover(none -> Future.succeededFuture(false)));
    if (hasLogs) {
      assertEquals("done", await(storage.transact(tx -> Future.succeededFuture("done"))));
    } else {
      assertFails(ErrorCode.NOT_SUPPORTED, storage.logs());
      assertFails(ErrorCode.NOT_SUPPORTED, storage.transact(tx -> Future.succeededFuture(1)));
    }
    await(storage.close());
    await(vertx.close());
    home.delete();
  }
}
