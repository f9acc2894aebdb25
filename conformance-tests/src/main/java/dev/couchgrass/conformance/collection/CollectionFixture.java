package dev.couchgrass.conformance.collection;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.collection.Collections;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.opentest4j.TestAbortedException;

/** An empty storage for each test, and collections over it. */
public abstract class CollectionFixture {
  private final StorageHome.Source homes;
  private final Vertx vertx = Vertx.vertx();
  private StorageHome home;
  Storage storage;
  Collections collections;

  CollectionFixture(StorageHome.Source homes) {
    this.homes = homes;
  }

  @BeforeEach
  void openStorage() throws IOException {
    home = homes.make();
    storage = home.open(vertx).await();
    collections = Collections.over(storage);
  }

  /** Closes the storage and opens it again; ends the test if nothing would be there. */
  void reopen() {
    if (!home.keeps()) {
      throw new TestAbortedException("The storage keeps nothing when it is closed");
    }
    storage.close().await();
    storage = home.open(vertx).await();
    collections = Collections.over(storage);
  }

  @AfterEach
  void closeStorage() throws IOException {
    storage.close().await();
    home.engine().ifPresent(Probe::requireReleased);
    home.delete();
    vertx.close().await();
  }
}
