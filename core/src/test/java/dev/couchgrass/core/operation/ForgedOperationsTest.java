package dev.couchgrass.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation of a table is refused, for the reason that stands beside it. */
class ForgedOperationsTest {
  private static List<Forgery> table() {
    return Stream.of(
            ForgedEncodings.rows(),
            ForgedElements.rows(),
            ForgedSignatures.rows(),
            ForgedRoles.rows(),
            ForgedPlaces.rows())
        .flatMap(List::stream)
        .toList();
  }

  private static Stream<DynamicTest> refused(List<Forgery> rows) {
    return rows.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> assertRefused(row)));
  }

  private static void assertRefused(Forgery row) {
    Optional<Refusal> refusal = row.attempt().get();
    assertTrue(refusal.isPresent(), "it was accepted");
    assertEquals(row.problem(), refusal.get().problem(), () -> refusal.get().reason());
    assertTrue(refusal.get().reason().startsWith(row.problem().message()));
  }

  @TestFactory
  @Tag("OPN-3")
  @Tag("OPN-4")
  Stream<DynamicTest> otherSpellings() {
    return refused(ForgedEncodings.rows());
  }

  @TestFactory
  @Tag("OPN-4")
  @Tag("OPN-5")
  @Tag("OPN-6")
  @Tag("OPN-8")
  @Tag("OPN-21")
  @Tag("KEY-3")
  Stream<DynamicTest> elements() {
    return refused(ForgedElements.rows());
  }

  @TestFactory
  @Tag("OPN-7")
  @Tag("KEY-4")
  Stream<DynamicTest> signatures() {
    return refused(ForgedSignatures.rows());
  }

  @TestFactory
  @Tag("OPN-10")
  @Tag("OPN-11")
  @Tag("OPN-12")
  @Tag("OPN-13")
  Stream<DynamicTest> roles() {
    return refused(ForgedRoles.rows());
  }

  @TestFactory
  @Tag("OPN-15")
  @Tag("OPN-16")
  @Tag("OPN-17")
  @Tag("OPN-18")
  @Tag("OPN-20")
  Stream<DynamicTest> places() {
    return refused(ForgedPlaces.rows());
  }

  @Test
  @Tag("OPN-22")
  void theTableIsLongAndHasEveryReason() {
    List<Forgery> table = table();
    assertTrue(table.size() >= 150, () -> "Only " + table.size());
    Set<String> names = new HashSet<>();
    for (Forgery row : table) {
      assertTrue(names.add(row.name()), () -> "twice: " + row.name());
    }
    Set<OperationProblem> problems =
        table.stream()
            .map(Forgery::problem)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(OperationProblem.class)));
    assertEquals(EnumSet.allOf(OperationProblem.class), problems);
  }

  @Test
  @Tag("OPN-22")
  void reasonsAreConstantWordsAndAllDifferent() {
    Set<String> messages = new HashSet<>();
    for (OperationProblem problem : OperationProblem.values()) {
      assertFalse(problem.message().isBlank());
      assertTrue(messages.add(problem.message()), problem::message);
      InvalidOperationException refusal = new InvalidOperationException(problem, "detail");
      assertEquals(problem.message(), refusal.getMessage());
      assertEquals(problem.message() + ": detail", refusal.refusal().reason());
      assertEquals(0, refusal.getStackTrace().length);
    }
  }
}
