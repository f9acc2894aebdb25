package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Replicas.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

class ContributionProperties {
  @Provide
  Arbitrary<List<Step>> steps() {
    return Replicas.steps();
  }

  /** In any order of arrival, with entries that arrive twice. */
  @Property
  @Tag("CRD-11")
  void theOrderOfArrivalDoesNotMatter(@ForAll("steps") List<Step> steps, @ForAll long seed) {
    List<Contribution<String>> ordered = Replicas.run(steps, seed);
    Doc state = Contribution.state(ordered);
    Doc oneByOne = Replicas.data(ordered.stream()).stream().reduce(Doc.EMPTY, Doc::merge);
    assertEquals(oneByOne, state);
    List<Contribution<String>> arrived = new ArrayList<>(ordered);
    Random random = new Random(seed);
    for (int i = 0; i < ordered.size() / 2; i++) {
      arrived.add(ordered.get(random.nextInt(ordered.size())));
    }
    Collections.shuffle(arrived, random);
    assertEquals(state, Contribution.state(arrived));
  }

  @Property(tries = 300)
  @Tag("CRD-5")
  @Tag("CRD-11")
  void aKnownStateStandsForAllUpToSomePoint(@ForAll("steps") List<Step> steps, @ForAll long seed) {
    List<Contribution<String>> ordered = Replicas.run(steps, seed);
    Doc state = Contribution.state(ordered);
    for (int point = 0; point <= ordered.size(); point++) {
      Doc known = Contribution.state(ordered.subList(0, point));
      Doc rest = Contribution.state(ordered.subList(point, ordered.size()));
      assertEquals(state, known.merge(rest));
      assertEquals(state, known.merge(Doc.decode(rest.encode())));
    }
  }

  @Property
  @Tag("CRD-11")
  void theStateIsWhatTheChangesMakeOneByOne(@ForAll("steps") List<Step> steps, @ForAll long seed) {
    List<Contribution<String>> ordered = Replicas.run(steps, seed);
    assertEquals(
        NaiveState.of(Replicas.data(ordered.stream())),
        NaiveState.seen(Contribution.state(ordered)));
  }
}
