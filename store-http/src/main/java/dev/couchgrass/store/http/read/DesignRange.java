package dev.couchgrass.store.http.read;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Design documents as a part of all documents, for servers that do not list them by themselves.
 * They are counted in a request of its own, as the server tells how many documents there are in
 * all; nothing tells their offset.
 */
final class DesignRange {
  private static final String FIRST = "_design/";

  /** What follows the last of them: the character after the slash. */
  private static final String AFTER = "_design0";

  /** As many design documents as are counted. */
  private static final int MANY = 100_000;

  private DesignRange() {}

  static Future<AllDocsResult> allDocs(
      AllDocsOptions options,
      Function<AllDocsOptions, ? extends Future<? extends AllDocsResult>> all) {
    AllDocsOptions every =
        AllDocsOptions.DEFAULTS.withSelection(
            new Range(Optional.of(FIRST), Optional.of(AFTER), false));
    AllDocsOptions chosen = options.withScope(Scope.ALL).withSelection(within(options));
    return all.apply(every)
        .compose(found -> found.toList(MANY))
        .compose(design -> all.apply(chosen).map(rows -> new DesignListing(rows, design.size())));
  }

  private static AllDocsOptions.Selection within(AllDocsOptions options) {
    if (!(options.selection() instanceof Range range)) {
      return options.selection();
    }
    Optional<String> low = options.descending() ? range.end() : range.start();
    Optional<String> high = options.descending() ? range.start() : range.end();
    boolean lowest = low.isEmpty() || low.get().compareTo(FIRST) < 0;
    boolean highest = high.isEmpty() || high.get().compareTo(AFTER) >= 0;
    low = lowest ? Optional.of(FIRST) : low;
    high = highest ? Optional.of(AFTER) : high;
    return options.descending()
        ? new Range(high, low, range.inclusiveEnd() || lowest)
        : new Range(low, high, range.inclusiveEnd() && !highest);
  }

  /** Keys of other documents name nothing here. */
  private static AllDocsRow named(AllDocsRow row) {
    return row instanceof AllDocsRow.Found found && !isDesign(found.id())
        ? new AllDocsRow.Missing(found.id().value())
        : row;
  }

  private static boolean isDesign(DocumentId id) {
    return id.value().startsWith(FIRST);
  }

  private record DesignListing(AllDocsResult rows, long totalRows) implements AllDocsResult {
    @Override
    public Future<List<AllDocsRow>> next(int max) {
      return rows.next(max).map(taken -> taken.stream().map(DesignRange::named).toList());
    }

    @Override
    public OptionalLong offset() {
      return OptionalLong.empty();
    }

    @Override
    public UpdateSequence updateSequence() {
      return rows.updateSequence();
    }

    @Override
    public Future<Void> close() {
      return rows.close();
    }
  }
}
