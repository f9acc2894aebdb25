package dev.couchgrass.instance.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Replicas that have heard the same show the same, whoever wrote where, in whatever order it came,
 * and whoever was revoked by whom meanwhile.
 */
class ConvergenceProperties {
  private static final Vertx VERTX = Vertx.vertx();
  private static final int PEOPLE = 4;

  @AfterContainer
  static void stop() {
    Replica.await(VERTX.close());
  }

  /** A step; prints as the call that makes it. */
  record Step(String what, int where, int who, int third, int fourth) {
    void on(Town town) {
      switch (what) {
        case "write" -> town.write(where, who, third);
        case "remove" -> town.remove(where, who, third);
        case "revoke" -> town.revoke(where, who, third);
        case "grant" -> town.grant(where, who, third, fourth);
        case "pullSome" -> town.pullSome(where, who, fourth);
        case "pullAll" -> town.pullAll(where, who);
        default -> town.restart(where);
      }
    }

    @Override
    public String toString() {
      return "new Step(\"%s\", %d, %d, %d, %d)".formatted(what, where, who, third, fourth);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> what =
        Arbitraries.frequency(
            Tuple.of(8, "write"),
            Tuple.of(2, "remove"),
            Tuple.of(3, "revoke"),
            Tuple.of(3, "grant"),
            Tuple.of(4, "pullSome"),
            Tuple.of(4, "pullAll"),
            Tuple.of(1, "restart"));
    Arbitrary<Integer> number = Arbitraries.integers().between(0, PEOPLE - 1);
    return Combinators.combine(what, number, number, number, Arbitraries.integers().between(0, 11))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  @Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
  void replicasAgree(@ForAll("steps") List<Step> steps) {
    try (Town town = new Town(VERTX, PEOPLE)) {
      steps.forEach(step -> step.on(town));
      town.heal();
      List<String> views = town.views();
      for (String view : views) {
        assertEquals(views.get(0), view);
      }
    }
  }
}
