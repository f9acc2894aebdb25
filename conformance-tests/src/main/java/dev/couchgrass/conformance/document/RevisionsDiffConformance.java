package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.RevisionsDiff;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which revisions a database lacks. */
public abstract class RevisionsDiffConformance extends StoreFixture {
  protected RevisionsDiffConformance(StorageHome.Source homes) {
    super(homes);
  }

  @Test
  @Tag("DIF-1")
  @Tag("DIF-3")
  @Tag("DIF-4")
  void onlyWhatIsMissingIsTold() {
    graft("a", "3-c", "2-b", "1-a");
    graft("b", "1-a");
    Map<DocumentId, List<RevisionId>> asked = new LinkedHashMap<>();
    asked.put(id("z"), revs("1-x", "2-y"));
    asked.put(id("b"), revs("1-a"));
    asked.put(id("a"), revs("5-e", "2-b", "4-d", "3-c"));
    asked.put(id("e"), List.of());
    Map<DocumentId, RevisionsDiff> diff = await(db.revisionsDiff(asked));
    assertEquals(List.of(id("z"), id("a")), List.copyOf(diff.keySet()));
    List<RevisionsDiff> lacked = List.copyOf(diff.values());
    assertEquals(revs("1-x", "2-y"), lacked.get(0).missing());
    assertEquals(List.of(), lacked.get(0).possibleAncestors());
    assertEquals(revs("5-e", "4-d"), lacked.get(1).missing());
    assertEquals(revs("3-c"), lacked.get(1).possibleAncestors());
  }

  @Test
  @Tag("DIF-4")
  void possibleAncestorsAreTheLeavesBelowTheHighestThatIsMissing() {
    graft("a", "2-b", "1-a");
    graft("a", "4-d", "3-c", "2-x", "1-a");
    graft("a", true, "3-e", "2-y", "1-a");
    assertEquals(revs("2-b"), possibleAncestors("3-z", "2-z"));
    assertEquals(revs("3-e", "2-b"), possibleAncestors("2-z", "4-z"));
    assertEquals(revs("4-d", "3-e", "2-b"), possibleAncestors("1-z", "9-z"));
    assertEquals(List.of(), possibleAncestors("2-z", "1-z"));
  }

  /** From the highest to the lowest: their order is nobody's promise. */
  private List<RevisionId> possibleAncestors(String... missing) {
    return await(db.revisionsDiff(Map.of(id("a"), revs(missing)))).values().stream()
        .flatMap(diff -> diff.possibleAncestors().stream())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  @Test
  @Tag("DIF-2")
  @Tag("DIF-3")
  void ancestorsWithoutBodyAndTombstonesAreNotMissing() {
    graft("a", true, "2-b", "1-a");
    assertEquals(Map.of(), await(db.revisionsDiff(Map.of(id("a"), revs("1-a", "2-b")))));
  }
}
