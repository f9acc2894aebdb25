package dev.couchgrass.conformance.home;

import dev.couchgrass.conformance.instrument.Probe;
import dev.couchgrass.store.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;

/** Where a storage under test keeps its databases. Used by one test, then deleted. */
@FunctionalInterface
public interface StorageHome {
  /**
   * Opens the storage: without databases the first time, later with those that it kept. Not called
   * while a storage that it opened is open.
   */
  Future<Storage> open(Vertx vertx);

  /** Whether a storage that is opened again has what was there; if not, no test asks for it. */
  default boolean keeps() {
    return false;
  }

  /**
   * A home with what would be here if the process ended at this moment, in which a storage is open;
   * or empty if that can't be had, and then no test asks what a crash leaves.
   *
   * @throws IOException if it can't be had because of a failure, which fails the test
   */
  default Optional<StorageHome> crashed() throws IOException {
    return Optional.empty();
  }

  /** What watches the engine beneath the storage, for tests of what is left in it; or empty. */
  default Optional<Probe> engine() {
    return Optional.empty();
  }

  /**
   * Removes everything. No storage is open any more.
   *
   * @throws IOException if it can't be removed, which fails the test
   */
  default void delete() throws IOException {}

  /** Gives each test a home of its own. */
  @FunctionalInterface
  interface Source {
    /**
     * A home in which nothing is.
     *
     * @throws IOException if there can be none, which fails the test
     */
    StorageHome make() throws IOException;
  }
}
