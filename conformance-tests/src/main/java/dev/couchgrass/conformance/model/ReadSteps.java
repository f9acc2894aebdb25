package dev.couchgrass.conformance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.BulkGetOptions;
import dev.couchgrass.store.document.BulkGetRequest;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.StoredDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reading documents, one and many, and what is missing of them. */
final class ReadSteps {
  private static final int ANY = 1_000;

  private final Trialled tried;

  ReadSteps(Trialled tried) {
    this.tried = tried;
  }

  private StoreModel model() {
    return tried.model();
  }

  void get(String id, int number, boolean latest) {
    Optional<RevisionId> revision = tried.revision(id, number);
    GetOptions options =
        GetOptions.DEFAULTS
            .withRevision(revision.orElse(RevisionId.parse("9-unknown")))
            .withLatest(latest && revision.isPresent());
    Optional<RevisionId> wanted =
        latest ? revision.flatMap(r -> model().latest(id, r).stream().findFirst()) : revision;
    assertEquals(
        wanted.filter(r -> model().content(id, r).isPresent()),
        StoreFixture.await(tried.db().get(new DocumentId(id), options))
            .map(StoredDocument::revision),
        "GET-3, GET-4: the revision");
  }

  void openRevisions(String id, String branch, boolean latest) {
    List<RevisionId> asked = asked(id, branch);
    List<String> expected =
        asked.stream()
            .flatMap(revision -> latest ? latest(id, revision) : Stream.of(exactly(id, revision)))
            .toList();
    List<String> opened =
        StoreFixture.await(
                tried
                    .db()
                    .openRevisions(
                        new DocumentId(id),
                        new OpenRevisions.Of(asked, latest),
                        GetOptions.DEFAULTS)
                    .compose(rows -> rows.toList(ANY)))
            .stream()
            .map(ReadSteps::show)
            .toList();
    if (latest) {
      assertEquals(new TreeSet<>(expected), new TreeSet<>(opened), "GET-4: the latest");
      assertEquals(new TreeSet<>(opened).size(), opened.size(), "GET-4: a leaf came twice");
    } else {
      assertEquals(expected, opened, "GET-6: the revisions named");
    }
  }

  /** A branch from its newest revision to its root, and the newest known revision. */
  private List<RevisionId> asked(String id, String branch) {
    Set<RevisionId> asked = new LinkedHashSet<>(Trialled.branch(branch, branch.length()));
    asked.addAll(model().leaves(id).stream().limit(1).toList());
    return List.copyOf(asked);
  }

  private Stream<String> latest(String id, RevisionId revision) {
    List<RevisionId> latest = model().latest(id, revision);
    return latest.isEmpty() ? Stream.of("?" + revision) : latest.stream().map(RevisionId::toString);
  }

  private String exactly(String id, RevisionId revision) {
    return (model().content(id, revision).isPresent() ? "" : "?") + revision;
  }

  private static String show(OpenRevision opened) {
    return opened instanceof OpenRevision.Found found
        ? found.document().revision().toString()
        : "?" + ((OpenRevision.Missing) opened).revision();
  }

  void bulkGet(String first, String second, int number) {
    RevisionId revision = tried.revision(second, number).orElse(RevisionId.parse("9-unknown"));
    List<BulkGetRequest> requests =
        List.of(
            new BulkGetRequest(new DocumentId(first), Optional.empty()),
            new BulkGetRequest(new DocumentId(second), Optional.of(revision)),
            new BulkGetRequest(new DocumentId(second), Optional.empty()));
    List<List<String>> expected =
        List.of(winner(first), List.of(exactly(second, revision)), winner(second));
    assertEquals(
        expected,
        StoreFixture.await(tried.db().bulkGet(requests, BulkGetOptions.DEFAULTS)).stream()
            .map(result -> result.revisions().stream().map(ReadSteps::show).toList())
            .toList(),
        "GET-7: a result for each request");
  }

  private List<String> winner(String id) {
    return model().leaves(id).stream().limit(1).map(RevisionId::toString).toList();
  }

  void revisionsDiff(String id, String branch) {
    DocumentId document = new DocumentId(id);
    List<RevisionId> asked = asked(id, branch);
    List<RevisionId> missing = new ArrayList<>(asked);
    missing.removeAll(model().revisions(id));
    Optional<RevisionsDiff> diff =
        Optional.ofNullable(
            StoreFixture.await(tried.db().revisionsDiff(Map.of(document, asked))).get(document));
    assertEquals(
        missing,
        diff.map(RevisionsDiff::missing).orElse(List.of()),
        "DIF-1, DIF-2, DIF-3: missing");
    long highest = missing.stream().mapToLong(RevisionId::generation).max().orElse(0);
    assertEquals(
        new TreeSet<>(
            model().leaves(id).stream().filter(leaf -> leaf.generation() < highest).toList()),
        new TreeSet<>(diff.map(RevisionsDiff::possibleAncestors).orElse(List.of())),
        "DIF-4: possible ancestors");
  }

  void list(String from, String to, boolean descending, int skip, int limit) {
    List<String> ids = new ArrayList<>(model().live());
    String low = descending ? to : from;
    String high = descending ? from : to;
    ids.removeIf(
        id ->
            (!low.isEmpty() && StoreModel.BY_BYTES.compare(id, low) < 0)
                || (!high.isEmpty() && StoreModel.BY_BYTES.compare(id, high) > 0));
    if (descending) {
      Collections.reverse(ids);
    }
    List<String> expected =
        ids.stream().skip(skip).limit(limit).map(id -> id + " " + winner(id)).toList();
    AllDocsOptions options =
        AllDocsOptions.DEFAULTS
            .withSelection(new AllDocsOptions.Range(key(from), key(to), true))
            .withDescending(descending)
            .withSkip(skip)
            .withLimit(limit);
    AllDocsResult listed = StoreFixture.await(tried.db().allDocs(options));
    assertEquals(model().live().size(), listed.totalRows(), "ALL-7: total rows");
    assertEquals(
        expected,
        StoreFixture.await(listed.toList(ANY)).stream().map(ReadSteps::show).toList(),
        "ALL-1, ALL-4: the rows of a range");
  }

  private static Optional<String> key(String key) {
    return Optional.of(key).filter(text -> !text.isEmpty());
  }

  private static String show(AllDocsRow row) {
    return row instanceof AllDocsRow.Found found
        ? found.id() + " " + List.of(found.revision()) + (found.deleted() ? " deleted" : "")
        : "?" + ((AllDocsRow.Missing) row).key();
  }

  void listKeys(String first, String second, String third) {
    List<String> keys = List.of(first, second, third);
    AllDocsOptions options = AllDocsOptions.DEFAULTS.withSelection(new AllDocsOptions.Keys(keys));
    List<String> expected =
        keys.stream()
            .map(
                id ->
                    model().leaves(id).isEmpty()
                        ? "?" + id
                        : id + " " + winner(id) + (model().live(id) ? "" : " deleted"))
            .toList();
    assertEquals(
        expected,
        StoreFixture.await(tried.db().allDocs(options).compose(rows -> rows.toList(ANY))).stream()
            .map(ReadSteps::show)
            .toList(),
        "ALL-3: a row for each key");
  }
}
