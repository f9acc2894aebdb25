package dev.couchgrass.conformance.operation;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.script.Regressions;
import dev.couchgrass.conformance.script.Script;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.opentest4j.TestAbortedException;

/**
 * Random steps on stores and on their model, which must always agree: in the transaction that is
 * open, and elsewhere. Each script has a storage of its own.
 *
 * @param <T> what makes the steps
 */
@AddLifecycleHook(NeedsLogs.class)
public abstract class LogTries<T> {
  private static Optional<Vertx> vertx = Optional.empty();

  private final StorageHome.Source homes;
  private final Class<T> trial;
  private Optional<TestAbortedException> lack = Optional.empty();

  LogTries(StorageHome.Source homes, Class<T> trial) {
    this.homes = homes;
    this.trial = trial;
  }

  @AfterContainer
  static void stop() {
    Optional<Vertx> last = vertx;
    vertx = Optional.empty();
    last.ifPresent(started -> StoreFixture.await(started.close()));
  }

  private static Vertx vertx() {
    Vertx started = vertx.orElseGet(Vertx::vertx);
    vertx = Optional.of(started);
    return started;
  }

  /** Why nothing can be tried, if that is so; known when the first try begins. */
  Optional<TestAbortedException> lack() {
    return lack;
  }

  @BeforeProperty
  void whatFailedOnceIsTriedFirst() throws IOException {
    StorageHome home = homes.make();
    lack = LogFixture.lack(vertx(), home);
    home.delete();
    Regressions.ofProject().replay(trial, this::run);
  }

  /** Makes steps on something new, and compares all in the end. */
  abstract void on(Vertx started, StorageHome.Source source, Consumer<T> steps) throws IOException;

  void run(Script<T> script) throws IOException {
    if (lack.isEmpty()) {
      on(vertx(), homes, script::runOn);
    }
  }
}
