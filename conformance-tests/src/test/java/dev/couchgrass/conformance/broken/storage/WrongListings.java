package dev.couchgrass.conformance.broken.storage;

import static dev.couchgrass.store.flow.Effects.onSuccess;

import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Keys;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.AllDocsRow.Found;
import dev.couchgrass.store.document.AllDocsRow.Missing;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Databases that list other documents than they have, in another order, or at another cost. */
final class WrongListings {
  private static final int MANY = 100_000;

  private WrongListings() {}

  /** Other rows. */
  private abstract static class WrongRows extends DelegatingStore {
    WrongRows(DocumentStore inner) {
      super(inner);
    }

    abstract List<AllDocsRow> rows(List<AllDocsRow> rows);

    @Override
    public Future<AllDocsResult> allDocs(AllDocsOptions options) {
      return inner.allDocs(options).map(all -> new EditedRows(all, this::rows));
    }
  }

  static final class SortedAsStrings extends WrongRows {
    SortedAsStrings(DocumentStore inner) {
      super(inner);
    }

    private static String key(AllDocsRow row) {
      return row instanceof Found found ? found.id().value() : ((Missing) row).key();
    }

    @Override
    List<AllDocsRow> rows(List<AllDocsRow> rows) {
      return rows.stream().sorted(Comparator.comparing(SortedAsStrings::key)).toList();
    }
  }

  static final class MissingKeysLeftOut extends WrongRows {
    MissingKeysLeftOut(DocumentStore inner) {
      super(inner);
    }

    @Override
    List<AllDocsRow> rows(List<AllDocsRow> rows) {
      return rows.stream().filter(row -> row instanceof Found).toList();
    }
  }

  /** Behind the others. */
  static final class TombstonesListed extends DelegatingStore {
    TombstonesListed(DocumentStore inner) {
      super(inner);
    }

    private static List<AllDocsRow> with(List<Change> changes, List<AllDocsRow> rows) {
      List<AllDocsRow> more = new ArrayList<>(rows);
      if (!rows.isEmpty()) {
        changes.stream()
            .filter(Change::deleted)
            .map(gone -> new Found(gone.id(), gone.revisions().get(0), true, Optional.empty()))
            .forEach(more::add);
      }
      return more;
    }

    @Override
    public Future<AllDocsResult> allDocs(AllDocsOptions options) {
      return inner
          .changes(ChangesOptions.DEFAULTS)
          .compose(changes -> changes.toList(MANY))
          .compose(
              changes ->
                  inner
                      .allDocs(options)
                      .map(all -> new EditedRows(all, rows -> with(changes, rows))));
    }
  }

  /** Other options. */
  private abstract static class WrongOptions extends DelegatingStore {
    WrongOptions(DocumentStore inner) {
      super(inner);
    }

    abstract AllDocsOptions options(AllDocsOptions options);

    @Override
    public Future<AllDocsResult> allDocs(AllDocsOptions options) {
      return inner.allDocs(options(options));
    }
  }

  static final class EndAlwaysIncluded extends WrongOptions {
    EndAlwaysIncluded(DocumentStore inner) {
      super(inner);
    }

    @Override
    AllDocsOptions options(AllDocsOptions options) {
      return options.selection() instanceof Range range
          ? options.withSelection(new Range(range.start(), range.end(), true))
          : options;
    }
  }

  static final class StartIsTheLowerKey extends WrongOptions {
    StartIsTheLowerKey(DocumentStore inner) {
      super(inner);
    }

    @Override
    AllDocsOptions options(AllDocsOptions options) {
      return options.descending() && options.selection() instanceof Range range
          ? options.withSelection(
              new Range(/* start= */ range.end(), /* end= */ range.start(), range.inclusiveEnd()))
          : options;
    }
  }

  static final class TotalOfTheSelection extends DelegatingStore {
    TotalOfTheSelection(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<AllDocsResult> allDocs(AllDocsOptions options) {
      return inner
          .allDocs(options)
          .compose(all -> all.toList(MANY))
          .compose(selected -> inner.allDocs(options).map(all -> total(all, selected.size())));
    }
  }

  /** Counts when a listing is over, for the next one. */
  static final class TotalOfTheListingBefore extends DelegatingStore {
    private final AtomicLong total = new AtomicLong();

    TotalOfTheListingBefore(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<AllDocsResult> allDocs(AllDocsOptions options) {
      return inner.allDocs(options).map(all -> total(all, total.getAndSet(all.totalRows())));
    }
  }

  private static AllDocsResult total(AllDocsResult all, long count) {
    return new EditedRows(all, rows -> rows) {
      @Override
      public long totalRows() {
        return count;
      }
    };
  }

  /** Each piece is read when it is asked for, behind the last id of the one before. */
  static final class ReadsOnAndOn extends DelegatingStore {
    ReadsOnAndOn(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<AllDocsResult> allDocs(AllDocsOptions options) {
      return options.selection() instanceof Keys
          ? inner.allDocs(options)
          : inner.allDocs(options).map(all -> new Pages(all, options));
    }

    private final class Pages extends EditedRows {
      private final AllDocsOptions options;
      private Optional<String> last = Optional.empty();

      Pages(AllDocsResult first, AllDocsOptions options) {
        super(first, rows -> rows);
        this.options = options;
      }

      private Future<List<AllDocsRow>> page(int max) {
        Range asked = (Range) options.selection();
        Range rest = new Range(last.or(asked::start), asked.end(), asked.inclusiveEnd());
        return inner
            .allDocs(options.withSelection(rest).withSkip(last.isPresent() ? 1 : options.skip()))
            .compose(all -> all.next(max).eventually(all::close));
      }

      @Override
      public Future<List<AllDocsRow>> next(int max) {
        return page(max)
            .andThen(
                onSuccess(
                    rows -> {
                      if (!rows.isEmpty()) {
                        last = Optional.of(((Found) rows.get(rows.size() - 1)).id().value());
                      }
                    }));
      }
    }
  }

  /** Looks at all documents, whatever is wanted of them. */
  static final class ScansEverything extends DelegatingStore {
    ScansEverything(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<AllDocsResult> allDocs(AllDocsOptions options) {
      return inner
          .allDocs(AllDocsOptions.DEFAULTS)
          .compose(all -> all.toList(MANY))
          .compose(everything -> inner.allDocs(options));
    }
  }
}
