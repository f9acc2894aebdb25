package dev.couchgrass.conformance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.rule.Described;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import dev.couchgrass.sync.options.ReplicationOptions.Batching;
import dev.couchgrass.sync.result.ReplicationCounts;
import dev.couchgrass.sync.result.ReplicationState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What replicas go through, one thing at a time; what a store lacks is skipped with its name. */
abstract class ReplicationStories implements Described {
  /** All that a calm line brings about. */
  private static final int ALL = 10_000;

  private static final ReplicationOptions SMALL =
      ReplicationOptions.DEFAULTS
          .withCheckpointInterval(Duration.ZERO)
          .withBatch(Batching.DEFAULTS.withDocuments(5).withWorkers(1));

  private final Supplier<List<StorageHome.Source>> homes;
  private final Supplier<Between> between;
  private Fleet fleet;
  private ReplicationTrial trial;

  ReplicationStories(Supplier<List<StorageHome.Source>> homes, Supplier<Between> between) {
    this.homes = homes;
    this.between = between;
  }

  @BeforeEach
  void begin() throws IOException {
    fleet = Fleet.open(homes.get(), between.get());
    trial = new ReplicationTrial(fleet);
  }

  @AfterEach
  void end() throws IOException {
    fleet.close();
  }

  /** Those that all have. */
  @Override
  public Set<String> capabilities() {
    return Set.of(Capability.values()).stream()
        .filter(each -> fleet.replicas().stream().allMatch(replica -> replica.can(each)))
        .map(Capability::name)
        .collect(Collectors.toSet());
  }

  private void requireOfAll(Capability capability) {
    if (!capabilities().contains(capability.name())) {
      throw new TestAbortedException("Not all of the stores have " + capability);
    }
  }

  private static ReplicationCounts counts(Started replication) {
    return replication.replication().state().soFar().counts();
  }

  private Started complete(int from, int to, ReplicationOptions options) {
    return trial.replications().complete(fleet.replica(from), fleet.replica(to), options);
  }

  private Started begin(int from, int to, ReplicationOptions options) {
    return trial
        .replications()
        .begin(fleet.replica(from), fleet.replica(to), options, Optional.empty());
  }

  private void fill(int documents) {
    for (int i = 0; i < documents; i++) {
      trial.edit(0, "d" + i, 0, i);
    }
  }

  @Test
  @Tag("REP-1")
  @Tag("REP-2")
  @Tag("REP-3")
  void conflictsAndTombstonesTravel() {
    trial
        .edit(0, "a", 0, 1)
        .edit(1, "a", 0, 2)
        .graft(2, "a", "xyd")
        .edit(3, "b", 0, 1)
        .delete(3, "b", 0)
        .graft(0, "c", "xd")
        .heal(1)
        .edit(1, "b", 0, 3)
        .delete(2, "a", 0)
        .heal(2);
  }

  @Test
  @Tag("REP-4")
  void attachmentsTravelAndStay() {
    requireOfAll(Capability.ATTACHMENTS);
    trial
        .edit(0, "a", 0, 1)
        .attach(0, "a", 0, "f", 200_000)
        .attach(0, "a", 0, "g", 0)
        .heal(1)
        .edit(1, "a", 0, 2)
        .attach(2, "a", 0, "f", 10)
        .heal(2);
  }

  @Test
  @Tag("REP-5")
  @Tag("REP-6")
  @Tag("REP-8")
  void whatIsRefusedIsToldAndTheRestArrives() {
    fill(12);
    trial.replicateRefused(0, 1, "d7").run(ALL).heal(1);
  }

  @Test
  @Tag("REP-8")
  @Tag("REP-10")
  void whatIsCompleteIsThereHoweverBadTheLineWas() {
    fill(30);
    for (int seed = 1; seed <= 10; seed++) {
      trial.weather(0, "lossy", seed).weather(1, "storm", seed).edit(0, "d" + seed, 0, seed);
      trial.replicate(0, 1, 3, 2, 0).run(ALL);
    }
    trial.heal(1);
  }

  @Test
  @Tag("REP-9")
  void theSourceStaysAsItWas() {
    fill(12);
    var before = await(fleet.replica(0).store().info());
    complete(0, 1, SMALL);
    assertEquals(
        before.updateSequence(),
        await(fleet.replica(0).store().info()).updateSequence(),
        "REP-9: the source's sequence");
  }

  @Test
  @Tag("REP-10")
  void itGoesOnWhenTheLineIsThereAgain() {
    fill(12);
    Started replication = begin(0, 1, SMALL.withLive(true));
    trial.run(20).weather(1, "cut", 1);
    boolean retries = false;
    for (int i = 0; i < ALL && !retries; i++) {
      trial.run(1);
      retries = replication.replication().state() instanceof ReplicationState.Retrying;
    }
    assertTrue(retries, "REP-10: the line is cut, and it does not try again");
    trial.heal(1);
  }

  @Test
  @Tag("REP-11")
  void aSecondRunCarriesNothing() {
    fill(12);
    complete(0, 1, SMALL);
    Started again = complete(0, 1, SMALL);
    assertEquals(0, counts(again).read(), "REP-11: read");
    assertEquals(List.of(), again.session().transfers(), "REP-11: calls that carry documents");
  }

  @Test
  @Tag("REP-12")
  void aLiveOneThatWaitsIsCancelled() {
    requireOfAll(Capability.LIVE_CHANGES);
    fill(3);
    Started live = begin(0, 1, SMALL.withLive(true));
    trial.replications().rest();
    trial.replications().cancel(0);
    trial.replications().rest();
    assertInstanceOf(
        ReplicationState.Cancelled.class, live.replication().state(), "REP-12: the state");
  }

  @Test
  @Tag("REP-13")
  void aLiveOneCarriesWhatComesLater() {
    requireOfAll(Capability.LIVE_CHANGES);
    Started live = begin(0, 1, SMALL.withLive(true));
    trial.replications().rest();
    for (int i = 0; i < 5; i++) {
      trial.edit(0, "a" + i, 0, i);
      trial.replications().rest();
      await(live.assertCaughtUp());
    }
  }

  @Test
  @Tag("REP-7")
  @Tag("REP-14")
  void aKilledOneGoesOnFromItsNotes() {
    fill(40);
    Started killed = begin(0, 1, SMALL);
    for (int i = 0; i < ALL && counts(killed).written() < 20; i++) {
      trial.run(1);
    }
    trial.kill(0);
    UpdateSequence noted = trial.replications().notes().newest().orElseThrow();
    var left = await(Listing.since(fleet.replica(0).store(), noted, SMALL));
    assertTrue(left.size() < 40, "REP-14: nothing was noted of 20 documents");
    assertEquals(left.size(), counts(complete(0, 1, SMALL)).read(), "REP-14: looked at again");
  }

  @Test
  @Tag("REP-7")
  void aCrashLosesNothingThatIsNoted() {
    fill(20);
    begin(0, 1, SMALL);
    begin(0, 2, SMALL);
    boolean crashed = false;
    for (int i = 0; i < 20; i++) {
      // Ever longer: at first it gets nowhere between two crashes, and later to its next note.
      trial.run(5 + 4 * i);
      for (int replica = 0; replica < fleet.size(); replica++) {
        crashed |= fleet.replica(replica).crash();
        trial.replications().assertNotesTrue(fleet.replica(replica));
      }
    }
    trial.heal(1);
    if (!crashed) {
      throw new TestAbortedException("No crash can be had here");
    }
  }
}
