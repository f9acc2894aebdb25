package dev.couchgrass.conformance.operation;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.partial.StorageTries;
import dev.couchgrass.conformance.script.Script;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Random steps on what is noted beside logs, and on its model. */
public abstract class NoteProperties extends StorageTries<NoteTrial> {
  protected NoteProperties(StorageHome.Source homes) {
    super(homes, NoteTrial.class, LogFixture::logsOf);
  }

  @Override
  protected void on(Vertx vertx, StorageHome.Source homes, Consumer<NoteTrial> steps)
      throws IOException {
    NoteTrial.on(vertx, homes, steps);
  }

  @Provide
  Arbitrary<Script<NoteTrial>> scripts() {
    return NoteScripts.any();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @Tag("TOP-1")
  @Tag("TOP-2")
  @Tag("TOP-3")
  @Tag("CUR-1")
  @Tag("CUR-2")
  @Tag("CUR-3")
  @Tag("CUR-4")
  @Tag("CUR-5")
  @Tag("ADR-1")
  @Tag("ADR-2")
  @Tag("ADR-3")
  @Tag("ADR-4")
  @Tag("ADR-5")
  @Tag("ADR-6")
  @Tag("ADR-8")
  @Tag("STA-1")
  @Tag("STA-2")
  @Tag("STA-3")
  @Tag("TRX-2")
  @Tag("TRX-8")
  @Tag("TRX-9")
  @Tag("TRX-10")
  @Tag("TRX-11")
  void notesAgreeWithTheirModel(@ForAll("scripts") Script<NoteTrial> script) throws IOException {
    run(script);
  }
}
