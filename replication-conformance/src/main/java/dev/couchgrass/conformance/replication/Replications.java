package dev.couchgrass.conformance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.replication.net.Session;
import dev.couchgrass.conformance.replication.net.Simulation;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.Endpoint;
import dev.couchgrass.sync.Replicator;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.result.ReplicationState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The replications of a trial. */
final class Replications {
  /** More than any trial needs: what is not at rest by then never will be. */
  private static final int MOST_EVENTS = 50_000;

  private final Fleet fleet;
  private final Simulation simulation;
  private final Replicator replicator;
  private final Notes notes = new Notes();
  private final List<Started> started = new ArrayList<>();

  Replications(Fleet fleet, Simulation simulation) {
    this.fleet = fleet;
    this.simulation = simulation;
    this.replicator = new Replicator(fleet.vertx(), simulation, simulation, new Random(1));
  }

  /** Begins one. Nothing of it happens before the simulation runs. */
  Started begin(
      Replica source, Replica target, ReplicationOptions options, Optional<DocumentId> forbidden) {
    Session session = new Session(forbidden);
    Endpoint lineFrom =
        new Endpoint(
            source.identity(), fleet.between().source().apply(source.line().asSource(session)));
    Endpoint lineTo =
        new Endpoint(
            target.identity(),
            fleet
                .between()
                .target()
                .apply(
                    target
                        .line()
                        .asTarget(session, note -> notes.noted(note, source, target, options))));
    var atFirst = await(Listing.since(source.store(), UpdateSequence.START, options));
    Started begun =
        await(
            simulation.call(
                () ->
                    new Started(
                        source,
                        target,
                        options,
                        session,
                        replicator.start(lineFrom, lineTo, options),
                        atFirst)));
    started.add(begun);
    return begun;
  }

  /** Those that are not over, in the order in which they began. */
  private List<Started> underWay() {
    return started.stream().filter(each -> !each.over()).toList();
  }

  /** Picks one that is under way, counted round. */
  private Optional<Started> pick(int number) {
    List<Started> all = underWay();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(number % all.size()));
  }

  /** Lets so many events happen, and looks whether all accounts are right. */
  int run(int events) {
    int happened = await(simulation.run(events));
    for (Started each : List.copyOf(started)) {
      each.assertAddsUp();
      if (each.over()) {
        await(each.assertDone());
        started.remove(each);
      }
    }
    return happened;
  }

  /** Lets happen whatever can. */
  void rest() {
    assertTrue(run(MOST_EVENTS) < MOST_EVENTS, "REP-10: the replications come to no rest");
  }

  void cancel(int number) {
    pick(number).ifPresent(each -> simulation.call(each.replication()::cancel));
  }

  /** Ends its process. */
  void kill(int number) {
    pick(number)
        .ifPresent(
            each -> {
              await(simulation.call(() -> kill(each)));
              started.remove(each);
            });
  }

  private static Future<Void> kill(Started killed) {
    killed.session().kill();
    return killed.replication().cancel();
  }

  Notes notes() {
    return notes;
  }

  /** After a crash: what was noted is there still. */
  void assertNotesTrue(Replica crashed) {
    await(notes.assertStillTrue(crashed));
  }

  /** Brings all to an end: those that have one get there, and live ones are caught up. */
  void finish() {
    List<Started> all = underWay();
    rest();
    for (Started each : all) {
      if (each.options().live() && !each.over()) {
        await(each.assertCaughtUp());
        await(simulation.call(each.replication()::cancel));
      } else if (!each.options().retry().equals(RetryPolicy.NONE)) {
        assertTrue(
            wellEnded(each.replication().state(), each.options()),
            () -> "REP-10: it does not go on by itself: " + each.replication().state());
      }
    }
    rest();
    assertTrue(underWay().isEmpty(), "REP-12: it was told to end, and does not");
  }

  private static boolean wellEnded(ReplicationState state, ReplicationOptions options) {
    return state instanceof ReplicationState.Cancelled
        || (!options.live() && state instanceof ReplicationState.Completed);
  }

  /** One from its beginning to its end, by itself. */
  Started complete(Replica source, Replica target, ReplicationOptions options) {
    Started begun = begin(source, target, options, Optional.empty());
    rest();
    assertInstanceOf(
        ReplicationState.Completed.class,
        begun.replication().state(),
        () -> "REP-10: " + begun.replication().state());
    return begun;
  }
}
