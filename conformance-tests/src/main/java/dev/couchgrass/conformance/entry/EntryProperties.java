package dev.couchgrass.conformance.entry;

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

/**
 * Random steps on a store of entries and on its model, which must always agree. Each script has a
 * store of its own, as nothing is ever removed from one.
 */
public abstract class EntryProperties extends StorageTries<EntryTrial> {
  protected EntryProperties(StorageHome.Source homes) {
    super(homes, EntryTrial.class, EntryFixture::entriesOf);
  }

  @Override
  protected void on(Vertx vertx, StorageHome.Source homes, Consumer<EntryTrial> steps)
      throws IOException {
    EntryTrial.on(vertx, homes, steps);
  }

  @Provide
  Arbitrary<Script<EntryTrial>> scripts() {
    return EntryScripts.any();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @Tag("EST-1")
  @Tag("EST-2")
  @Tag("EST-3")
  @Tag("EST-4")
  @Tag("EST-5")
  @Tag("EST-6")
  @Tag("EST-7")
  @Tag("EST-8")
  @Tag("EST-9")
  @Tag("EST-10")
  @Tag("EST-11")
  @Tag("EST-12")
  @Tag("EST-13")
  @Tag("EST-14")
  @Tag("EST-15")
  @Tag("EST-16")
  @Tag("EST-17")
  @Tag("EST-18")
  @Tag("EST-19")
  @Tag("EST-20")
  @Tag("EST-21")
  @Tag("EST-22")
  @Tag("EST-23")
  @Tag("EST-24")
  @Tag("EST-25")
  @Tag("EST-26")
  @Tag("EST-28")
  @Tag("EST-29")
  @Tag("EST-30")
  @Tag("EST-31")
  @Tag("EST-33")
  @Tag("EST-35")
  @Tag("EST-36")
  @Tag("EST-37")
  @Tag("EST-38")
  void theStoreAgreesWithItsModel(@ForAll("scripts") Script<EntryTrial> script) throws IOException {
    run(script);
  }
}
