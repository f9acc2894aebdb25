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

/** Random steps on stores of operations and logs, and on their model. */
public abstract class LogProperties extends StorageTries<LogTrial> {
  protected LogProperties(StorageHome.Source homes) {
    super(homes, LogTrial.class, LogFixture::logsOf);
  }

  @Override
  protected void on(Vertx vertx, StorageHome.Source homes, Consumer<LogTrial> steps)
      throws IOException {
    LogTrial.on(vertx, homes, steps);
  }

  @Provide
  Arbitrary<Script<LogTrial>> scripts() {
    return LogScripts.any();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @Tag("LOG-1")
  @Tag("LOG-2")
  @Tag("LOG-3")
  @Tag("LOG-4")
  @Tag("LOG-5")
  @Tag("LOG-8")
  @Tag("LOG-9")
  @Tag("LOG-10")
  @Tag("LOG-11")
  @Tag("LOG-12")
  @Tag("LOG-13")
  @Tag("LOG-14")
  @Tag("LOG-15")
  @Tag("LOG-16")
  @Tag("LOG-17")
  @Tag("LOG-18")
  @Tag("LOG-19")
  @Tag("LOG-20")
  @Tag("LOG-21")
  @Tag("LOG-25")
  @Tag("TRX-2")
  @Tag("TRX-4")
  @Tag("TRX-8")
  @Tag("TRX-9")
  @Tag("TRX-10")
  @Tag("TRX-11")
  void logsAgreeWithTheirModel(@ForAll("scripts") Script<LogTrial> script) throws IOException {
    run(script);
  }
}
