package dev.couchgrass.conformance.model;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.script.Regressions;
import dev.couchgrass.conformance.script.Script;
import java.io.IOException;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Random steps on the store and on its model, which must always agree. */
public abstract class StoreProperties {
  private static Optional<TriedStorage> tried = Optional.empty();

  private final StorageHome.Source homes;

  protected StoreProperties(StorageHome.Source homes) {
    this.homes = homes;
  }

  @AfterContainer
  static void stop() throws IOException {
    Optional<TriedStorage> last = tried;
    // Before it is closed, which may fail: what is tried next must not find it.
    tried = Optional.empty();
    if (last.isPresent()) {
      last.get().close();
    }
  }

  private TriedStorage tried() throws IOException {
    if (tried.isEmpty()) {
      tried = Optional.of(TriedStorage.open(homes));
    }
    return tried.get();
  }

  @BeforeProperty
  void whatFailedOnceIsTriedFirst() throws IOException {
    Regressions.ofProject().replay(StoreTrial.class, this::run);
  }

  @Provide
  Arbitrary<Script<StoreTrial>> scripts() {
    return StoreScripts.any();
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  @Tag("ALL-1")
  @Tag("ALL-3")
  @Tag("ALL-4")
  @Tag("ALL-7")
  @Tag("ATT-10")
  @Tag("ATT-13")
  @Tag("ATT-17")
  @Tag("CHG-1")
  @Tag("CHG-2")
  @Tag("CHG-3")
  @Tag("CHG-10")
  @Tag("CMP-1")
  @Tag("DIF-1")
  @Tag("DIF-2")
  @Tag("DIF-3")
  @Tag("DIF-4")
  @Tag("GET-2")
  @Tag("GET-3")
  @Tag("GET-4")
  @Tag("GET-5")
  @Tag("GET-6")
  @Tag("GET-7")
  @Tag("GRA-2")
  @Tag("GRA-3")
  @Tag("LOC-3")
  @Tag("LOC-4")
  @Tag("LOC-5")
  @Tag("LOC-6")
  @Tag("PUR-1")
  @Tag("PUR-2")
  @Tag("TREE-1")
  @Tag("TREE-6")
  @Tag("WIN-1")
  @Tag("WIN-2")
  @Tag("WIN-3")
  @Tag("WIN-4")
  @Tag("WRT-1")
  @Tag("WRT-2")
  @Tag("WRT-3")
  @Tag("WRT-4")
  @Tag("WRT-7")
  @Tag("WRT-9")
  void theStoreAgreesWithItsModel(@ForAll("scripts") Script<StoreTrial> script) throws IOException {
    run(script);
  }

  private void run(Script<StoreTrial> script) throws IOException {
    StoreTrial trial = new StoreTrial(tried());
    script.runOn(trial);
    trial.finish();
  }
}
