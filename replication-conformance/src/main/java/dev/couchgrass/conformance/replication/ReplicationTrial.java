package dev.couchgrass.conformance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.replication.model.Union;
import dev.couchgrass.conformance.replication.net.Simulation;
import dev.couchgrass.conformance.replication.net.Weather;
import dev.couchgrass.conformance.script.PastedBehind;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.ReplicationOptions.Batching;
import dev.couchgrass.sync.options.RetryPolicy;
import dev.couchgrass.sync.options.Selection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Replicas that replicate with each other, through steps, and the union of all their edits.
 *
 * <p>Steps may be left out and put in any order. A replica is named by a number, counted round, and
 * so are leaves, of which the winner is leaf 0. Replications that were begun go on only while the
 * trial {@linkplain #run runs}; so whatever else is done happens in the midst of them. In the end
 * all heals, and every replica must be the union.
 */
@PastedBehind("ReplicationTrial.on(homes(), trial -> trial")
public final class ReplicationTrial {
  private static final RetryPolicy FOR_EVER = RetryPolicy.FOR_EVER;

  private final Fleet fleet;
  private final Simulation simulation;
  private final Union union = new Union();
  private final Replications replications;
  private final EditSteps edits;

  ReplicationTrial(Fleet fleet) {
    this.fleet = fleet;
    this.simulation = fleet.begin();
    this.replications = new Replications(fleet, simulation);
    this.edits = new EditSteps(fleet, union);
  }

  /**
   * Makes steps on empty replicas, heals all, and compares.
   *
   * @throws IOException if there can be no storage
   * @throws AssertionError if a rule is broken
   */
  public static void on(List<StorageHome.Source> homes, Consumer<ReplicationTrial> steps)
      throws IOException {
    Fleet fleet = Fleet.open(homes, Between.NOTHING);
    try {
      ReplicationTrial trial = new ReplicationTrial(fleet);
      steps.accept(trial);
      trial.finish();
    } finally {
      fleet.close();
    }
  }

  void finish() {
    heal(1);
    fleet.end();
  }

  /** Tells trials apart in which other events happened. */
  long trace() {
    return simulation.trace();
  }

  Replications replications() {
    return replications;
  }

  private Replica replica(int number) {
    return fleet.replica(number);
  }

  /** Another one than the source. */
  private Replica target(int from, int to) {
    return fleet.replica(from) == fleet.replica(to) ? fleet.replica(to + 1) : fleet.replica(to);
  }

  /** Replaces a leaf, tombstone or not, or makes the document. A body is a number. */
  public ReplicationTrial edit(int replica, String id, int leaf, int body) {
    edits.edit(replica(replica), id, leaf, body);
    return this;
  }

  /** Replaces a leaf by a tombstone. */
  public ReplicationTrial delete(int replica, String id, int leaf) {
    edits.delete(replica(replica), id, leaf);
    return this;
  }

  /** Replaces a leaf, and attaches so many bytes, if all replicas take attachments. */
  public ReplicationTrial attach(int replica, String id, int leaf, String name, int bytes) {
    edits.attach(replica(replica), id, leaf, name, bytes);
    return this;
  }

  /**
   * Grafts a revision that came from elsewhere, with all its ancestors: a branch's name is a path.
   * Each prefix is a revision, a tombstone if it ends with {@code d}, with an attachment if it ends
   * with {@code y}.
   */
  public ReplicationTrial graft(int replica, String id, String branch) {
    edits.graft(replica(replica), id, branch);
    return this;
  }

  /** Frees the bodies of revisions that are no leaves, if the replica can. */
  public ReplicationTrial compact(int replica) {
    if (replica(replica).can(Capability.COMPACTION)) {
      await(replica(replica).store().compact());
    }
    return this;
  }

  /**
   * Begins to replicate everything.
   *
   * @param documents how many changes make a batch
   * @param workers how many batches travel at a time
   * @param seconds between two notes
   */
  public ReplicationTrial replicate(int from, int to, int documents, int workers, int seconds) {
    begin(from, to, options(documents, workers, seconds).withRetry(FOR_EVER));
    return this;
  }

  /** Begins to replicate, and gives up with the first failure. */
  public ReplicationTrial attempt(int from, int to, int documents, int workers) {
    begin(from, to, options(documents, workers, 0).withRetry(RetryPolicy.NONE));
    return this;
  }

  /** Begins to replicate one document. */
  public ReplicationTrial replicateOnly(int from, int to, String id) {
    Selection one = new Selection.Documents(Set.of(new DocumentId(id)));
    begin(from, to, options(5, 1, 0).withSelection(one).withRetry(FOR_EVER));
    return this;
  }

  /** Begins to replicate winners, and no other leaves. */
  public ReplicationTrial replicateWinners(int from, int to) {
    begin(from, to, options(2, 2, 0).withWinnersOnly(true).withRetry(FOR_EVER));
    return this;
  }

  /** Begins to replicate to a target that refuses a document for good; nothing is noted of it. */
  public ReplicationTrial replicateRefused(int from, int to, String id) {
    replications.begin(
        replica(from),
        target(from, to),
        options(3, 2, 0).withCheckpoints(false).withRetry(FOR_EVER),
        Optional.of(new DocumentId(id)));
    return this;
  }

  /** Begins to replicate what there is and what is to come, if the source can be followed. */
  public ReplicationTrial live(int from, int to, int documents, int seconds) {
    if (replica(from).can(Capability.LIVE_CHANGES)) {
      begin(from, to, options(documents, 2, seconds).withLive(true));
    }
    return this;
  }

  private void begin(int from, int to, ReplicationOptions options) {
    replications.begin(replica(from), target(from, to), options, Optional.empty());
  }

  private static ReplicationOptions options(int documents, int workers, int seconds) {
    return ReplicationOptions.DEFAULTS
        .withBatch(
            Batching.DEFAULTS
                .withDocuments(documents)
                .withWorkers(workers)
                .withBytes(documents * 100L))
        .withPatience(Duration.ofDays(1))
        .withCheckpointInterval(Duration.ofSeconds(seconds));
  }

  /** Lets so many events happen: a call arrives, an answer arrives, a pause ends. */
  public ReplicationTrial run(int events) {
    replications.run(events);
    return this;
  }

  /**
   * What calls to and from a replica meet from now on.
   *
   * @param weather the name of a {@code Weather}, in small letters
   * @param seed decides what becomes of each
   */
  public ReplicationTrial weather(int replica, String weather, int seed) {
    Weather next = Weather.valueOf(weather.toUpperCase(Locale.ROOT));
    replica(replica).line().weather(next, seed);
    return this;
  }

  /** Cancels one of the replications that are under way, counted round. */
  public ReplicationTrial cancel(int number) {
    replications.cancel(number);
    return this;
  }

  /** Ends the process of one of the replications that are under way. */
  public ReplicationTrial kill(int number) {
    replications.kill(number);
    return this;
  }

  /** The replica goes on with what a crash leaves at this moment, if that can be had. */
  public ReplicationTrial crash(int replica) {
    if (replica(replica).crash()) {
      replications.assertNotesTrue(replica(replica));
    }
    return this;
  }

  /** The replica is closed and opened again, if it keeps anything. */
  public ReplicationTrial reopen(int replica) {
    if (replica(replica).reopen()) {
      replications.assertNotesTrue(replica(replica));
    }
    return this;
  }

  /**
   * Lets all weather pass and all replications come to their end, and replicates along some ways
   * that connect all replicas until nothing travels; then all must be equal.
   *
   * @param seed decides which ways
   */
  public ReplicationTrial heal(int seed) {
    new Healing(fleet, replications).heal(seed);
    for (int i = 0; i < fleet.size(); i++) {
      new Comparison(union, "replica " + i, replica(i).store()).compare();
    }
    return this;
  }
}
