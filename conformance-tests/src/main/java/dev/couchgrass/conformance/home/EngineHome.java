package dev.couchgrass.conformance.home;

import dev.couchgrass.store.engine.Engine;
import java.io.IOException;
import java.util.Optional;

/** Where an engine under test keeps what it keeps. Used by one test, then deleted. */
@FunctionalInterface
public interface EngineHome {
  /**
   * Opens the engine: with nothing in it the first time, later with what it kept. Not called while
   * an engine that it opened is open. If the engine's durability is {@code NONE} each is a new one.
   *
   * @throws IOException if it can't be opened, which fails the test
   */
  Engine open() throws IOException;

  /**
   * A home with what would be here if the process ended at this moment, which an engine has open;
   * or empty if that can't be had, and then no test asks what a crash leaves.
   *
   * @throws IOException if it can't be had because of a failure, which fails the test
   */
  default Optional<EngineHome> crashed() throws IOException {
    return Optional.empty();
  }

  /**
   * Lets what lies beneath refuse all writes from now on, as a full disk does, or take them again.
   * An engine has it open.
   *
   * @return false if that can't be had, and then no test asks what a failed commit leaves
   */
  default boolean refuseWrites(boolean refused) {
    return false;
  }

  /**
   * Removes everything. No engine is open any more.
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
    EngineHome make() throws IOException;
  }
}
