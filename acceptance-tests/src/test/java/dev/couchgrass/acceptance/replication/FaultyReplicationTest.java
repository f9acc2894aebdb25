package dev.couchgrass.acceptance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.sync.Replication;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationState;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replications whose source, target, or both are servers beyond a network that cuts, delays, spoils
 * and swallows, and gateways that answer something else. They end with both sides equal.
 *
 * <p>{@code -Dreplication.faults=} says how many seeds, {@code -Dreplication.seed=} which one comes
 * first.
 */
class FaultyReplicationTest {
  private static final int SEEDS = Integer.getInteger("replication.faults", 2);
  private static final long FIRST =
      Long.getLong("replication.seed", new Random().nextInt(1_000_000));

  private final Trial trial = new Trial();

  @AfterEach
  void stop() {
    trial.close();
  }

  static Stream<Arguments> trials() {
    return LongStream.range(FIRST, FIRST + SEEDS)
        .boxed()
        .flatMap(seed -> Stream.of(Far.values()).map(far -> Arguments.of(seed, far)));
  }

  /** Which sides are servers. */
  enum Far {
    SOURCE,
    TARGET,
    BOTH
  }

  @ParameterizedTest(name = "seed {0}, far: {1}")
  @MethodSource("trials")
  void onceTheSidesEndEqual(long seed, Far far) {
    Random random = new Random(seed);
    DocumentStore source = trial.database("source");
    DocumentStore target = trial.database("target");
    Contents.fill(source, random, 400);
    Way way = new Way(random);
    Replication replication =
        trial.start(
            far == Far.TARGET ? source : way.to(trial, "source"),
            far == Far.SOURCE ? target : way.to(trial, "target"),
            Trial.STUBBORN);
    ReplicationCounts counts = await(replication.result()).counts();
    assertInstanceOf(ReplicationState.Completed.class, replication.state());
    Map<String, List<String>> expected = Contents.of(source);
    Contents.assertEqual(expected, Contents.of(target), replication.state());
    long leaves = expected.values().stream().mapToLong(List::size).sum();
    assertTrue(counts.read() >= leaves, counts::toString);
    assertTrue(counts.written() <= leaves, counts::toString);
    assertEquals(0, counts.failed() + counts.filtered() + counts.gone(), counts::toString);
    way.heal();
    assertEquals(
        ReplicationCounts.ZERO,
        await(
                trial
                    .start(
                        far == Far.TARGET ? source : way.last("source"),
                        far == Far.SOURCE ? target : way.last("target"),
                        Trial.STUBBORN)
                    .result())
            .counts());
    System.out.printf(
        "FaultyReplicationTest: seed %d, %s, %s, %s%n", seed, far, counts, way.told());
  }

  /** Changes go on while the line fails, and when it is well again all of them are there. */
  @ParameterizedTest(name = "seed {0}, far: {1}")
  @MethodSource("trials")
  void liveTheSidesEndEqual(long seed, Far far) {
    Random random = new Random(seed);
    DocumentStore source = trial.database("source");
    DocumentStore target = trial.database("target");
    Way way = new Way(random);
    Replication replication =
        trial.start(
            far == Far.TARGET ? source : way.to(trial, "source"),
            far == Far.SOURCE ? target : way.to(trial, "target"),
            Trial.STUBBORN.withLive(true).withRetry(Trial.STUBBORN.retry()));
    for (int i = 0; i < 10; i++) {
      ReplicationState seen = replication.state();
      Contents.fill(source, random, 40);
      await(replication.next(seen));
    }
    way.heal();
    Trial.awaitEqual(replication, source, target);
    await(replication.cancel());
    assertInstanceOf(ReplicationState.Cancelled.class, replication.state());
    System.out.printf("FaultyReplicationTest: seed %d, %s, live, %s%n", seed, far, way.told());
  }
}
