package dev.couchgrass.core.crdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Replicas.Step;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

class DocEditProperties {
  @Provide
  Arbitrary<Doc> docs() {
    return RandomValues.docs();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Replicas.steps();
  }

  /** Whether it is looked at after each edit, or at the end alone. */
  @Property(tries = 300)
  @Tag("CRD-19")
  @Tag("CRD-20")
  void theDeltaOverTheBaseIsTheCurrentDocument(
      @ForAll("docs") Doc base, @ForAll("steps") List<Step> steps, @ForAll long seed) {
    DocEdit watched = new DocEdit(base, new Random(seed));
    DocEdit unwatched = new DocEdit(base, new Random(seed));
    for (Step step : steps) {
      Replicas.edit(watched, step);
      Replicas.edit(unwatched, step);
      assertEquals(base.merge(watched.delta()), watched.current());
    }
    assertEquals(watched.current(), unwatched.current());
    assertEquals(watched.delta(), unwatched.delta());
  }

  @Property
  @Tag("CRD-20")
  @Tag("CRD-21")
  void whatIsSetIsReadAndWhatIsRemovedIsNot(
      @ForAll("docs") Doc base, @ForAll("docs") Doc value, @ForAll long seed) {
    DocEdit edit = new DocEdit(base, new Random(seed));
    for (Path path : List.of(Path.of("a"), Path.of("a", ""), Path.of("b.c", "x", "y"))) {
      edit.set(path, value);
      assertEquals(NaiveState.seen(value), NaiveState.seen(edit.get(path).orElseThrow()));
      assertTrue(edit.remove(path));
      assertTrue(edit.get(path).isEmpty());
    }
  }
}
