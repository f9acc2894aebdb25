package dev.couchgrass.conformance;

import dev.couchgrass.conformance.document.StagingConformance;
import dev.couchgrass.conformance.engine.BatchesConformance;
import dev.couchgrass.conformance.engine.EngineProperties;
import dev.couchgrass.conformance.engine.FailuresConformance;
import dev.couchgrass.conformance.engine.LifecycleConformance;
import dev.couchgrass.conformance.engine.SnapshotsConformance;
import dev.couchgrass.conformance.engine.ThreadsConformance;
import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.conformance.home.KvHome;
import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.rule.StandsOn;
import dev.couchgrass.store.kv.KvOptions;
import java.io.IOException;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;

/**
 * Whether an engine does what every engine does, and whether the document databases that {@code
 * store-kv} makes of it do. To be extended by a test class that tells where the engine keeps what
 * it keeps.
 */
@StandsOn("ENG")
public abstract class EngineConformance extends StorageConformance {
  /** For subclasses. */
  protected EngineConformance() {}

  /**
   * A new place for an engine, in which nothing is. Called for each test.
   *
   * @throws IOException if there can be none, which fails the test
   */
  protected abstract EngineHome engine() throws IOException;

  @Override
  protected final StorageHome storage() throws IOException {
    return new KvHome(engine(), KvOptions.DEFAULTS);
  }

  @Nested
  final class Snapshots extends SnapshotsConformance {
    Snapshots() {
      super(EngineConformance.this::engine);
    }
  }

  @Nested
  final class Batches extends BatchesConformance {
    Batches() {
      super(EngineConformance.this::engine);
    }
  }

  @Nested
  final class Failures extends FailuresConformance {
    Failures() {
      super(EngineConformance.this::engine);
    }
  }

  @Nested
  final class Lifecycle extends LifecycleConformance {
    Lifecycle() {
      super(EngineConformance.this::engine);
    }
  }

  @Nested
  final class Threads extends ThreadsConformance {
    Threads() {
      super(EngineConformance.this::engine);
    }
  }

  @Nested
  final class Staging extends StagingConformance {
    Staging() {
      super(EngineConformance.this::engine);
    }
  }

  @Group
  final class EngineModel extends EngineProperties {
    EngineModel() {
      super(EngineConformance.this::engine);
    }
  }
}
