package dev.couchgrass.conformance.engine;

import dev.couchgrass.conformance.home.EngineHome;
import dev.couchgrass.conformance.script.Regressions;
import dev.couchgrass.conformance.script.Script;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Random batches, snapshots and reopenings of an engine and of a sorted map beside it. */
public abstract class EngineProperties {
  private final EngineHome.Source homes;

  protected EngineProperties(EngineHome.Source homes) {
    this.homes = homes;
  }

  @BeforeProperty
  void whatFailedOnceIsTriedFirst() throws IOException {
    Regressions.ofProject().replay(EngineTrial.class, this::run);
  }

  @Provide
  Arbitrary<Script<EngineTrial>> scripts() {
    return EngineScripts.any();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  @Tag("ENG-1")
  @Tag("ENG-6")
  @Tag("ENG-10")
  @Tag("ENG-12")
  @Tag("ENG-13")
  @Tag("ENG-17")
  void theEngineAgreesWithASortedMap(@ForAll("scripts") Script<EngineTrial> script)
      throws IOException {
    run(script);
  }

  private void run(Script<EngineTrial> script) throws IOException {
    EngineTrial.on(homes, script::runOn);
  }
}
