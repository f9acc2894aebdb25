package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Keys;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.kv.layout.Counters;
import dev.couchgrass.store.kv.layout.Space;
import dev.couchgrass.store.kv.work.Workers;
import dev.couchgrass.store.result.UpdateSequence;
import java.util.Optional;
import java.util.OptionalLong;

/** A listing of documents from a snapshot. */
public final class AllDocsScan extends SnapshotCursor<AllDocsRow> implements AllDocsResult {
  private final AllDocsRows rows;
  private final long totalRows;
  private final OptionalLong offset;
  private final UpdateSequence updateSequence;
  private long skip;
  private long left;

  private AllDocsScan(View view, Workers workers, AllDocsOptions options) {
    super(view.snapshot(), workers);
    Counters counters = view.counters();
    this.totalRows =
        options.scope() == Scope.ALL ? counters.documents() : counters.designDocuments();
    this.offset = offset(view, options);
    this.updateSequence = view.sequences().write(counters.updateSequence());
    this.skip = options.skip();
    this.left = options.limit();
    this.rows = rows(view, options); // The last: nothing fails after it is open.
  }

  /** Starts a listing; the scan closes the view's snapshot. */
  public static AllDocsScan of(View view, Workers workers, AllDocsOptions options) {
    return new AllDocsScan(view, workers, options);
  }

  private static AllDocsRows rows(View view, AllDocsOptions options) {
    return options.selection() instanceof Keys keys
        ? new AllDocsRows.ByKey(view, options, keys.keys())
        : new AllDocsRows.InRange(view, options, (Range) options.selection());
  }

  /** How many live documents of the scope come before the first row, skipped ones included. */
  private static OptionalLong offset(View view, AllDocsOptions options) {
    if (!(options.selection() instanceof Range range)) {
      return OptionalLong.empty();
    }
    Snapshot snapshot = view.snapshot();
    KeyRange scope = IdRange.scope(view.keys(), Space.LIVE, options.scope());
    KeyRange asked = IdRange.keys(view.keys(), Space.LIVE, options, range);
    OptionalLong begin = snapshot.rank(scope.from());
    OptionalLong from = snapshot.rank(asked.from());
    OptionalLong to = snapshot.rank(asked.to());
    OptionalLong end = snapshot.rank(scope.to());
    if (begin.isEmpty() || from.isEmpty() || to.isEmpty() || end.isEmpty()) {
      return OptionalLong.empty();
    }
    long inRange = Math.max(0, to.getAsLong() - from.getAsLong());
    long before =
        options.descending()
            ? end.getAsLong() - to.getAsLong()
            : from.getAsLong() - begin.getAsLong();
    return OptionalLong.of(before + Math.min(options.skip(), inRange));
  }

  @Override
  protected Optional<AllDocsRow> step() {
    for (; skip > 0; skip--) {
      if (!rows.skip()) {
        return Optional.empty();
      }
    }
    if (left == 0) {
      return Optional.empty();
    }
    left--;
    return rows.next();
  }

  @Override
  protected long bytes(AllDocsRow row) {
    return row instanceof AllDocsRow.Found found
        ? found.document().map(document -> (long) document.body().length()).orElse(0L)
        : 0;
  }

  @Override
  protected long waitingSkip() {
    return skip;
  }

  @Override
  protected void closeSource() {
    rows.close();
  }

  @Override
  public long totalRows() {
    return totalRows;
  }

  @Override
  public OptionalLong offset() {
    return offset;
  }

  @Override
  public UpdateSequence updateSequence() {
    return updateSequence;
  }
}
