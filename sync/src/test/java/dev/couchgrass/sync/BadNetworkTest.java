package dev.couchgrass.sync;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.Storage;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.memory.MemoryStorage;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.ReplicationOptions.Batching;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However calls fail and answers are lost: in the end both sides are equal. */
class BadNetworkTest {
  private static final ReplicationOptions OPTIONS =
      ReplicationOptions.DEFAULTS
          .withCheckpointInterval(Duration.ZERO)
          .withBatch(Batching.DEFAULTS.withDocuments(7).withBytes(300).withWorkers(3))
          .withRetry(RetryPolicy.FOR_EVER.withPauses(Duration.ofMillis(1), Duration.ofMillis(5)));

  private final Vertx vertx = Vertx.vertx();
  private final Storage storage = await(MemoryStorage.open(vertx));
  private final DocumentStore source = await(storage.create(new DatabaseName("source")));
  private final DocumentStore target = await(storage.create(new DatabaseName("target")));

  @AfterEach
  void stop() {
    await(storage.close());
    await(vertx.close());
  }

  private void fill(Random random) {
    for (int i = 0; i < 120; i++) {
      String id = "d" + random.nextInt(60);
      String branch = "xyzw".substring(0, 1 + random.nextInt(3)) + random.nextInt(3);
      String[] history = new String[branch.length()];
      for (int g = branch.length(); g >= 1; g--) {
        history[branch.length() - g] = g + "-" + branch.substring(0, g);
      }
      await(source.graft(List.of(StoreFixture.grafted(id, random.nextInt(5) == 0, history))));
    }
    for (int i = 0; i < 5; i++) {
      Attachments.write(source, "att" + i, Optional.empty(), "f", "bytes " + i);
    }
  }

  /** The leaves of each document. */
  private static Map<String, List<RevisionId>> leaves(DocumentStore db) {
    Map<String, List<RevisionId>> leaves = new TreeMap<>();
    ChangesOptions options = ChangesOptions.DEFAULTS.withStyle(ChangesOptions.Style.ALL_DOCS);
    for (Change change : await(await(db.changes(options)).toList(10_000))) {
      leaves.put(change.id().value(), change.revisions());
    }
    return leaves;
  }

  private Replication start(Random random, int percent, int calls) {
    Endpoint near = await(Endpoint.of(source));
    Endpoint far = await(Endpoint.of(target));
    return new Replicator(vertx)
        .start(
            new Endpoint(
                near.identity(), new HarmedStore(vertx, source, random, percent, calls).proxy()),
            new Endpoint(
                far.identity(), new HarmedStore(vertx, target, random, percent, calls).proxy()),
            OPTIONS.withRetry(calls == Integer.MAX_VALUE ? OPTIONS.retry() : RetryPolicy.NONE));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSidesEndEqual(long seed) {
    Random random = new Random(seed);
    fill(random);
    Replication harmed = start(random, 10, Integer.MAX_VALUE);
    await(harmed.result());
    assertInstanceOf(ReplicationState.Completed.class, harmed.state());
    assertEquals(leaves(source), leaves(target), () -> "seed " + seed);
    assertEquals(0, await(start(random, 0, Integer.MAX_VALUE).result()).counts().read());
  }

  /** What a process does that is killed: from one moment on it makes no more calls. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatAKilledOneNotedIsThere(long seed) {
    Random random = new Random(seed);
    fill(random);
    for (int kill = 0; kill < 10; kill++) {
      Replication killed = start(random, 0, random.nextInt(60));
      await(killed.result().otherwiseEmpty());
      assertTrue(killed.state().over());
      assertNotedIsThere(seed);
    }
    await(start(random, 0, Integer.MAX_VALUE).result());
    assertEquals(leaves(source), leaves(target), () -> "seed " + seed);
  }

  /** A run that may do nothing but list tells where it would begin. */
  private void assertNotedIsThere(long seed) {
    Replication probe = start(new Random(seed), 0, 4);
    await(probe.result().otherwiseEmpty());
    ChangesOptions before =
        ChangesOptions.DEFAULTS
            .withSince(probe.state().soFar().lastSequence())
            .withStyle(ChangesOptions.Style.ALL_DOCS);
    Map<String, List<RevisionId>> there = leaves(target);
    Map<String, List<RevisionId>> expected = leaves(source);
    for (Change later : await(await(source.changes(before)).toList(10_000))) {
      expected.remove(later.id().value());
    }
    expected.forEach(
        (id, leaves) -> {
          assertEquals(leaves, there.get(id), () -> "noted, but not there; seed " + seed);
        });
  }
}
