package dev.couchgrass.conformance.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.EngineConformance;
import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.store.engine.Batch;
import dev.couchgrass.store.engine.Engine;
import dev.couchgrass.store.engine.EngineCapabilities;
import dev.couchgrass.store.engine.EngineCapabilities.Durability;
import dev.couchgrass.store.engine.EngineCapabilities.Reads;
import dev.couchgrass.store.engine.Snapshot;
import io.vertx.core.Future;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;

/** Whoever extends a suite gets its reports, and has nothing to register. */
class SuiteReportTest {
  static final class Adapter extends EngineConformance {
    @Override
    protected EngineHome engine() {
      return Unreadable::new;
    }
  }

  private static final class Unreadable implements Engine {
    @Override
    public EngineCapabilities capabilities() {
      return new EngineCapabilities(Durability.NONE, Reads.INLINE, 1024, 64 * 1024);
    }

    @Override
    public Snapshot snapshot() {
      throw new UnsupportedOperationException("Not yet");
    }

    @Override
    public Future<Void> commit(Batch batch) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> flush() {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  private static String assertTells(String id, TestExecutionResult result) {
    Rule rule = Rulebook.packed().find(id).orElseThrow();
    String message = String.valueOf(result.getThrowable().orElseThrow().getMessage());
    assertTrue(message.contains("Not yet"), message);
    assertTrue(message.contains(rule.text()), message);
    assertTrue(message.contains("Check first: " + rule.checkFirst().orElseThrow()), message);
    return message;
  }

  /** The tag alone chooses what is run, of both libraries. */
  @Test
  void testsAndPropertiesOfASuiteTellTheirRules() {
    try (OwnRegressions regressions = new OwnRegressions()) {
      Map<String, TestExecutionResult> results = Launched.tagged("ENG-12", Adapter.class);
      assertTells("ENG-12", results.get("aRangeHasItsStartAndNotItsEnd"));
      String told = assertTells("ENG-12", results.get("theEngineAgreesWithASortedMap"));
      assertTrue(told.contains("-Dcouchgrass.seed="), told);
      assertFalse(results.containsKey("aCommitIsVisibleToNewSnapshotsOnly"));
      assertEquals(1, regressions.files().count());
    }
  }
}
