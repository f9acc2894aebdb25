package dev.couchgrass.sync;

import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.checkpoint.ReplicationId;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.run.Run;
import dev.couchgrass.sync.time.Timers;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Starts replications between databases of any stores. */
public final class Replicator {
  private static final int SESSION_BYTES = 16;

  private final Vertx vertx;
  private final InstantSource clock;
  private final Timers timers;
  private final RandomGenerator random;

  /** With the system's clock. */
  public Replicator(Vertx vertx) {
    this(vertx, InstantSource.system(), RandomGenerator.of("SecureRandom"));
  }

  /** With a clock and chance of its own, and the system's timers. */
  public Replicator(Vertx vertx, InstantSource clock, RandomGenerator random) {
    this(vertx, clock, Timers.of(vertx), random);
  }

  /**
   * With time and chance of its own.
   *
   * @param timers end pauses, when by the clock their time has come
   * @param random gives names to sessions, which have to be unlike any other anywhere, and lengths
   *     to pauses
   */
  public Replicator(Vertx vertx, InstantSource clock, Timers timers, RandomGenerator random) {
    this.vertx = vertx;
    this.clock = clock;
    this.timers = timers;
    this.random = random;
  }

  /** Starts to bring what a source has to a target. Both must stay open until it is over. */
  public Replication start(Endpoint source, Endpoint target, ReplicationOptions options) {
    ReplicationId id =
        ReplicationId.of(
            List.of(
                "couchgrass 1",
                source.identity(),
                target.identity(),
                options.selection().identity(),
                options.winnersOnly() ? "winners" : "leaves",
                options.since().map(UpdateSequence::token).orElse("")));
    byte[] session = new byte[SESSION_BYTES];
    random.nextBytes(session);
    Run.Task task =
        new Run.Task(
            source.store(), target.store(), options, id, HexFormat.of().formatHex(session));
    Replication replication =
        new Replication(vertx.getOrCreateContext(), clock, timers, random, task);
    replication.begin();
    return replication;
  }
}
