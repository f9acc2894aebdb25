package dev.couchgrass.core.entry;

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

/** Every entry of a table is refused, for the reason that stands beside it. */
class ForgedEntriesTest {
  private static List<Forgery> table() {
    return Stream.of(
            ForgedEncodings.rows(),
            ForgedMembers.rows(),
            ForgedKeys.rows(),
            ForgedMetadata.rows(),
            ForgedRoles.rows(),
            ForgedSignatures.rows(),
            ForgedHistories.rows())
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
  @Tag("ENT-3")
  @Tag("ENT-4")
  Stream<DynamicTest> otherSpellings() {
    return refused(ForgedEncodings.rows());
  }

  @TestFactory
  @Tag("ENT-4")
  @Tag("ENT-5")
  @Tag("ENT-7")
  @Tag("ENT-8")
  Stream<DynamicTest> members() {
    return refused(ForgedMembers.rows());
  }

  @TestFactory
  @Tag("ENT-6")
  @Tag("ENT-9")
  @Tag("KEY-1")
  @Tag("KEY-2")
  @Tag("KEY-3")
  Stream<DynamicTest> keys() {
    return refused(ForgedKeys.rows());
  }

  @TestFactory
  @Tag("ENT-10")
  Stream<DynamicTest> metadata() {
    return refused(ForgedMetadata.rows());
  }

  @TestFactory
  @Tag("ENT-11")
  @Tag("ENT-12")
  @Tag("ENT-13")
  Stream<DynamicTest> roles() {
    return refused(ForgedRoles.rows());
  }

  @TestFactory
  @Tag("ENT-6")
  @Tag("KEY-4")
  Stream<DynamicTest> signatures() {
    return refused(ForgedSignatures.rows());
  }

  @TestFactory
  @Tag("ENT-14")
  @Tag("ENT-15")
  @Tag("ENT-16")
  @Tag("ENT-18")
  @Tag("ENT-19")
  @Tag("ENT-20")
  @Tag("ENT-21")
  Stream<DynamicTest> histories() {
    return refused(ForgedHistories.rows());
  }

  @Test
  @Tag("ENT-23")
  void theTableIsLongAndHasEveryReason() {
    List<Forgery> table = table();
    assertTrue(table.size() >= 100, () -> "Only " + table.size());
    Set<String> names = new HashSet<>();
    for (Forgery row : table) {
      assertTrue(names.add(row.name()), () -> "twice: " + row.name());
    }
    Set<EntryProblem> problems =
        table.stream()
            .map(Forgery::problem)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(EntryProblem.class)));
    assertEquals(EnumSet.allOf(EntryProblem.class), problems);
  }

  @Test
  @Tag("ENT-23")
  void reasonsAreConstantWordsAndAllDifferent() {
    Set<String> messages = new HashSet<>();
    for (EntryProblem problem : EntryProblem.values()) {
      assertFalse(problem.message().isBlank());
      assertTrue(messages.add(problem.message()), problem::message);
      InvalidEntryException refusal = new InvalidEntryException(problem, "detail");
      assertEquals(problem.message(), refusal.getMessage());
      assertEquals(problem.message() + ": detail", refusal.refusal().reason());
      assertEquals(0, refusal.getStackTrace().length);
    }
  }
}
