package dev.couchgrass.conformance.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.result.ResultCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading the leaves of a document, or some of its revisions. */
public abstract class OpenRevisionsConformance extends StoreFixture {
  private static final OpenRevisions ALL = new OpenRevisions.All();

  protected OpenRevisionsConformance(StorageHome.Source homes) {
    super(homes);
  }

  private List<String> open(String id, OpenRevisions which) {
    return await(await(db.openRevisions(id(id), which, GetOptions.DEFAULTS)).toList(MANY)).stream()
        .map(OpenRevisionsConformance::show)
        .toList();
  }

  static String show(OpenRevision opened) {
    return opened instanceof OpenRevision.Found found
        ? found.document().revision().toString()
        : "?" + ((OpenRevision.Missing) opened).revision();
  }

  @Test
  @Tag("GET-5")
  void allLeavesComeDeletedOnesTooWinnerFirst() {
    graft("a", "2-b", "1-a");
    graft("a", true, "3-c", "2-x", "1-a");
    graft("a", "2-d", "1-a");
    assertEquals(List.of("2-d", "2-b", "3-c"), open("a", ALL));
    assertEquals(List.of(), open("unknown", ALL));
  }

  @Test
  @Tag("GET-6")
  void namedRevisionsComeInTheirOrder() {
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    OpenRevisions named = new OpenRevisions.Of(revs("1-a", "2-b", "9-x", "2-c"), false);
    assertEquals(List.of("?1-a", "2-b", "?9-x", "2-c"), open("a", named));
    assertEquals(List.of("?1-a", "?2-b", "?9-x", "?2-c"), open("unknown", named));
  }

  @Test
  @Tag("GET-4")
  void manyRevisionsMayBeNamed() {
    List<String> leaves = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      graft("a", "2-" + i, "1-a");
      leaves.add("2-" + i);
    }
    List<RevisionId> named = revs(leaves.toArray(String[]::new));
    assertEquals(leaves, open("a", new OpenRevisions.Of(named, false)));
    List<RevisionId> twice = new ArrayList<>(named);
    twice.addAll(named);
    List<String> latest = open("a", new OpenRevisions.Of(twice, true));
    assertEquals(leaves.stream().sorted().toList(), latest.stream().sorted().toList());
  }

  @Test
  @Tag("GET-4")
  void latestComeInsteadOfTheirAncestorsEachOnce() {
    graft("a", "3-c", "2-b", "1-a");
    graft("a", "2-d", "1-a");
    assertEquals(List.of("3-c"), open("a", new OpenRevisions.Of(revs("2-b"), true)));
    assertEquals(
        List.of("3-c", "2-d", "?9-x"),
        open("a", new OpenRevisions.Of(revs("1-a", "9-x", "2-b"), true)).stream()
            .sorted(
                Comparator.comparing((String s) -> s.startsWith("?"))
                    .thenComparing(Comparator.reverseOrder()))
            .toList());
  }

  @Test
  @Tag("GET-1")
  void theyAreOfOneMomentAndMayBeLeftEarly() {
    require(Capability.PURGE);
    graft("a", "2-b", "1-a");
    graft("a", "2-c", "1-a");
    ResultCursor<OpenRevision> leaves = await(db.openRevisions(id("a"), ALL, GetOptions.DEFAULTS));
    assertEquals(
        List.of("2-c"),
        await(leaves.next(1)).stream().map(OpenRevisionsConformance::show).toList());
    await(db.purge(Map.of(id("a"), revs("2-b", "2-c"))));
    assertEquals(
        List.of("2-b"),
        await(leaves.next(9)).stream().map(OpenRevisionsConformance::show).toList());
    assertEquals(List.of(), await(leaves.next(9)));
    ResultCursor<OpenRevision> left = await(db.openRevisions(id("a"), ALL, GetOptions.DEFAULTS));
    await(left.close());
    await(left.close());
    assertEquals(List.of(), await(left.next(1)));
  }

  @Test
  @Tag("GET-5")
  @Tag("TREE-1")
  void eachCarriesItsOwnHistory() {
    graft("a", "3-c", "2-b", "1-a");
    graft("a", "2-d", "1-a");
    List<OpenRevision> opened =
        await(
            await(db.openRevisions(id("a"), ALL, GetOptions.DEFAULTS.withHistory(true)))
                .toList(MANY));
    StoredDocument second = ((OpenRevision.Found) opened.get(1)).document();
    assertEquals(revs("2-d", "1-a"), second.extras().history());
    assertEquals("{\"rev\":\"2-d\"}", second.body().toString());
  }
}
