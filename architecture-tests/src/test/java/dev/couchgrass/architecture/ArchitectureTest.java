package dev.couchgrass.architecture;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  /** Fewer source files than this means that the tree was not found. */
  private static final int FEWEST_CLASSES = 10;

  private static final JavaClasses EVERYTHING =
      new ClassFileImporter().importPackages("dev.couchgrass");

  private static final JavaClasses PRODUCTION = EVERYTHING.that(Rules.production());

  static Stream<Named<ArchRule>> rules() {
    return Stream.of(
        Named.of("no cycles between packages", Rules.NO_CYCLES),
        Named.of("modules point down", Rules.MODULES_POINT_DOWN),
        Named.of("internals stay inside", Rules.INTERNALS_STAY_INSIDE),
        Named.of("core is pure", Rules.CORE_IS_PURE),
        Named.of("nothing blocks", Rules.NOTHING_BLOCKS),
        Named.of("nothing prints", Rules.NOTHING_PRINTS));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCTION);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void canFail(ArchRule rule) {
    AssertionError failure =
        assertThrows(AssertionError.class, () -> rule.allowEmptyShould(true).check(EVERYTHING));
    assertTrue(String.valueOf(failure.getMessage()).contains("fixture"), failure.getMessage());
  }

  @Test
  void everySourceFileWasScanned() {
    Set<String> missing = new HashSet<>(SourceTree.classNames());
    assertTrue(missing.size() >= FEWEST_CLASSES, () -> "Only " + missing);
    missing.removeAll(PRODUCTION.stream().map(JavaClass::getName).collect(toSet()));
    assertEquals(Set.of(), missing, "A module is missing in this one's dependencies");
  }
}
