package dev.couchgrass.conformance.replication;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.script.Regressions;
import dev.couchgrass.conformance.script.Script;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Random steps on replicas, which are all equal in the end. */
abstract class ReplicationProperties {
  private static Optional<Fleet> fleet = Optional.empty();

  private final Supplier<List<StorageHome.Source>> homes;
  private final Supplier<Between> between;

  ReplicationProperties(Supplier<List<StorageHome.Source>> homes, Supplier<Between> between) {
    this.homes = homes;
    this.between = between;
  }

  @AfterContainer
  static void stop() throws IOException {
    Optional<Fleet> last = fleet;
    // Before it is closed, which may fail: what is tried next must not find it.
    fleet = Optional.empty();
    if (last.isPresent()) {
      last.get().close();
    }
  }

  private Fleet fleet() throws IOException {
    if (fleet.isEmpty()) {
      fleet = Optional.of(Fleet.open(homes.get(), between.get()));
    }
    return fleet.get();
  }

  @BeforeProperty
  void whatFailedOnceIsTriedFirst() throws IOException {
    Regressions.ofProject().replay(ReplicationTrial.class, this::run);
  }

  @Provide
  Arbitrary<Script<ReplicationTrial>> scripts() {
    return ReplicationScripts.any();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  @Tag("REP-1")
  @Tag("REP-2")
  @Tag("REP-3")
  @Tag("REP-4")
  @Tag("REP-5")
  @Tag("REP-6")
  @Tag("REP-7")
  @Tag("REP-8")
  @Tag("REP-9")
  @Tag("REP-10")
  @Tag("REP-11")
  @Tag("REP-12")
  @Tag("REP-13")
  void theReplicasConverge(@ForAll("scripts") Script<ReplicationTrial> script) throws IOException {
    run(script);
  }

  private void run(Script<ReplicationTrial> script) throws IOException {
    ReplicationTrial trial = new ReplicationTrial(fleet());
    script.runOn(trial);
    trial.finish();
  }
}
