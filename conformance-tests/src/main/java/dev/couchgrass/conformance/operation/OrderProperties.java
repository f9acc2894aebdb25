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

/** Random steps on an orderer, and on its model. */
public abstract class OrderProperties extends StorageTries<OrderTrial> {
  protected OrderProperties(StorageHome.Source homes) {
    super(homes, OrderTrial.class, LogFixture::logsOf);
  }

  @Override
  protected void on(Vertx vertx, StorageHome.Source homes, Consumer<OrderTrial> steps)
      throws IOException {
    OrderTrial.on(vertx, homes, steps);
  }

  @Provide
  Arbitrary<Script<OrderTrial>> scripts() {
    return OrderScripts.any();
  }

  @Provide
  Arbitrary<Script<OrderTrial>> arrivals() {
    return OrderScripts.arrivals();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @Tag("ORD-1")
  @Tag("ORD-2")
  @Tag("ORD-3")
  @Tag("ORD-4")
  @Tag("ORD-5")
  @Tag("ORD-6")
  @Tag("ORD-7")
  @Tag("ORD-8")
  @Tag("ORD-9")
  @Tag("ORD-10")
  @Tag("ORD-11")
  @Tag("TRX-2")
  @Tag("TRX-8")
  @Tag("TRX-9")
  @Tag("TRX-10")
  @Tag("TRX-11")
  void anOrdererAgreesWithItsModel(@ForAll("scripts") Script<OrderTrial> script)
      throws IOException {
    run(script);
  }

  /** Whatever depends on what, and in whatever order it arrives, each is taken once. */
  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @Tag("ORD-1")
  @Tag("ORD-2")
  @Tag("ORD-3")
  @Tag("ORD-4")
  void allThatArrivesIsTakenInOrder(@ForAll("arrivals") Script<OrderTrial> script)
      throws IOException {
    run(script);
  }
}
