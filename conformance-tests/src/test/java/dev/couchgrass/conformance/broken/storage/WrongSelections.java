package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesOptions.Style;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Databases that understand a filter by a selector otherwise. */
final class WrongSelections {
  private static final int MANY = 100_000;

  private WrongSelections() {}

  private abstract static class WrongSelection extends DelegatingStore {
    WrongSelection(DocumentStore inner) {
      super(inner);
    }

    abstract Future<ChangesResult> selected(ChangesOptions options);

    @Override
    public Future<ChangesResult> changes(ChangesOptions options) {
      return options.filter() instanceof ChangesFilter.Selector
          ? selected(options)
          : inner.changes(options);
    }
  }

  static final class WinnerAlone extends WrongSelection {
    WinnerAlone(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<ChangesResult> selected(ChangesOptions options) {
      return inner.changes(options.withStyle(Style.MAIN_ONLY));
    }
  }

  static final class AllLeavesListed extends WrongSelection {
    AllLeavesListed(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<ChangesResult> selected(ChangesOptions options) {
      return inner
          .changes(ChangesOptions.DEFAULTS.withStyle(options.style()))
          .compose(all -> all.toList(MANY))
          .map(all -> all.stream().collect(Collectors.toMap(Change::id, Change::revisions)))
          .compose(
              leaves ->
                  inner
                      .changes(options)
                      .map(result -> new EditedChanges(result, rows -> listed(rows, leaves))));
    }

    private static List<Change> listed(
        List<Change> rows, Map<DocumentId, List<RevisionId>> leaves) {
      return rows.stream()
          .map(
              row ->
                  new Change(
                      row.sequence(),
                      row.id(),
                      leaves.getOrDefault(row.id(), row.revisions()),
                      row.deleted(),
                      row.document()))
          .toList();
    }
  }

  static final class TombstonesPassedOver extends WrongSelection {
    TombstonesPassedOver(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<ChangesResult> selected(ChangesOptions options) {
      return inner
          .changes(options)
          .map(
              result ->
                  new EditedChanges(
                      result, rows -> rows.stream().filter(row -> !row.deleted()).toList()));
    }
  }

  static final class WinnerLeftOut extends WrongSelection {
    WinnerLeftOut(DocumentStore inner) {
      super(inner);
    }

    @Override
    Future<ChangesResult> selected(ChangesOptions options) {
      return inner
          .changes(options)
          .map(
              result ->
                  new EditedChanges(
                      result, rows -> rows.stream().map(WinnerLeftOut::row).toList()));
    }

    private static Change row(Change row) {
      Optional<StoredDocument> listed =
          row.document().filter(document -> row.revisions().contains(document.revision()));
      return new Change(row.sequence(), row.id(), row.revisions(), row.deleted(), listed);
    }
  }
}
