package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.Change;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.ChangesOptions;
import dev.couchgrass.store.changes.ChangesResult;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Databases that tell of other changes than there were, or from another moment on. */
final class WrongChanges {
  private static final int MANY = 100_000;
  private static final Pattern SEQUENCE = Pattern.compile("([0-9]{1,18})(-.*)?");

  private WrongChanges() {}

  /** Other rows. */
  private abstract static class WrongRows extends DelegatingStore {
    WrongRows(DocumentStore inner) {
      super(inner);
    }

    abstract List<Change> rows(List<Change> rows);

    @Override
    public Future<ChangesResult> changes(ChangesOptions options) {
      return inner.changes(options).map(all -> new EditedChanges(all, this::rows));
    }
  }

  static final class TombstonesForgotten extends WrongRows {
    TombstonesForgotten(DocumentStore inner) {
      super(inner);
    }

    @Override
    List<Change> rows(List<Change> rows) {
      return rows.stream().filter(change -> !change.deleted()).toList();
    }
  }

  static final class LastLeafForgotten extends WrongRows {
    LastLeafForgotten(DocumentStore inner) {
      super(inner);
    }

    private static Change shortened(Change change) {
      int leaves = Math.max(1, change.revisions().size() - 1);
      return new Change(
          change.sequence(),
          change.id(),
          change.revisions().subList(0, leaves),
          change.deleted(),
          change.document());
    }

    @Override
    List<Change> rows(List<Change> rows) {
      return rows.stream().map(LastLeafForgotten::shortened).toList();
    }
  }

  static final class SortedById extends WrongRows {
    SortedById(DocumentStore inner) {
      super(inner);
    }

    @Override
    List<Change> rows(List<Change> rows) {
      return rows.stream().sorted(Comparator.comparing(Change::id)).toList();
    }
  }

  /** Other options. */
  private abstract static class WrongOptions extends DelegatingStore {
    WrongOptions(DocumentStore inner) {
      super(inner);
    }

    abstract ChangesOptions options(ChangesOptions options);

    @Override
    public Future<ChangesResult> changes(ChangesOptions options) {
      return inner.changes(options(options));
    }
  }

  /** From the sequence before the one that was asked for. */
  static final class SinceIncluded extends WrongOptions {
    SinceIncluded(DocumentStore inner) {
      super(inner);
    }

    @Override
    ChangesOptions options(ChangesOptions options) {
      Matcher since = SEQUENCE.matcher(options.since().token());
      if (!since.matches()) {
        return options;
      }
      long before = Math.max(0, Long.parseLong(since.group(1)) - 1);
      String instance = Optional.ofNullable(since.group(2)).orElse("");
      return options.withSince(new UpdateSequence(before + instance));
    }
  }

  static final class LimitOneShort extends WrongOptions {
    LimitOneShort(DocumentStore inner) {
      super(inner);
    }

    @Override
    ChangesOptions options(ChangesOptions options) {
      return options.limit() == Long.MAX_VALUE
          ? options
          : options.withLimit(Math.max(0, options.limit() - 1));
    }
  }

  /** A leaf that does not win changes nothing that anybody would want to hear of. */
  static final class LosersUnheard extends DelegatingStore {
    private final Map<DocumentId, RevisionId> told = new HashMap<>();

    LosersUnheard(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<ChangesResult> changes(ChangesOptions options) {
      return inner.changes(options).map(all -> new EditedChanges(all, this::heard));
    }

    private List<Change> heard(List<Change> rows) {
      return rows.stream()
          .filter(row -> !row.revisions().get(0).equals(told.put(row.id(), row.revisions().get(0))))
          .toList();
    }
  }

  /** As of many servers, to which a limit of none is one that was not set. */
  static final class NoneIsUnlimited extends WrongOptions {
    NoneIsUnlimited(DocumentStore inner) {
      super(inner);
    }

    @Override
    ChangesOptions options(ChangesOptions options) {
      return options.limit() == 0 ? options.withLimit(Long.MAX_VALUE) : options;
    }
  }

  /** From the newest to the first, wherever it is to end. */
  static final class SinceIgnoredBackward extends WrongOptions {
    SinceIgnoredBackward(DocumentStore inner) {
      super(inner);
    }

    @Override
    ChangesOptions options(ChangesOptions options) {
      return options.descending() ? options.withSince(UpdateSequence.START) : options;
    }
  }

  /** The start instead of what is not understood, or not liked. */
  static final class StartInstead extends WrongOptions {
    private final Pattern wrong;

    StartInstead(DocumentStore inner, String wrong) {
      super(inner);
      this.wrong = Pattern.compile(wrong);
    }

    @Override
    ChangesOptions options(ChangesOptions options) {
      return wrong.matcher(options.since().token()).matches()
          ? options.withSince(UpdateSequence.START)
          : options;
    }
  }

  /** A sequence is its number, whichever database gave it. */
  static final class InstanceIgnored extends WrongOptions {
    InstanceIgnored(DocumentStore inner) {
      super(inner);
    }

    @Override
    ChangesOptions options(ChangesOptions options) {
      Matcher since = SEQUENCE.matcher(options.since().token());
      return since.matches() ? options.withSince(new UpdateSequence(since.group(1))) : options;
    }
  }

  /** Of the database, not of the rows that were taken. */
  static final class LastSequenceRunsAhead extends DelegatingStore {
    LastSequenceRunsAhead(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<ChangesResult> changes(ChangesOptions options) {
      return inner
          .info()
          .compose(info -> inner.changes(options).map(all -> ahead(all, info.updateSequence())));
    }

    private static ChangesResult ahead(ChangesResult all, UpdateSequence newest) {
      return new EditedChanges(all, rows -> rows) {
        @Override
        public UpdateSequence lastSequence() {
          return newest;
        }
      };
    }
  }

  /** As if all had been asked for. */
  static final class NothingIsPending extends DelegatingStore {
    NothingIsPending(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<ChangesResult> changes(ChangesOptions options) {
      return inner.changes(options).map(NothingIsPending::all);
    }

    private static ChangesResult all(ChangesResult result) {
      return new EditedChanges(result, rows -> rows) {
        @Override
        public long pending() {
          return 0;
        }
      };
    }
  }

  /** Looks at all changes, and leaves out what the filter holds back. */
  static final class FiltersEverything extends DelegatingStore {
    FiltersEverything(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<ChangesResult> changes(ChangesOptions options) {
      return inner
          .changes(options.withFilter(ChangesFilter.ALL))
          .compose(all -> all.toList(MANY))
          .compose(everything -> inner.changes(options));
    }
  }
}
